"""Past papers as rows: minutes by number and day, and what the public was told."""

from collections.abc import Sequence
from datetime import date

from apps.documents.models import DocumentKind, IssuedDocument
from apps.history.package import PastMeeting
from apps.history.writing import Pair, Writing
from apps.meetings.models import Meeting
from apps.meetings.titles import meeting_title
from apps.minutes.models import Minutes, MinutesState, PublicityItem, PublicityState
from kernel import canonical
from vocabulary.disclosure import Disclosure


def write_minutes(writing: Writing, meetings: Sequence[Pair]) -> None:
    """Write the minutes of the meetings that had some."""
    pairs = [
        _issued(writing, past, meeting, past.minutes_on) for past, meeting in meetings if past.minutes_on is not None
    ]
    writing.note("document", IssuedDocument.objects.bulk_create(document for document, _minutes in pairs))
    writing.note("minutes", Minutes.objects.bulk_create(minutes for _document, minutes in pairs))


def _issued(writing: Writing, past: PastMeeting, meeting: Meeting, issued_on: date) -> tuple[IssuedDocument, Minutes]:
    document = _document(writing, past, meeting, issued_on)
    minutes = Minutes(
        meeting=meeting,
        opening=f"本纪要在平台启用前印发，此处为补录，以{past.minutes_number}原件为准。",
        number=past.minutes_number,
        document=document,
        issued_at=writing.recorded_at,
        imported=True,
        **writing.state(MinutesState.ISSUED),
    )
    return document, minutes


def _document(writing: Writing, past: PastMeeting, meeting: Meeting, issued_on: date) -> IssuedDocument:
    """The paper is the original: what stands here is its number and day, without a file."""
    content = {"source": writing.package.source, "number": past.minutes_number, "issued_on": issued_on}
    return IssuedDocument(
        kind=DocumentKind.MINUTES,
        subject_id=meeting.pk,
        number=past.minutes_number,
        year=issued_on.year,
        title=f"{meeting_title(meeting, writing.place)}纪要",
        issuer=writing.place.union_name,
        disclosure=Disclosure.ON_REQUEST,
        issued_at=writing.recorded_at,
        issued_by_name="",
        content_sha256=canonical.digest(content),
        content=canonical.plain(content),
        docx=b"",
        pdf=b"",
        imported=True,
        declared_on=issued_on,
    )


def write_publicity(writing: Writing, meetings: Sequence[Pair]) -> None:
    """Write what was published about the meetings; the consents to it were given on paper."""
    rows = [
        PublicityItem(
            meeting=meeting,
            title=one.title,
            channel=one.channel,
            text=one.text,
            link=one.link,
            planned_on=one.published_on,
            declared_on=one.published_on,
            disclosure=Disclosure.PUBLIC,
            imported=True,
            **writing.state(PublicityState.PUBLISHED),
        )
        for past, meeting in meetings
        for one in past.publicity
    ]
    writing.note("publicity_item", PublicityItem.objects.bulk_create(rows))
