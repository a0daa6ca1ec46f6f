"""Verbs: ask units, answer, chase, coordinate, end consultation (R6.7, R6.8)."""

import uuid
from datetime import date, datetime

from apps.organizations.models import Unit, User
from apps.topics import permissions as may
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import Consultation, ConsultationState, RoundEntry, RoundState, Topic
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb


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


def close_consultations(act: Act[Topic]) -> None:
    """Record silence as silence and end the right to answer."""
    for asked in act.object.consultations.select_related("topic", "unit__group"):
        if asked.state == ConsultationState.SENT:
            carry_out(CONSULTATION, "lapse", asked, by=act.by, at=act.at, recorded_at=act.recorded_at)
        may.take_from_asked(asked)
