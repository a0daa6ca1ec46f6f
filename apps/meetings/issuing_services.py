"""The numbered documents of a meeting, issued inside the act that needs them (Arts. 4, 7)."""

from django.utils.module_loading import import_string

from apps.documents.models import Disclosure, DocumentKind, IssuedDocument
from apps.documents.services import issue_document, next_number
from apps.meetings import letters
from apps.meetings.models import Meeting, Notice
from apps.organizations.selectors import government
from apps.workrules.naming import organ
from kernel.clock import day_of
from kernel.lifecycle.table import Act

#: The list of agreed items stands a layer above.
PRIOR_ROWS = "apps.followups.prior_reports.rows_of"


def issue_request_letter(act: Act) -> None:
    """Issue the letter that asks to convene, in the request's own transaction."""
    meeting: Meeting = act.object
    asking = meeting.requesting_side
    number = next_number(f"{asking}_letter", act.today.year)
    issue_document(
        letters.request_letter(meeting, government(), number=number, on=act.today),
        kind=DocumentKind.REQUEST_LETTER,
        issuer=organ(government(), meeting.parameters, asking),
        subject_id=meeting.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
    )


def issue_reply_letter(act: Act) -> None:
    """Issue the answering organ's letter in the answer's own transaction: yes, another day, or no (Art. 4)."""
    meeting: Meeting = act.object
    answering = "gov" if meeting.requesting_side == "union" else "union"
    asked = IssuedDocument.objects.filter(subject_id=meeting.pk, kind=DocumentKind.REQUEST_LETTER)
    answer = letters.Answer(
        to=asked.order_by("issued_at", "id").values_list("number", flat=True).last() or "",
        act=act.action.name,
        reason=act.given.get("reason") or "",
        other_date=act.given.get("date"),
    )
    number = next_number(f"{answering}_letter", act.today.year)
    issue_document(
        letters.reply_letter(meeting, government(), answer, number=number, on=act.today),
        kind=DocumentKind.REPLY_LETTER,
        issuer=organ(government(), meeting.parameters, answering),
        subject_id=meeting.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
    )


def write_notice(act: Act, *, what_changed: str = "") -> None:
    """Write down what the notice says, and issue it; a later one refers to the one before (R7.5)."""
    meeting, given = act.object, act.given
    meeting.starts_at, meeting.session_on = given["starts_at"], day_of(given["starts_at"])
    meeting.venue, meeting.contact = given["venue"], given["contact"]
    meeting.presider, meeting.presider_reason = given["presider"], given.get("presider_reason") or ""
    meeting.list_amended_at = None
    state_cut_off(act)
    before = meeting.notices.select_related("document").order_by("issued_at", "id").last()
    document = _issue_notice_document(act, before.document if before else None, what_changed)
    Notice.objects.create(
        meeting=meeting, document=document, supersedes=before, what_changed=what_changed, issued_at=act.recorded_at
    )


def state_cut_off(act: Act) -> None:
    """Let the prior report stand as it is now: it is what this meeting will hear, whatever happens later (R8.3)."""
    act.object.report_as_of = act.recorded_at
    act.object.report_rows = import_string(PRIOR_ROWS)(act.object)


def _issue_notice_document(act: Act, before: IssuedDocument | None, what_changed: str) -> IssuedDocument:
    issuer = government().gov_office_name if act.by.side == "gov" else government().union_name
    number = next_number("notice" if act.by.side == "gov" else "union_letter", act.today.year)
    disclosure = act.given.get("disclosure") or Disclosure.ON_REQUEST
    return issue_document(
        letters.meeting_notice(
            act.object,
            government(),
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
