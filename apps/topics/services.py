"""What people do with topics. One keyword-only function per verb; the only writers of these tables."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from apps.documents.file_services import keep_all_given
from apps.documents.models import Purpose
from apps.documents.services import next_serial
from apps.organizations.models import Unit, UnitKind, User
from apps.topics import permissions as may
from apps.topics import selectors
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import CollectionRound, Consultation, ConsultationState, RoundEntry, Source, Topic, TopicState
from kernel.lifecycle.engine import acting, carry_out, create, move
from kernel.lifecycle.table import Act, verb

FILE_FIELDS = (
    "title", "category", "category_reason", "background", "research", "argumentation",
    "proposed_decision", "basis", "suggested_lead", "suggested_due_on",
)  # fmt: skip
FILE_PURPOSES = (Purpose.RESEARCH, Purpose.ARGUMENTATION, Purpose.BASIS)
TEXTS_MAY_BE_EMPTY = {"category_reason", "research", "argumentation", "proposed_decision", "basis"}


@verb(TOPIC, "draft")
def draft_topic(*, by: User, at: datetime, **given: Any) -> Topic:
    """Begin a topic in the name of one of the person's units; fields as in the table's row `draft`."""
    with acting(TOPIC, "draft", by=by, at=at, given=given) as act:
        proposer: Unit = given.get("proposer") or by.unit  # type: ignore[assignment]
        year = act.today.year
        topic = Topic(
            source=_source(given, proposer),
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
        keep_all_given(act, FILE_PURPOSES, given)
        may.give_to_proposers(topic)
    return topic


def _source(given: dict[str, Any], proposer: Unit) -> str | None:
    """Where the union's office collects it from: as stated, otherwise as the proposing unit is (R6.2)."""
    if (given.get("main_side") or given["origin"]) != "union":
        return None
    own = Source.INDUSTRIAL_UNION if proposer.kind == UnitKind.INDUSTRIAL_UNION else Source.DEPARTMENT
    return given.get("source") or own


@verb(TOPIC, "edit")
def edit_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: Any) -> Topic:
    """Change the file; what was confirmed or consented to is void where its text changed (R6.3, R6.9)."""
    with acting(TOPIC, "edit", topic_id, by=by, at=at, version=version, given=given) as act:
        _write_file(act.object, given)
        act.object.suggested_supporting.set(given.get("suggested_supporting") or [])
        keep_all_given(act, FILE_PURPOSES, given)
        if act.object.state in {TopicState.DRAFT, TopicState.RETURNED}:
            act.object.confirmed_at = act.object.confirmed_by = None
    return act.object


def _write_file(topic: Topic, given: dict[str, Any]) -> None:
    for name in FILE_FIELDS:
        value = given.get(name)
        setattr(topic, name, "" if value is None and name in TEXTS_MAY_BE_EMPTY else value)


