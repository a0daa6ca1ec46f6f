"""Write down and issue a notice, and take it back when the meeting is put off or given up (R7.2, R7.5)."""

from datetime import date

from apps.documents.models import DocumentKind, IssuedDocument
from apps.documents.rendering import content
from apps.documents.services import issue_document, next_number, number_for
from apps.meetings.models import Meeting, Notice
from apps.meetings.notice import annexes, letters, ports
from apps.meetings.notice.presiding import write_chair
from apps.meetings.receipts.services import send_notice
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name, organ
from kernel.clock import day_of
from kernel.lifecycle import consent
from kernel.lifecycle.table import Act
from tenants.governments.selectors import government
from vocabulary.roles import Side


def write_notice(act: Act, *, what_changed: str = "") -> None:
    """Write down what the notice says, and issue it; a later one refers to the one before (R7.5)."""
    meeting, given = act.object, act.given
    for row in (given["presider"], given.get("co_presider")):
        if row is not None:
            row.refresh_from_db()  # the conveners of the day may just have taken their places
    meeting.starts_at, meeting.session_on = given["starts_at"], day_of(given["starts_at"])
    meeting.venue, meeting.contact = given["venue"], given["contact"]
    write_chair(meeting, act)
    meeting.list_amended_at = None
    state_cut_off(act)
    before = meeting.notices.select_related("document").order_by("issued_at", "id").last()
    document = _issue_notice_document(act, before.document if before else None, what_changed)
    _send(act, document, before, what_changed)


def write_withdrawal(act: Act, *, cancelled: bool) -> None:
    """Where a notice went out, tell the same people by a numbered notice that the meeting does not take place (R7.5).

    It is issued by the organ that issued the notice, under its series and in the name of whoever consented for that
    side, whichever side came last; before a notice there is nothing to take back.
    """
    meeting: Meeting = act.object
    before = meeting.notices.select_related("document").order_by("issued_at", "id").last()
    if before is None:
        return
    issuer, reason = before.document.issuer, act.given["reason"]
    of_union = issuer in {government().union_name, organ(government(), binding_rule(meeting), Side.UNION)}
    new_date = None if cancelled else act.given["date"]
    number = next_number("union_letter" if of_union else "notice", act.today.year)
    words = {"issuer": issuer, "before": before.document.number, "reason": reason, "new_date": new_date}
    document = issue_document(
        letters.withdrawal(meeting, government(), number=number, on=act.today, **words),
        kind=DocumentKind.MEETING_NOTICE,
        issuer=issuer,
        subject_id=meeting.pk,
        year=act.today.year,
        by=consent.signed_by(act, Side.UNION if of_union else Side.GOV),
        issued_at=act.recorded_at,
    )
    _send(act, document, before, reason)


def _send(act: Act, document: IssuedDocument, before: Notice | None, words: str) -> None:
    meeting: Meeting = act.object
    notice = Notice.objects.create(
        meeting=meeting, document=document, supersedes=before, what_changed=words, issued_at=act.recorded_at
    )
    send_notice(act, notice)


def state_cut_off(act: Act) -> None:
    """Let the prior report stand as it is now: it is what this meeting will hear, whatever happens later (R8.3)."""
    act.object.report_as_of = act.recorded_at
    act.object.report_rows = ports.prior_report_rows(act.object)


def notice_document(
    meeting: Meeting, *, number: str, on: date, issuer: str, before: str, changed: str, disclosure: str
) -> content.Notice:
    """Return the notice with its annexes as it is issued, and as it is looked at before."""
    return letters.meeting_notice(
        meeting,
        government(),
        number=number,
        on=on,
        issuer=issuer,
        before=before,
        changed=changed,
        disclosure=disclosure,
        annexes=annexes.of_notice(meeting, meeting.attendances.in_order(), number),
    )


def _issue_notice_document(act: Act, before: IssuedDocument | None, what_changed: str) -> IssuedDocument:
    issuer = office_name(government(), binding_rule(act.object), act.by.side)
    number = number_for(act, "notice" if act.by.side == Side.GOV else "union_letter")
    disclosure = act.given.get("disclosure") or binding_rule(act.object).disclosure_default
    return issue_document(
        notice_document(
            act.object,
            number=number,
            on=act.today,
            issuer=issuer,
            before=before.number if before else "",
            changed=what_changed,
            disclosure=disclosure,
        ),
        kind=DocumentKind.MEETING_NOTICE,
        issuer=issuer,
        subject_id=act.object.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
        disclosure=disclosure,
    )
