"""Verbs: draft, edit, complete, confirm, hand in, return and withdraw a topic."""

import uuid
from datetime import datetime
from typing import Any

from apps.documents.file_services import keep_all_given
from apps.documents.models import Purpose
from apps.documents.services import next_serial
from apps.organizations.models import Unit, UnitKind, User
from apps.topics import permissions as may
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Source, Topic, TopicState
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Given, verb
from vocabulary.roles import Side

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


def _source(given: Given, proposer: Unit) -> str | None:
    """Where the union's office collects it from: as stated, otherwise as the proposing unit is (R6.2)."""
    if (given.get("main_side") or given["origin"]) != Side.UNION:
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
            act.object.confirmed_sha256 = ""
    return act.object


def _write_file(topic: Topic, given: Given) -> None:
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


@verb(TOPIC, "return")
def return_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """The office sends a topic back to its unit, with the reason."""
    with acting(TOPIC, "return", topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        act.object.late_admitted_at = act.object.late_admitted_by = None
    return act.object


@verb(TOPIC, "withdraw")
def withdraw_topic(*, topic_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Topic:
    """The proposing unit withdraws its topic before the notice is out (R6.9)."""
    with acting(TOPIC, "withdraw", topic_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
    return act.object