@verb(TOPIC, "complete")
def complete_topic(
    *,
    topic_id: uuid.UUID,
    research: str,
    proposed_decision: str,
    argumentation: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Topic:
    """Research a topic after it was settled, where the rule puts it there (Art. 6)."""
    given = {"research": research, "argumentation": argumentation, "proposed_decision": proposed_decision}
    with acting(TOPIC, "complete", topic_id, by=by, at=at, version=version, given=given) as act:
        act.object.research, act.object.proposed_decision = research, proposed_decision
        act.object.argumentation = argumentation or act.object.argumentation
    return act.object


@verb(TOPIC, "confirm_joint")
def confirm_joint(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """The partner unit of a joint topic confirms it (R6.3)."""
    return move(TOPIC, "confirm_joint", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "submit")
def submit_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """The proposing unit hands the topic to its side's office."""
    return move(TOPIC, "submit", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "aggregate")
def aggregate_topic(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """The leading side's office takes the topic into the open round."""
    return move(TOPIC, "aggregate", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "change_round")
def change_round(
    *, topic_id: uuid.UUID, round: CollectionRound, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Let another meeting that is collecting at the same time have the topic (R6.4)."""
    with acting(TOPIC, "change_round", topic_id, by=by, at=at, version=version, given={"round": round}) as act:
        RoundEntry.objects.filter(topic=act.object, round__state="open").delete()
        append_to(round, act.object)
    return act.object


@verb(TOPIC, "finish_consultation")
def finish_consultation(*, topic_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Topic:
    """End consultation; who has not answered is recorded as silent, never as agreeing (R6.7)."""
    return move(TOPIC, "finish_consultation", topic_id, by=by, at=at, version=version)


@verb(TOPIC, "return")
def return_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """The office sends a topic back to its unit, with the reason."""
    with acting(TOPIC, "return", topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        act.object.late_admitted_at = act.object.late_admitted_by = None
    return act.object


@verb(TOPIC, "admit_late")
def admit_late_topic(
    *, topic_id: uuid.UUID, reason: str | None = None, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Both offices let a topic into the round after its closing day; it is then aggregated as any other (R6.4)."""
    return move(TOPIC, "admit_late", topic_id, by=by, at=at, version=version, given={"reason": reason})


@verb(TOPIC, "withdraw")
def withdraw_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """The proposing unit withdraws its topic before the notice is out (R6.9)."""
    with acting(TOPIC, "withdraw", topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
    return act.object


@verb(TOPIC, "consult")
def consult_on_topic(
    *, topic_id: uuid.UUID, units: list[Unit], reply_by: date, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Ask units for their opinion; each gets a consultation of its own and the right to answer it."""
    given = {"units": units, "reply_by": reply_by}
    with acting(TOPIC, "consult", topic_id, by=by, at=at, version=version, given=given) as act:
        _ask(act, units, reply_by)
    return act.object


@verb(TOPIC, "consult_more")
def consult_more_units(
    *, topic_id: uuid.UUID, units: list[Unit], reply_by: date, by: User, at: datetime, version: int | None = None
) -> Topic:
    """Ask further units, also when the topic was thought ready: it is then consulted on once more (R6.7)."""
    given = {"units": units, "reply_by": reply_by}
    with acting(TOPIC, "consult_more", topic_id, by=by, at=at, version=version, given=given) as act:
        _ask(act, units, reply_by)
    return act.object


def _ask(act: Act, units: list[Unit], reply_by: date) -> None:
    for unit in units:
        with acting(CONSULTATION, "send", by=act.by, at=act.at) as sent:
            create(sent, Consultation(topic=act.object, unit=unit, reply_by=reply_by))
        may.give_to_asked(sent.object)
    _screen_anew(act.object)


def _screen_anew(topic: Topic) -> None:
    """A topic that is only now being prepared was screened too early."""
    RoundEntry.objects.filter(topic=topic, round__state="open").update(screening=None, reason="")


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


@verb(CONSULTATION, "chase")
def chase_reply(*, consultation_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Consultation:
    """Remind a silent unit; chase-ups are counted and dated, and change nothing about its deadline (R6.7)."""
    with acting(CONSULTATION, "chase", consultation_id, by=by, at=at, version=version) as act:
        act.object.chased_on = [*act.object.chased_on, act.today]
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
    return move(CONSULTATION, "print_dissent", consultation_id, by=by, at=at, version=version)


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


# --- called by the table, inside the act's transaction --------------------------------------------------------------


def follow_rights(act: Act) -> None:
    """What the proposing units may do ends with the topic, and begins again with it."""
    if act.before:
        may.follow(act.object, act.before["state"])


def enter_round(act: Act) -> None:
    """Give an aggregated topic its place at the end of the open round's list.

    Without a round it waits for an extraordinary meeting that both sides hold without one (R6.12).
    """
    open_round = selectors.open_round()
    if open_round is not None:
        append_to(open_round, act.object)


def append_to(into: CollectionRound, topic: Topic, *, carried_over: bool = False) -> None:
    """Give a topic the last place on a round's list."""
    last = into.entries.aggregate(last=Max("position"))["last"] or 0
    RoundEntry.objects.create(round=into, topic=topic, position=last + 1, carried_over=carried_over)


def leave_round(act: Act) -> None:
    """Take a withdrawn topic off the open list and end what the asked could do; closed lists keep their history."""
    RoundEntry.objects.filter(topic=act.object, round__state="open").delete()
    for asked in act.object.consultations.select_related("unit__group"):
        may.take_from_asked(asked)


def close_consultations(act: Act) -> None:
    """Record silence as silence and end the right to answer."""
    for asked in act.object.consultations.select_related("topic", "unit__group"):
        if asked.state == ConsultationState.SENT:
            carry_out(CONSULTATION, "lapse", asked, by=act.by, at=act.at, recorded_at=act.recorded_at)
        may.take_from_asked(asked)
