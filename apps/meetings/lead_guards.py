"""Lead times of notice and material, where the rule says 应当; in principle they are only warned of (R7.6)."""

from datetime import date, timedelta

from apps.documents.models import DocumentKind, IssuedDocument
from apps.meetings.convening_refusals import NoticeTooLate, PackTooLate
from apps.meetings.models import Meeting, MeetingKind
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import RuleParameters
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from kernel.workcalendar.rules import subtract_workdays
from kernel.workcalendar.selectors import overrides


def notice_due_on(session_on: date, rule: RuleParameters) -> date:
    """Return the last day on which a notice is early enough, by the working days or days of the rule."""
    if rule.notice_lead_unit == "days":
        return session_on - timedelta(days=rule.notice_lead)
    return subtract_workdays(session_on, rule.notice_lead, overrides())


def pack_due_on(session_on: date, rule: RuleParameters) -> date:
    """Return the last day on which the material is early enough."""
    return subtract_workdays(session_on, rule.pack_lead_workdays, overrides())


def pack_of(meeting: Meeting) -> IssuedDocument | None:
    """Return the material that went out with the notice that stands, if it did."""
    noticed = meeting.notices.order_by("issued_at").values_list("issued_at", flat=True).last()
    packs = IssuedDocument.objects.filter(subject_id=meeting.pk, kind=DocumentKind.MEETING_PACK)
    found = packs.filter(issued_at__gte=noticed) if noticed else packs
    return found.defer("docx", "pdf", "content").order_by("issued_at").first()


def notice_in_time(act: Act) -> None:
    """With 应当 the notice of an ordinary meeting leaves the time that the rule names (R7.6)."""
    rule, day = binding_rule(act.object, day=act.today), day_of(act.given["starts_at"])
    if rule.notice_lead_strength != "required" or act.object.kind == MeetingKind.EXTRAORDINARY:
        return
    due = notice_due_on(day, rule)
    if act.today > due:
        sentence = NoticeTooLate.sentence % {"day": due.isoformat()}
        raise NoticeTooLate(sentence, fields={"starts_at": sentence})


def pack_was_in_time(act: Act) -> None:
    """With 应当 no ordinary meeting opens unless its material came so long before (R7.6)."""
    meeting: Meeting = act.object
    rule = binding_rule(meeting)
    if rule.pack_lead_strength != "required" or meeting.kind == MeetingKind.EXTRAORDINARY:
        return
    pack, due = pack_of(meeting), pack_due_on(meeting.session_on or meeting.planned_on, rule)
    if pack is None or day_of(pack.issued_at) > due:
        raise PackTooLate(PackTooLate.sentence % {"day": due.isoformat()})
