"""Verbs: ask units, answer, chase, coordinate, end consultation (R6.7, R6.8)."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from apps.organizations.models import Unit, User
from apps.topics import permissions as may
from apps.topics.consent_texts import consulted_text
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import Consultation, ConsultationState, RoundEntry, RoundState, Topic, TopicState
from kernel import canonical
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb

#: Days that a unit has at least to answer about a text that changed after it was asked.
DAYS_TO_ANSWER_AGAIN = 5


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
    sha256 = canonical.digest(consulted_text(act.object))
    for unit in units:
        with acting(CONSULTATION, "send", by=act.by, at=act.at) as sent:
            asked = Consultation(topic=act.object, unit=unit, reply_by=reply_by, asked_sha256=sha256)
            create(sent, asked)
        may.give_to_asked(sent.object)
    _screen_anew(act.object)


def _screen_anew(topic: Topic) -> None:
    """A topic that is only now being prepared was screened too early."""
    RoundEntry.objects.filter(topic=topic, round__state=RoundState.OPEN).update(screening=None, reason="")


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
        if act.object.topic.state == TopicState.TABLED:
            may.take_from_asked(act.object)
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


def ask_again(act: Act[Topic]) -> None:
    """Ask every unit anew whose answer is about a text that has changed since; called inside whatever may change it.

    What was answered stays on record as an answer to the former text and counts no longer. Each unit has at least
    `DAYS_TO_ANSWER_AGAIN` days; a topic that was thought ready is consulted on once more (R6.7).
    """
    topic = act.object
    sha256 = canonical.digest(consulted_text(topic))
    asked = topic.consultations.select_related("topic", "unit__group").select_for_update(of=("self",))
    overtaken = [one for one in asked.order_by("pk") if one.asked_sha256 and one.asked_sha256 != sha256]
    for one in overtaken:
        _ask_one_again(act, one, sha256)
    if overtaken and topic.state == TopicState.PREPARED:
        carry_out(TOPIC, "consult_again", topic, by=act.by, at=act.at, recorded_at=act.recorded_at)
        _screen_anew(topic)


def _ask_one_again(act: Act[Topic], asked: Consultation, sha256: str) -> None:
    answered = [_as_answered(asked)] if asked.reply else []
    writes = {
        "asked_sha256": sha256, "earlier_replies": [*asked.earlier_replies, *answered],
        "reply": None, "reply_text": "", "coordination": "", "replied_at": None, "replied_by": None,
        "reply_by": max(asked.reply_by, act.today + timedelta(days=DAYS_TO_ANSWER_AGAIN)),
    }  # fmt: skip
    moment = {"at": act.at, "recorded_at": act.recorded_at}
    carry_out(CONSULTATION, "ask_again", asked, by=act.by, **moment, writes=writes)
    may.give_to_asked(asked)


def _as_answered(asked: Consultation) -> Plain:
    answered = {
        "reply": asked.reply, "text": asked.reply_text, "coordination": asked.coordination,
        "replied_at": asked.replied_at, "asked_sha256": asked.asked_sha256,
    }  # fmt: skip
    kept: Plain = canonical.plain(answered)
    return kept


def end_asking(topics: Iterable[Topic], *, by: User, at: datetime, recorded_at: datetime) -> None:
    """Record who stayed silent about a settled topic that was completed: the notice goes out (R6.7)."""
    asked = Consultation.objects.filter(topic__in=topics, state=ConsultationState.SENT)
    for one in asked.select_related("topic", "unit__group").order_by("pk"):
        carry_out(CONSULTATION, "lapse", one, by=by, at=at, recorded_at=recorded_at)
        may.take_from_asked(one)


def close_consultations(act: Act[Topic]) -> None:
    """Record silence as silence and end the right to answer."""
    for asked in act.object.consultations.select_related("topic", "unit__group"):
        if asked.state == ConsultationState.SENT:
            carry_out(CONSULTATION, "lapse", asked, by=act.by, at=act.at, recorded_at=act.recorded_at)
        may.take_from_asked(asked)
