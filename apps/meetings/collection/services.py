"""Verb: open the collection of topics, for the first time or again after a postponement (Art. 6)."""

import uuid
from datetime import date, datetime

from apps.meetings.collection import lead_times
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.organizations.models import User
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.rounds import services as topics
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import Act, verb


@verb(MEETING, "open_collection")
def open_collection(
    *,
    meeting_id: uuid.UUID,
    late_reason: str | None = None,
    closes_on: date | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """Either office opens the collection of topics; a late start keeps its reason (R6.4)."""
    given = {"late_reason": late_reason, "closes_on": closes_on}
    with acting(MEETING, "open_collection", meeting_id, by=by, at=at, version=version, given=given) as act:
        collect(act, late_reason=late_reason or "", closes_on=closes_on)
    return act.object


def collect(act: Act, *, late_reason: str, closes_on: date | None) -> None:
    """Open the round; that of a postponed meeting is opened again and judged by the new date (R6.5)."""
    meeting, by = act.object, User.behind(act.by)
    due = lead_times.collection_due_on(meeting) or act.today
    if rounds_selectors.round_of(meeting.pk) is None:
        topics.open_round(
            meeting_id=meeting.pk,
            year=meeting.year,
            due_starts_on=due,
            late_reason=late_reason,
            closes_on=closes_on,
            by=by,
            at=act.at,
        )
        return
    meeting.agenda.all().delete()
    topics.reopen_round(meeting_id=meeting.pk, recorded_at=act.recorded_at, by=by, at=act.at)
    topics.move_round(meeting_id=meeting.pk, due_starts_on=due, late_reason=late_reason, closes_on=closes_on)
