"""What a meeting does with the round of its topics, inside its own transaction (Art. 6)."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from apps.organizations.models import User
from apps.topics import consent_texts as topics_consent_texts
from apps.topics.lifecycle import ROUND, TOPIC
from apps.topics.models import CollectionRound, RoundEntry, RoundState, Screening, Topic, TopicState
from apps.topics.rounds import selectors
from apps.topics.rounds.entry_services import append_to
from kernel.canonical import Plain
from kernel.clock import day_of
from kernel.lifecycle.engine import acting, carry_out, create


def open_round(
    *,
    meeting_id: uuid.UUID,
    year: int,
    due_starts_on: date,
    late_reason: str,
    closes_on: date | None,
    by: User,
    at: datetime,
) -> CollectionRound:
    """Open the collection of one meeting; deferred and remitted topics appear in it by themselves (R6.11)."""
    waiting = list(selectors.waiting().select_for_update().order_by("pk"))
    with acting(ROUND, "open", by=by, at=at) as act:
        created: CollectionRound = create(
            act,
            CollectionRound(
                meeting_id=meeting_id,
                year=year,
                starts_on=act.today,
                due_starts_on=due_starts_on,
                late_reason=late_reason,
                closes_on=closes_on,
            ),
        )
        for topic in sorted(waiting, key=lambda topic: (topic.year, topic.serial)):
            _carry_over(topic, by=by, at=at, recorded_at=act.recorded_at)
            append_to(created, topic, carried_over=True)
    return created


def _carry_over(topic: Topic, **who: Any) -> None:
    """Bring a deferred or remitted topic back to where it can be listed; what still waits stays as it is."""
    if topic.state not in TOPIC.states_from("carry_over"):
        return
    asked = topic.state == TopicState.DECIDED or topic.consultations.exists()
    topic.outcome, topic.outcome_note, topic.decided_at, topic.decided_by = None, "", None, None
    carry_out(TOPIC, "carry_over" if asked else "carry_over_unasked", topic, **who)


def table_directly(
    *, meeting_id: uuid.UUID, year: int, listed: Sequence[Topic], by: User, at: datetime, recorded_at: datetime
) -> None:
    """Put topics before an extraordinary meeting without collecting: a round opened and closed at once (R6.12)."""
    today = day_of(recorded_at)
    with acting(ROUND, "open", by=by, at=at) as act:
        dates = {"starts_on": today, "due_starts_on": today, "closes_on": today}
        created = create(act, CollectionRound(meeting_id=meeting_id, year=year, **dates))
        for position, topic in enumerate(topics_consent_texts.afresh(listed), start=1):
            _carry_over(topic, by=by, at=at, recorded_at=recorded_at)
            RoundEntry.objects.create(round=created, topic=topic, position=position, screening=Screening.TABLED)
    settle_round(meeting_id=meeting_id, by=by, at=at, recorded_at=recorded_at)


def settle_round(*, meeting_id: uuid.UUID, by: User, at: datetime, recorded_at: datetime) -> None:
    """Close the round and move every topic as the list says; both sides have consented to exactly this list."""
    current = CollectionRound.objects.select_for_update().get(meeting_id=meeting_id)
    names = {"tabled": "table", "deferred": "defer", "rejected": "reject", "transferred": "transfer"}
    for entry in selectors.entries_of(meeting_id):
        name, writes = names[str(entry.screening)], {"reason": entry.reason}
        carry_out(TOPIC, name, entry.topic, by=by, at=at, recorded_at=recorded_at, writes=writes)
    carry_out(ROUND, "close", current, by=by, at=at, recorded_at=recorded_at)


def reopen_round(*, meeting_id: uuid.UUID, by: User, at: datetime, recorded_at: datetime) -> None:
    """Open a settled list again: its topics are prepared once more, screening stays as a proposal (R6.9).

    What another round has taken over meanwhile is no longer this list's.
    """
    selectors.hold_list(meeting_id)
    current = CollectionRound.objects.get(meeting_id=meeting_id)
    carry_out(ROUND, "reopen", current, by=by, at=at, recorded_at=recorded_at, writes={"locked_at": None})
    for entry in selectors.entries_of(meeting_id):
        if selectors.last_entry(entry.topic) == entry and entry.topic.state in TOPIC.states_from("untable"):
            _untable(entry.topic, by=by, at=at, recorded_at=recorded_at)
        else:
            entry.delete()


def _untable(topic: Topic, **who: Any) -> None:
    carry_out(TOPIC, "untable" if topic.consultations.exists() else "untable_unasked", topic, **who)


def move_round(*, meeting_id: uuid.UUID, due_starts_on: date, closes_on: date | None, late_reason: str) -> None:
    """Judge a postponed meeting's round by the new date; when it began stays (R6.5)."""
    CollectionRound.objects.filter(meeting_id=meeting_id).update(due_starts_on=due_starts_on, closes_on=closes_on)
    if late_reason:
        CollectionRound.objects.filter(meeting_id=meeting_id).update(late_reason=late_reason)


