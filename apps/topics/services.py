"""What people do with topics. One keyword-only function per verb; the only writers of these tables."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from apps.documents.services import next_serial
from apps.organizations.models import Unit, User
from apps.topics import permissions as may
from apps.topics import selectors
from apps.topics.lifecycle import CONSULTATION, ROUND, TOPIC
from apps.topics.models import CollectionRound, Consultation, ConsultationState, RoundEntry, Topic, TopicState
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb

FILE_FIELDS = (
    "title", "category", "category_reason", "background", "research", "argumentation",
    "proposed_decision", "basis", "suggested_lead", "suggested_due_on",
)  # fmt: skip
TEXTS_MAY_BE_EMPTY = {"category_reason", "research", "argumentation", "proposed_decision", "basis"}


@verb(TOPIC, "draft")
def draft_topic(*, by: User, at: datetime, **given: Any) -> Topic:
    """Begin a topic in the name of one of the person's units; fields as in the table's row `draft`."""
    with acting(TOPIC, "draft", by=by, at=at, given=given) as act:
        proposer: Unit = given.get("proposer") or by.unit  # type: ignore[assignment]
        year = act.today.year
        topic = Topic(
            year=year,
            serial=next_serial("topic", year),
            origin=given["origin"],
            main_side=given.get("main_side"),
            proposer=proposer,
            co_proposer=given.get("co_proposer"),
        )
        _write_file(topic, given)
        create(act, topic)
        topic.suggested_supporting.set(given.get("suggested_supporting") or [])
        may.give_to_proposers(topic)
    return topic


@verb(TOPIC, "edit")
def edit_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: Any) -> Topic:
    """Change the file; what both sides consented to is void where the list's text changed (R6.9)."""
    with acting(TOPIC, "edit", topic_id, by=by, at=at, version=version, given=given) as act:
        _write_file(act.object, given)
        act.object.suggested_supporting.set(given.get("suggested_supporting") or [])
    return act.object


def _write_file(topic: Topic, given: dict[str, Any]) -> None:
    for name in FILE_FIELDS:
        value = given.get(name)
        setattr(topic, name, "" if value is None and name in TEXTS_MAY_BE_EMPTY else value)


