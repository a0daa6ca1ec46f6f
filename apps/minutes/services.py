"""What people do with minutes. One keyword-only function per verb; the only writers of these tables."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from apps.documents.models import DocumentKind
from apps.documents.services import issue_document, number_for
from apps.meetings.models import Meeting
from apps.minutes import texts
from apps.minutes.countersigning import countersigns as countersigning_countersigns
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes, MinutesPart, MinutesSection
from apps.minutes.parts import words_of
from apps.minutes.prefill import opening_for, section_for
from apps.organizations.models import Unit, User
from apps.workrules.binding import binding_rule
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb
from vocabulary.roles import GOV_CLERK


@verb(MINUTES, "draft")
def draft_minutes(*, meeting: Meeting, by: User, at: datetime) -> Minutes:
    """The union's office drafts, from a text prefilled out of the record (R9.2)."""
    with acting(MINUTES, "draft", by=by, at=at, given={"meeting": meeting}) as act:
        minutes = Minutes(meeting=meeting, opening=opening_for(meeting))
        minutes.countersigns = countersigning_countersigns.asked_by_rule(minutes)
        create(act, minutes)
        items = meeting.agenda.filter(part=3).select_related("topic").order_by("position")
        MinutesPart.objects.bulk_create(
            MinutesPart(minutes=minutes, part=part, text=text) for part, text in words_of(meeting).items()
        )
        MinutesSection.objects.bulk_create(
            MinutesSection(minutes=minutes, topic=item.topic, position=item.position, text=section_for(item))
            for item in items
        )
    return minutes


@verb(MINUTES, "edit")
def edit_minutes(
    *,
    minutes_id: uuid.UUID,
    opening: str,
    sections: Sequence[Plain],
    parts: Sequence[Plain] = (),
    closing: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Minutes:
    """Change the words; approvals of the former text no longer count, because they name another hash (R9.3)."""
    given = {"opening": opening, "sections": list(sections), "parts": list(parts), "closing": closing}
    with acting(MINUTES, "edit", minutes_id, by=by, at=at, version=version, given=given) as act:
        act.object.opening, act.object.closing = opening, closing or ""
        act.object.sections.all().delete()
        MinutesSection.objects.bulk_create(
            MinutesSection(minutes=act.object, topic=row["topic"], position=position, text=row["text"])
            for position, row in enumerate(sections, start=1)
        )
        for row in parts:
            MinutesPart.objects.update_or_create(minutes=act.object, part=row["part"], defaults={"text": row["text"]})
    return act.object


@verb(MINUTES, "ask_countersign")
def ask_countersign(
    *, minutes_id: uuid.UUID, units: Sequence[Unit], by: User, at: datetime, version: int | None = None
) -> Minutes:
    """Ask lead units whether the text is right before the leaders approve it; naming none asks nobody any more."""
    given = {"units": list(units)}
    with acting(MINUTES, "ask_countersign", minutes_id, by=by, at=at, version=version, given=given) as act:
        act.object.countersigns = countersigning_countersigns.asked(act.object, act.given["units"])
    return act.object


@verb(MINUTES, "countersign")
def countersign(*, minutes_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Minutes:
    """A lead unit that was asked signs this very text (R9.3)."""
    with acting(MINUTES, "countersign", minutes_id, by=by, at=at, version=version) as act:
        act.object.countersigns = countersigning_countersigns.signed(act.object, by, act.recorded_at)
    return act.object


@verb(MINUTES, "return")
def return_minutes(
    *, minutes_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> Minutes:
    """The side whose turn it is sends the text back, with the reason."""
    with acting(MINUTES, "return", minutes_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
    return act.object


@verb(MINUTES, "issue")
def issue_minutes(
    *,
    minutes_id: uuid.UUID,
    disclosure: str | None = None,
    document_number: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Minutes:
    """Number, render, store and activate the follow-up list: one transaction (R9.8)."""
    given = {"disclosure": disclosure, "document_number": document_number}
    with acting(MINUTES, "issue", minutes_id, by=by, at=at, version=version, given=given) as act:
        minutes: Minutes = act.object
        disclosed = disclosure or binding_rule(minutes.meeting).disclosure_default
        minutes.sha256 = texts.digest_of(minutes)
        minutes.number = number_for(act, _series_of(minutes))
        minutes.document = issue_document(
            texts.paper_of(minutes, number=minutes.number, issued_on=act.today, disclosure=disclosed),
            disclosure=disclosed,
            kind=DocumentKind.MINUTES,
            issuer=texts.issuer_of(minutes),
            subject_id=minutes.meeting_id,
            year=act.today.year,
            by=by,
            issued_at=act.recorded_at,
            content_sha256=minutes.sha256,
            corrects=minutes.corrects.document if minutes.corrects else None,
        )
    return minutes


def _series_of(minutes: Minutes) -> str:
    """Return the series of the number: that of minutes, or where a notice carries them that of their issuer."""
    if not texts.issued_as_notice(minutes):
        return "minutes"
    return "notice" if binding_rule(minutes.meeting).minutes_issuer == GOV_CLERK.name else "union_letter"


@verb(MINUTES, "correct")
def correct_minutes(
    *, minutes_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> Minutes:
    """Begin a correction: a text of its own that goes the whole way again; the issued one stays as it is (R9.6)."""
    with acting(MINUTES, "correct", minutes_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        issued: Minutes = act.object
        with acting(MINUTES, "begin_correction", by=by, at=at) as begun:
            correction: Minutes = create(begun, _as_issued(issued, reason))
            MinutesSection.objects.bulk_create(
                MinutesSection(minutes=correction, topic_id=row.topic_id, position=row.position, text=row.text)
                for row in issued.sections.all()
            )
            MinutesPart.objects.bulk_create(
                MinutesPart(minutes=correction, part=row.part, text=row.text) for row in issued.parts.all()
            )
    return correction


def _as_issued(issued: Minutes, reason: str) -> Minutes:
    """Return a new draft with the words of the text that it corrects."""
    return Minutes(
        meeting_id=issued.meeting_id, corrects=issued, opening=issued.opening, closing=issued.closing, reason=reason
    )
