"""What happens in the session: outcomes by consensus, and what was resolved (Art. 8). There is no vote anywhere."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from apps.meetings.models import AgendaItem, Meeting, MeetingState, Resolution, ResolutionMilestone, ResolutionPart
from apps.organizations.models import User
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Topic
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import verb


@verb(TOPIC, "decide")
def decide_topic(
    *,
    topic_id: uuid.UUID,
    outcome: str,
    note: str | None = None,
    resolutions: Sequence[dict[str, Any]] = (),
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
    return topic


def _agenda_item(topic: Topic) -> AgendaItem:
    """Return the topic's place on the agenda of the meeting now in session."""
    return AgendaItem.objects.select_related("meeting").get(topic=topic, meeting__state=MeetingState.IN_SESSION)


def _resolve(meeting: Meeting, topic: Topic, row: dict[str, Any]) -> None:
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