@verb(TOPIC, "confirm_joint")
def confirm_joint(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """The partner unit of a joint topic confirms it (R6.3)."""
    return _simply("confirm_joint", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "submit")
def submit_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """The proposing unit hands the topic to its side's office."""
    return _simply("submit", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "aggregate")
def aggregate_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """The leading side's office takes the topic into the open round."""
    return _simply("aggregate", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "finish_consultation")
def finish_consultation(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """End consultation; who has not answered is recorded as silent, never as agreeing (R6.7)."""
    return _simply("finish_consultation", topic_id, by=by, at=at, version=version)


def _simply(name: str, topic_id: uuid.UUID, *, by: User, at: datetime, version: int | None) -> Topic:
    """Carry out an action that writes nothing but its own move."""
    with acting(TOPIC, name, topic_id, by=by, at=at, version=version) as act:
        pass
    topic: Topic = act.object
    return topic


@verb(TOPIC, "return")
def return_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """The office sends a topic back to its unit, with the reason."""
    with acting(TOPIC, "return", topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
    return act.object


@verb(TOPIC, "withdraw")
def withdraw_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """The proposing unit withdraws its topic before the notice is out (R6.9)."""
    with acting(TOPIC, "withdraw", topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        may.take_from_proposers(act.object)
    return act.object


@verb(TOPIC, "consult")
def consult_on_topic(
    *, topic_id: uuid.UUID, units: list[Unit], reply_by: date, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Ask units for their opinion; each gets a consultation of its own and the right to answer it."""
    given = {"units": units, "reply_by": reply_by}
    with acting(TOPIC, "consult", topic_id, by=by, at=at, version=version, given=given) as act:
        for unit in units:
            with acting(CONSULTATION, "send", by=by, at=at) as sent:
                create(sent, Consultation(topic=act.object, unit=unit, reply_by=reply_by))
            may.give_to_asked(sent.object)
    return act.object


@verb(CONSULTATION, "reply")
def reply_to_consultation(
    *,
    consultation_id: uuid.UUID,
    reply: str,
    text: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Consultation:
    """The asked unit answers."""
    given = {"reply": reply, "text": text}
    with acting(CONSULTATION, "reply", consultation_id, by=by, at=at, version=version, given=given) as act:
        act.object.reply, act.object.reply_text = reply, text or ""
    return act.object


@verb(CONSULTATION, "coordinate")
def coordinate_disagreement(
    *, consultation_id: uuid.UUID, coordination: str, by: User, at: datetime, version: int | None = None
) -> Consultation:
    """Record how a disagreement was coordinated (R6.8)."""
    given = {"coordination": coordination}
    with acting(CONSULTATION, "coordinate", consultation_id, by=by, at=at, version=version, given=given) as act:
        act.object.coordination = coordination
    return act.object


@verb(CONSULTATION, "print_dissent")
def print_dissent(*, consultation_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Consultation:
    """Let the disagreement stand in the meeting pack as it is (R6.8)."""
    with acting(CONSULTATION, "print_dissent", consultation_id, by=by, at=at, version=version) as act:
        pass
    return act.object


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
        entry = selectors.open_entry(act.object)
        assert entry is not None  # noqa: S101 - the guard in_open_round has just looked
        entry.screening, entry.reason = act.action.target, reason or ""
        entry.save(update_fields=["screening", "reason"])
    topic: Topic = act.object
    return topic


# --- called by the tables and by the meeting, inside its transaction -------------------------------------------------


def enter_round(act: Act) -> None:
    """Give an aggregated topic its place at the end of the open round's list."""
    open_round = selectors.open_round()
    assert open_round is not None  # noqa: S101 - the guard round_is_open has just looked
    _append(open_round, act.object)


def _append(into: CollectionRound, topic: Topic, *, carried_over: bool = False) -> None:
    last = into.entries.aggregate(last=Max("position"))["last"] or 0
    RoundEntry.objects.create(round=into, topic=topic, position=last + 1, carried_over=carried_over)


def leave_round(act: Act) -> None:
    """Take a withdrawn topic off the open list; closed lists keep their history."""
    RoundEntry.objects.filter(topic=act.object, round__state="open").delete()


def close_consultations(act: Act) -> None:
    """Record silence as silence and end the right to answer."""
    for asked in act.object.consultations.select_related("topic", "unit__group"):
        if asked.state == ConsultationState.SENT:
            carry_out(CONSULTATION, "lapse", asked, by=act.by, at=act.at, recorded_at=act.recorded_at)
        may.take_from_asked(asked)


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
        for topic in _waiting():
            topic.outcome = topic.decided_at = topic.decided_by = None
            carry_out(TOPIC, "carry_over", topic, by=by, at=at, recorded_at=act.recorded_at)
            _append(created, topic, carried_over=True)
    return created


def _waiting() -> list[Topic]:
    """Return the topics that go into the next round by themselves, in the order of their numbers."""
    deferred = Topic.objects.filter(state=TopicState.DEFERRED)
    remitted = Topic.objects.filter(state=TopicState.DECIDED, outcome="remitted")
    return sorted([*deferred, *remitted], key=lambda topic: (topic.year, topic.serial))


def settle_round(*, meeting_id: uuid.UUID, by: User, at: datetime, recorded_at: datetime) -> None:
    """Close the round and move every topic as the list says; both sides have consented to exactly this list."""
    current = CollectionRound.objects.select_for_update().get(meeting_id=meeting_id)
    names = {"tabled": "table", "deferred": "defer", "rejected": "reject", "transferred": "transfer"}
    for entry in selectors.entries_of(meeting_id):
        entry.topic.reason = entry.reason
        carry_out(TOPIC, names[str(entry.screening)], entry.topic, by=by, at=at, recorded_at=recorded_at)
    carry_out(ROUND, "close", current, by=by, at=at, recorded_at=recorded_at)


def reopen_round(*, meeting_id: uuid.UUID, by: User, at: datetime, recorded_at: datetime) -> None:
    """Open a settled list again: its topics are prepared once more, screening stays as a proposal (R6.9)."""
    current = CollectionRound.objects.select_for_update().get(meeting_id=meeting_id)
    carry_out(ROUND, "reopen", current, by=by, at=at, recorded_at=recorded_at)
    for entry in selectors.entries_of(meeting_id):
        carry_out(TOPIC, "untable", entry.topic, by=by, at=at, recorded_at=recorded_at)


def lock_round(*, meeting_id: uuid.UUID, recorded_at: datetime) -> None:
    """Fix the list: the notice is out (R6.9)."""
    CollectionRound.objects.filter(meeting_id=meeting_id).update(locked_at=recorded_at)


def bring_before(*, meeting_id: uuid.UUID) -> None:
    """Lay the tabled topics before the meeting that is now in session; outcomes may be recorded."""
    Topic.objects.filter(pk__in=_tabled(meeting_id)).update(session_of=meeting_id)


def take_back(*, meeting_id: uuid.UUID) -> None:
    """End that: the session is over."""
    Topic.objects.filter(session_of=meeting_id).update(session_of=None)


def _tabled(meeting_id: uuid.UUID) -> list[uuid.UUID]:
    return list(Topic.objects.of_meeting(meeting_id).values_list("pk", flat=True))


def abandon_round(*, meeting_id: uuid.UUID, by: User, at: datetime, recorded_at: datetime) -> None:
    """Close the round of a meeting that is given up; its topics stay as they are and wait for another round."""
    current = CollectionRound.objects.select_for_update().get(meeting_id=meeting_id)
    carry_out(ROUND, "close", current, by=by, at=at, recorded_at=recorded_at)