def amend_round(
    *,
    meeting_id: uuid.UUID,
    added: Sequence[Topic],
    removed: Sequence[Topic],
    reason: str,
    who: Plain,
) -> None:
    """Change a list whose notice is out: what is taken off is deferred and waits for the next round (R6.9, R6.11)."""
    current = CollectionRound.objects.select_for_update().get(meeting_id=meeting_id)
    for topic in topics_consent_texts.afresh(removed):
        _untable(topic, **who)
        carry_out(TOPIC, "defer", topic, writes={"reason": reason}, **who)
        current.entries.filter(topic=topic).update(screening=Screening.DEFERRED, reason=reason)
    for topic in topics_consent_texts.afresh(added):
        _carry_over(topic, **who)
        if not current.entries.filter(topic=topic).exists():
            append_to(current, topic)
        current.entries.filter(topic=topic).update(screening=Screening.TABLED, reason="")
        carry_out(TOPIC, "table", topic, **who)


def lock_round(*, meeting_id: uuid.UUID, recorded_at: datetime) -> None:
    """Fix the list: the notice is out (R6.9)."""
    CollectionRound.objects.filter(meeting_id=meeting_id).update(locked_at=recorded_at)


def unlock_round(*, meeting_id: uuid.UUID) -> None:
    """The notice no longer holds: a side may withdraw again (R6.9)."""
    CollectionRound.objects.filter(meeting_id=meeting_id).update(locked_at=None)


def bring_before(*, meeting_id: uuid.UUID) -> None:
    """Lay the tabled topics before the meeting that is now in session; outcomes may be recorded."""
    Topic.objects.filter(pk__in=_tabled(meeting_id)).update(session_of=meeting_id)


def take_back(*, meeting_id: uuid.UUID) -> None:
    """End that: the session is over."""
    Topic.objects.filter(session_of=meeting_id).update(session_of=None)


def _tabled(meeting_id: uuid.UUID) -> list[uuid.UUID]:
    return list(Topic.objects.of_meeting(meeting_id).values_list("pk", flat=True))


def abandon_round(*, meeting_id: uuid.UUID, by: User, at: datetime, recorded_at: datetime) -> None:
    """End the list of a meeting that is given up; what was to be dealt with waits for another round (R6.11)."""
    selectors.hold_list(meeting_id)
    current = CollectionRound.objects.get(meeting_id=meeting_id)
    current.locked_at = None
    current.save(update_fields=["locked_at"])
    if current.state == RoundState.OPEN:
        carry_out(ROUND, "close", current, by=by, at=at, recorded_at=recorded_at)
    for entry in selectors.entries_of(meeting_id):
        if selectors.last_entry(entry.topic) == entry:
            _set_free(entry.topic, by=by, at=at, recorded_at=recorded_at)


def _set_free(topic: Topic, **who: Any) -> None:
    """A tabled topic is prepared once more; what an abandoned session had decided counts for nothing."""
    topic.session_of = None
    if topic.state == TopicState.TABLED:
        _untable(topic, **who)
    elif topic.state == TopicState.DECIDED:
        _carry_over(topic, **who)
