"""By which day notice and material are early enough (R7.6)."""

from datetime import date, timedelta

from apps.documents.models import DocumentKind, IssuedDocument
from apps.meetings.models import Meeting
from apps.workrules.parameters import RuleParameters
from kernel.workcalendar.rules import CountedDay, subtract_workdays
from kernel.workcalendar.selectors import schedule


def notice_due_on(session_on: date, rule: RuleParameters) -> date:
    """Return the last day on which a notice is early enough, by the working days or days of the rule."""
    if rule.notice_lead_unit == "days":
        return session_on - timedelta(days=rule.notice_lead)
    return subtract_workdays(session_on, rule.notice_lead, schedule())


def pack_due_on(session_on: date, rule: RuleParameters) -> CountedDay:
    """Return the last day on which the material is early enough."""
    return subtract_workdays(session_on, rule.pack_lead_workdays, schedule())


def pack_of(meeting: Meeting) -> IssuedDocument | None:
    """Return the material that went out with the notice that stands, if it did."""
    noticed = meeting.notices.order_by("issued_at").values_list("issued_at", flat=True).last()
    packs = IssuedDocument.objects.filter(subject_id=meeting.pk, kind=DocumentKind.MEETING_PACK)
    found = packs.filter(issued_at__gte=noticed) if noticed else packs
    return found.defer("docx", "pdf", "content").order_by("issued_at").first()
