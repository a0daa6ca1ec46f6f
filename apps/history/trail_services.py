"""What went before a past decision and what followed it, as rows: days as declared, no moment and no name."""

from collections.abc import Iterator, Sequence

from apps.documents.models import Disclosure, DocumentKind, IssuedDocument
from apps.followups.letter_services import DOCUMENTS
from apps.followups.letters import TITLES
from apps.followups.models import AgreedItem, Extension, ExtensionState, Letter, LetterKind, LetterState
from apps.history.package import PastConsultation, PastLetter, PastResolution, PastTopic
from apps.history.writing import Writing
from apps.meetings.models import Resolution, ResolutionPart
from apps.topics.models import Consultation, ConsultationState, Topic
from kernel import canonical

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
    """The paper is the original: what stands here is its number and day, without a file."""
    content = {"source": writing.package.source, "number": one.number, "issued_on": one.issued_on}
    kind, organ = LetterKind(one.kind), writing.place.gov_office_name
    return IssuedDocument(
        kind=DocumentKind(DOCUMENTS[kind]),
        subject_id=item.pk,
        number=one.number,
        year=one.issued_on.year,
        title=f"{organ}关于议定事项{item.number}的{TITLES[kind]}",
        issuer=organ,
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
