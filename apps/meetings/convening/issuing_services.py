"""Issue the letters by which one side asks for a meeting and the other answers (Art. 4)."""

from apps.documents.models import DocumentKind, IssuedDocument
from apps.documents.services import issue_document, next_number
from apps.meetings.convening import letters
from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from kernel.lifecycle.table import Act
from tenants.governments.selectors import government
from vocabulary.roles import other_side


def issue_request_letter(act: Act[Meeting]) -> None:
    """Issue the letter that asks to convene, in the request's own transaction."""
    meeting: Meeting = act.object
    asking = meeting.requesting_side
    number = next_number(f"{asking}_letter", act.today.year)
    issue_document(
        letters.request_letter(meeting, government(), number=number, on=act.today),
        kind=DocumentKind.REQUEST_LETTER,
        issuer=organ(government(), binding_rule(meeting), asking),
        subject_id=meeting.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
    )


def issue_reply_letter(act: Act[Meeting]) -> None:
    """Issue the answering organ's letter in the answer's own transaction: yes, another day, or no (Art. 4)."""
    meeting: Meeting = act.object
    answering = other_side(meeting.requesting_side)
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
        issuer=organ(government(), binding_rule(meeting), answering),
        subject_id=meeting.pk,
        year=act.today.year,
        by=act.by,
        issued_at=act.recorded_at,
    )
