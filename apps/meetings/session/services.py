"""Verbs: open the session, record outcomes by consensus and what was resolved, adjourn (Art. 8). There is no vote."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Max

from apps.meetings.convening.rules import year_of
from apps.meetings.inputs import WasPresided
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import AgendaItem, Meeting, Resolution, ResolutionMilestone, ResolutionPart
from apps.meetings.notice.presiding import write_chair
from apps.meetings.session.lead_times import minutes_due_on
from apps.organizations.models import User
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Topic
from apps.topics.rounds import services as topics
from apps.workrules.binding import binding_rule
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import verb
from vocabulary.meetings import MeetingState

#: Above every number that a meeting gives.
OUT_OF_THE_WAY = 10_000


@verb(MEETING, "open_session")
def open_session(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """Either office opens the session on its day."""
    with acting(MEETING, "open_session", meeting_id, by=by, at=at, version=version) as act:
        topics.bring_before(meeting_id=meeting_id)
    return act.object


@verb(MEETING, "adjourn")
def adjourn_meeting(
    *, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> Meeting:
    """The union's office closes the session; the attendance list is frozen and the time for the minutes runs.

    The meeting was held on the day of its notice, also where somebody opens or closes the session later in the record.
    Where another than the noticed one presided, that is recorded with the reason: the minutes follow the record (R9.5).
    Whoever is named with the one who presided is the whole record: without a second, one presided alone.
    """
    with acting(MEETING, "adjourn", meeting_id, by=by, at=at, version=version, given=given) as act:
        meeting: Meeting = act.object
        if WasPresided.of(act).presider is not None:
            write_chair(meeting, act)
        assert meeting.session_on is not None  # noqa: S101 - written with the notice
        meeting.held_on = meeting.session_on
        meeting.year = year_of(binding_rule(meeting), meeting.held_on, titled=meeting.year)
        topics.take_back(meeting_id=meeting_id)
        meeting.minutes_due_on = minutes_due_on(meeting.held_on, binding_rule(meeting))
    return act.object


@verb(TOPIC, "decide")
def decide_topic(
    *,
    topic_id: uuid.UUID,
    outcome: str,
    note: str | None = None,
    resolutions: Sequence[Plain] = (),
    by: User,
    at: datetime,
    version: int | None = None,
) -> Topic:
    """Record how the meeting ended on a topic, and the agreed items that follow from it (R8.6, R8.7)."""
    given = {"outcome": outcome, "note": note, "resolutions": list(resolutions)}
    with acting(TOPIC, "decide", topic_id, by=by, at=at, version=version, given=given) as act:
        topic: Topic = act.object
        topic.outcome, topic.outcome_note = outcome, note or ""
        item = _agenda_item(topic)
        item.outcome, item.outcome_note = outcome, note or ""
        item.save(update_fields=["outcome", "outcome_note"])
        for row in act.given["resolutions"]:
            _resolve(item.meeting, topic, row)
        _number_by_agenda(item.meeting)
    return topic


def _agenda_item(topic: Topic) -> AgendaItem:
    """Return the topic's place on the agenda of the meeting now in session."""
    return AgendaItem.objects.select_related("meeting").get(topic=topic, meeting__state=MeetingState.IN_SESSION)


def _resolve(meeting: Meeting, topic: Topic, row: Plain) -> None:
    """Write one agreed item; without milestones of its own, its deadline is the one milestone (R11.1)."""
    last = meeting.resolutions.aggregate(last=Max("position"))["last"] or 0
    resolution = Resolution.objects.create(
        meeting=meeting,
        topic=topic,
        position=last + 1,
        text=row["text"],
        lead_unit=row["lead_unit"],
        responsible_person=row.get("responsible_person") or "",
        due_on=row["due_on"],
    )
    parts = row.get("parts") or []
    resolution.supporting_units.set({*(row.get("supporting_units") or []), *(part["unit"] for part in parts)})
    ResolutionPart.objects.bulk_create(
        ResolutionPart(resolution=resolution, unit=part["unit"], text=part["text"], due_on=part["due_on"])
        for part in parts
    )
    steps = row.get("milestones") or [{"text": "完成", "due_on": row["due_on"]}]
    ResolutionMilestone.objects.bulk_create(
        ResolutionMilestone(resolution=resolution, text=step["text"], due_on=step["due_on"]) for step in steps
    )


def _number_by_agenda(meeting: Meeting) -> None:
    """Number what was resolved in the order of the agenda, whichever topic was recorded first."""
    places = dict(meeting.agenda.exclude(topic=None).values_list("topic_id", "position"))
    rows = sorted(meeting.resolutions.all(), key=lambda row: (places[row.topic_id], row.position))
    if [row.position for row in rows] == list(range(1, len(rows) + 1)):
        return
    # No two rows may have one number, not even between two statements.
    meeting.resolutions.update(position=F("position") + OUT_OF_THE_WAY)
    for position, row in enumerate(rows, start=1):
        meeting.resolutions.filter(pk=row.pk).update(position=position)
