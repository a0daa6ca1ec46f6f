"""Verbs: take a topic into the round, move it, admit it late, and mark what is to become of it (R6.4, R6.10)."""

import uuid
from datetime import datetime

from apps.organizations.models import User
from apps.topics.lifecycle import TOPIC
from apps.topics.models import CollectionRound, RoundEntry, RoundState, Topic
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.rounds.entry_services import append_to
from kernel.lifecycle.engine import acting, move
from kernel.lifecycle.table import verb


@verb(TOPIC, "change_round")
def change_round(
    *, topic_id: uuid.UUID, round: CollectionRound, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Let another meeting that is collecting at the same time have the topic (R6.4)."""
    with acting(TOPIC, "change_round", topic_id, by=by, at=at, version=version, given={"round": round}) as act:
        RoundEntry.objects.filter(topic=act.object, round__state=RoundState.OPEN).delete()
        append_to(round, act.object)
    return act.object


@verb(TOPIC, "admit_late")
def admit_late_topic(
    *, topic_id: uuid.UUID, reason: str | None = None, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Both offices let a topic into the round after its closing day; it is then aggregated as any other (R6.4)."""
    return move(TOPIC, "admit_late", topic_id, by=by, at=at, version=version, given={"reason": reason})


@verb(TOPIC, "table")
def table_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """Put a topic on the list that both sides will consent to."""
    return _screen("table", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "defer")
def defer_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """Mark a topic for the next round."""
    return _screen("defer", topic_id, reason=reason, by=by, at=at, version=version)


@verb(TOPIC, "reject")
def reject_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """Mark a topic as not to be tabled."""
    return _screen("reject", topic_id, reason=reason, by=by, at=at, version=version)


@verb(TOPIC, "transfer")
def transfer_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """Mark a topic for handling outside the meeting."""
    return _screen("transfer", topic_id, reason=reason, by=by, at=at, version=version)


def _screen(
    name: str, topic_id: uuid.UUID, *, by: User, at: datetime, version: int | None, reason: str | None = None
) -> Topic:
    """Write the screening result on the list; the topic itself moves when both sides consent to the list (R6.10)."""
    with acting(TOPIC, name, topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        entry = rounds_selectors.open_entry(act.object)
        assert entry is not None  # noqa: S101 - the guard in_open_round has just looked
        entry.screening, entry.reason = act.action.target, reason or ""
        entry.save(update_fields=["screening", "reason"])
    topic: Topic = act.object
    return topic
