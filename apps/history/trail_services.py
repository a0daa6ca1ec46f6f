"""What went before a past decision and what followed it, as rows: days as declared, no moment and no name."""

import uuid
from collections.abc import Iterator, Sequence

from apps.documents.models import DocumentKind, IssuedDocument
from apps.followups.letters.documents import TITLES
from apps.followups.letters.services import DOCUMENTS
from apps.followups.models import AgreedItem, Extension, ExtensionState, Letter, LetterKind, LetterState
from apps.history.package import PastConsultation, PastLetter, PastNotice, PastResolution, PastTopic
from apps.history.writing import Pair, Writing
from apps.meetings.models import (
    Meeting,
    Notice,
    NoticeReceipt,
    PreparationItem,
    PreparationState,
    ReceiptState,
    Resolution,
    ResolutionPart,
)
from apps.meetings.titles import meeting_title
from apps.topics.models import Consultation, ConsultationState, Topic
from kernel import canonical
from vocabulary.disclosure import Disclosure

Decided = tuple[PastResolution, Resolution, AgreedItem]


def write_consultations(writing: Writing, topics: Sequence[tuple[PastTopic, Topic]]) -> None:
    """Write what the asked units answered, and which disagreement was coordinated or printed (R6.7, R6.8)."""
    rows = [
        Consultation(
            topic=topic, unit=writing.units[one.unit], reply_by=one.replied_on, reply=one.reply, reply_text=one.text,
            declared_on=one.replied_on, coordination=one.coordination, **writing.state(_state(one)),
        )
        for past, topic in topics
        for one in past.consultations
    ]  # fmt: skip
    writing.note("consultation", Consultation.objects.bulk_create(rows))


def _state(one: PastConsultation) -> str:
    if one.dissent_printed:
        return ConsultationState.DISSENT_PRINTED
    return ConsultationState.COORDINATED if one.coordination else ConsultationState.REPLIED


def write_trails(writing: Writing, decided: Sequence[Decided]) -> None:
    """Write what supporting units were given, how often more time was granted, and the letters of the ladder."""
    ResolutionPart.objects.bulk_create(
        ResolutionPart(resolution=resolution, unit=writing.units[one.unit], text=one.text, due_on=one.due_on)
        for past, resolution, _item in decided
        for one in past.parts
    )
    granted = [row for past, _resolution, item in decided for row in _extensions(writing, past, item)]
    writing.note("extension", Extension.objects.bulk_create(granted))
    letters = [(one, past, item) for past, _resolution, item in decided for one in past.letters]
    papers = IssuedDocument.objects.bulk_create(_paper(writing, one, item) for one, _past, item in letters)
    writing.note("document", papers)
    rows = [_letter(writing, *told, paper) for told, paper in zip(letters, papers, strict=True)]
    writing.note("letter", Letter.objects.bulk_create(rows))


def _extensions(writing: Writing, past: PastResolution, item: AgreedItem) -> Iterator[Extension]:
    from_on = past.due_on
    for one in past.extensions:
        yield Extension(
            item=item, from_on=from_on, new_due_on=one.new_due_on, reason=one.reason, declared_on=one.granted_on,
            **writing.state(ExtensionState.GRANTED),
        )  # fmt: skip
        from_on = one.new_due_on


def _paper(writing: Writing, one: PastLetter, item: AgreedItem) -> IssuedDocument:
    kind = LetterKind(one.kind)
    title = f"{writing.place.gov_office_name}关于议定事项{item.number}的{TITLES[kind]}"
    return _document(writing, one, DocumentKind(DOCUMENTS[kind]), title, item.pk)


def _document(
    writing: Writing, one: PastLetter | PastNotice, kind: DocumentKind, title: str, subject_id: uuid.UUID
) -> IssuedDocument:
    """The paper is the original: what stands here is its number and day, without a file."""
    content = {"source": writing.package.source, "number": one.number, "issued_on": one.issued_on}
    return IssuedDocument(
        kind=kind,
        subject_id=subject_id,
        number=one.number,
        year=one.issued_on.year,
        title=title,
        issuer=writing.place.gov_office_name,
        disclosure=Disclosure.ON_REQUEST,
        issued_at=writing.recorded_at,
        issued_by_name="",
        content_sha256=canonical.digest(content),
        content=canonical.plain(content),
        docx=b"",
        pdf=b"",
        imported=True,
        declared_on=one.issued_on,
    )


def _letter(writing: Writing, one: PastLetter, past: PastResolution, item: AgreedItem, paper: IssuedDocument) -> Letter:
    """To the lead unit; where nobody knows when it was received, its unit may still sign for it here."""
    received = LetterState.RECEIVED if one.received_on else LetterState.ISSUED
    return Letter(
        item=item, kind=one.kind, due_on=past.due_on_day(one.issued_on), unit=item.lead_unit, document=paper,
        issued_at=writing.recorded_at, declared_received_on=one.received_on, **writing.state(received),
    )  # fmt: skip


def write_notices(writing: Writing, meetings: Sequence[Pair]) -> None:
    """Write what was prepared, the notice by number and day, and who signed for it (R7.1, R7.5)."""
    prepared = [
        PreparationItem(
            meeting=meeting, title=one.title, office=one.office, due_on=one.done_on, declared_on=one.done_on,
            **writing.state(PreparationState.DONE),
        )
        for past, meeting in meetings
        for one in past.preparations
    ]  # fmt: skip
    writing.note("preparation_item", PreparationItem.objects.bulk_create(prepared))
    issued = [(past.notice, meeting) for past, meeting in meetings if past.notice is not None]
    papers = IssuedDocument.objects.bulk_create(_notice_paper(writing, one, meeting) for one, meeting in issued)
    writing.note("document", papers)
    notices = Notice.objects.bulk_create(
        Notice(meeting=meeting, document=paper, issued_at=writing.recorded_at)
        for (_one, meeting), paper in zip(issued, papers, strict=True)
    )
    signed = [
        NoticeReceipt(
            notice=notice, unit=writing.units[one.unit], side=writing.units[one.unit].side, reply=one.reply,
            declared_on=one.acknowledged_on, **writing.state(ReceiptState.ACKNOWLEDGED),
        )
        for (past, _meeting), notice in zip(issued, notices, strict=True)
        for one in past.receipts
    ]  # fmt: skip
    writing.note("notice_receipt", NoticeReceipt.objects.bulk_create(signed))


def _notice_paper(writing: Writing, one: PastNotice, meeting: Meeting) -> IssuedDocument:
    title = f"{writing.place.gov_office_name}关于召开{meeting_title(meeting, writing.place)}的通知"
    return _document(writing, one, DocumentKind.MEETING_NOTICE, title, meeting.pk)
