"""Topics, consultations and collection rounds as pages, the desk, the calendar and programs show them."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.documents.kinds import FILES, KEY, STATE
from apps.meetings.models import Meeting
from apps.organizations.models import User
from apps.topics import cautions
from apps.topics import selectors as topics
from apps.topics.consultations.letters import letter_of_consultation, summary_of_answers, was_asked
from apps.topics.lifecycle import CONSULTATION, ROUND, TOPIC
from apps.topics.models import (
    CollectionRound,
    Consultation,
    ConsultationState,
    RoundEntry,
    RoundState,
    Topic,
    TopicState,
)
from apps.topics.pages import rounds
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.binding import binding_rule
from apps.workrules.pages.of_the_day import rule_of_the_day
from kernel import clock
from kernel.lifecycle.table import Action
from kinds.drafts import Draft
from kinds.fields import Field, columns, computed, rows
from kinds.filters import by, by_choice, by_id, by_state, by_year
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Part, Steps, Values, Waiting
from kinds.occasions import Occasion, OccasionKind, Occasions, occasion
from kinds.registry import declare
from kinds.steps import noted
from kinds.todos import Awaited
from vocabulary.categories import Category
from vocabulary.roles import PROCESSING, Side

MOST_AWAITED = 8
REPLY = OccasionKind("reply", _("回复征求意见"))
CAUTION = tuple(computed(name, "text", "") for name in ("name", "rule", "article", "sentence"))


def warnings(read: Callable[[Any, User], object]) -> Field:
    """Return the field that tells what is out of the ordinary about an object without being forbidden."""
    return rows("warnings", _("提示"), CAUTION, read)


# --- what is due --------------------------------------------------------------------------------------------------


def _screened(topic: OuterRef | uuid.UUID) -> QuerySet[RoundEntry]:
    return RoundEntry.objects.filter(topic=topic, round__state=RoundState.OPEN, screening__isnull=False)


def _listed(user: User) -> QuerySet[Topic]:
    """Note on each topic whether the list already says what becomes of it: then it waits for nobody."""
    return topics.visible_to(user).annotate(is_screened=Exists(_screened(OuterRef("pk"))))


def _is_unscreened(topic: Topic, day: date) -> bool:
    return not noted(topic, "is_screened", lambda: _screened(topic.pk).exists())


def _silent_units(user: User, day: date) -> Iterator[Awaited]:
    """Consulted units that have not answered, for the office that asked."""
    if not user.role_names & PROCESSING:
        return
    asked = Consultation.objects.filter(state=ConsultationState.SENT).select_related("unit", "topic")
    for row in asked.order_by("reply_by", "id")[:MOST_AWAITED]:
        if row.topic.leading_side == user.side:
            title = f"{row.topic.number} {row.topic.title}"
            url = f"/topics/{row.topic_id}"
            yield Awaited(row.unit.short_name, REPLY.label, title, url, row.state_since, row.reply_by)


def _replies(user: User, first: date, last: date) -> Iterator[Occasion]:
    """One for each topic and day, however many units are asked."""
    asked = topics.consultations_visible_to(user).filter(state=ConsultationState.SENT, reply_by__range=(first, last))
    for row in {(row.topic_id, row.reply_by): row for row in asked}.values():
        title = f"{row.topic.number} {row.topic.title}"
        yield occasion(f"/topics/{row.topic_id}", row.topic, title, REPLY, row.reply_by)


# --- what forms begin with ----------------------------------------------------------------------------------------


def _new(user: User) -> Values:
    return {"origin": user.side, "proposer": user.unit_id}


def _consultation(topic: Topic, action: Action) -> Values:
    today = clock.today()
    units = {*topic.suggested_supporting.values_list("pk", flat=True), topic.suggested_lead_id}
    return {
        "units": [key for key in units if key and key != topic.proposer_id],
        "reply_by": today + timedelta(days=binding_rule(day=today).consultation_days),
    }


def _decision(topic: Topic, action: Action) -> Values:
    if Category(topic.category).is_briefing:
        return {"outcome": "noted"}
    resolution = {
        "text": topic.proposed_decision,
        "lead_unit": topic.suggested_lead_id,
        "supporting_units": list(topic.suggested_supporting.values_list("pk", flat=True)),
        "due_on": topic.suggested_due_on,
    }
    return {"resolutions": [resolution]}


# --- what programs read -------------------------------------------------------------------------------------------


def _entries(meeting_id: uuid.UUID, user: User) -> list[RoundEntry]:
    """Return the lines of a list whose topics the person may read."""
    found = rounds_selectors.entries_of(meeting_id)
    seen = set(topics.visible_to(user).filter(pk__in=[row.topic_id for row in found]).values_list("pk", flat=True))
    return [row for row in found if row.topic_id in seen]


ENTRY = (
    *columns("topics.RoundEntry", "position", "topic"),
    computed("number", "text", _("议题编号"), "topic.number"),
    computed("proposer", "ref", _("提出单位"), "topic.proposer"),
    *columns("topics.RoundEntry", "screening", "reason", "carried_over"),
)
ROUND_COLUMNS = columns(
    "topics.CollectionRound", "year", "starts_on", "due_starts_on", "closes_on", "late_reason", "locked_at"
)
ROUND_ENTRIES = rows("entries", _("清单"), ENTRY, lambda row, user: _entries(row.meeting_id, user))
CONSULTED = (
    KEY,
    *STATE,
    *columns(
        "topics.Consultation", "unit", "reply_by", "reply", "reply_text", "replied_at", "declared_on", "coordination"
    ),
)


def round_of(meeting: Meeting, user: User) -> CollectionRound | None:
    """Return the round of a meeting, where the person reads rounds."""
    return topics.rounds_visible_to(user).filter(meeting_id=meeting.pk).first()


TOPIC_KIND = Kind(
    "topics.Topic",
    _("议题"),
    topics.visible_to,
    TOPIC,
    listed_to=_listed,
    page=Page(
        "topics",
        section="/topics",
        title=lambda topic: f"{topic.number} {topic.title}",
        beginning=Beginning("draft", "/topics", template="topics/new.html", context=rule_of_the_day),
    ),
    drafts=(
        Draft("consultation-letter", _("征求意见函"), letter_of_consultation, ready=was_asked),
        Draft("consultation-summary", _("征求意见回复汇总表"), summary_of_answers, ready=was_asked),
    ),
    forms=Forms(
        new=_new,
        initial={"consult": _consultation, "decide": _decision},
        parts=(
            Part(_("由谁提出"), ("origin", "proposer", "source")),
            Part(_("双方联合提出时填写"), ("main_side", "co_proposer"), folded=True),
            Part(_("议题"), ("title", "category", "background", "proposed_decision")),
            Part(_("归入“其他”时填写"), ("category_reason",), folded=True),
            Part(
                _("调研、论证和依据"),
                ("research", "research_files", "argumentation", "argumentation_files", "basis", "basis_files"),
            ),
            Part(_("建议的责任单位和时限"), ("suggested_lead", "suggested_supporting", "suggested_due_on")),
        ),
        facts=rounds.facts,
    ),
    steps=Steps(due={"consult": _is_unscreened, "table": _is_unscreened}),
    waiting=Waiting(title=lambda topic: f"{topic.number} {topic.title}"),
    offered=Offered(
        "topics",
        (
            computed("number", "text", _("编号")),
            *columns(
                "topics.Topic",
                "year", "title", "origin", "main_side", "source", "category", "category_reason", "proposer",
                "co_proposer", "confirmed_at", "background", "research", "argumentation", "proposed_decision", "basis",
                "suggested_lead", "suggested_supporting", "suggested_due_on", "reason", "outcome", "outcome_note",
                "decided_at", "imported",
            ),
        ),
        details=(
            rows("consultations", _("征求意见"), CONSULTED, lambda one, user: one.consultations.select_related("unit")),
            rows(
                "rounds",
                _("历次征集"),
                (
                    computed("meeting_id", "key", _("会议"), "round.meeting_id"),
                    *columns("topics.RoundEntry", "position", "screening", "reason", "carried_over"),
                ),
                lambda topic, user: topic.entries.select_related("round").order_by("round__starts_on", "pk"),
            ),
            FILES,
            warnings(cautions.of_topic),
        ),
        filters=(
            by_year(),
            by_state(TopicState),
            by_id("meeting", _("会议"), "entries__round__meeting_id"),
            by("unit", _("单位"), "key", lambda key: Q(proposer=key) | Q(co_proposer=key)),
            by("side", _("方面"), "choice", lambda side: Q(origin=side) | Q(main_side=side), choices=Side),
            by_choice("category", _("类别"), Category),
        ),
    ),
    holds_files=True,
)  # fmt: skip
CONSULTATION_KIND = Kind(
    "topics.Consultation",
    _("征求意见"),
    topics.consultations_visible_to,
    CONSULTATION,
    page=Page(
        "consultations",
        section="/topics",
        title=lambda asked: f"{asked.unit.name} · {asked.topic.title}",
        url=lambda asked: f"/topics/{asked.topic_id}",
    ),
    steps=Steps(until=lambda asked, action, day: asked.reply_by),
    waiting=Waiting(
        title=lambda asked: f"{asked.topic.number} {asked.topic.title}",
        others=_silent_units,
    ),
    offered=Offered(
        "consultations",
        (
            *columns(
                "topics.Consultation",
                "topic", "unit", "reply_by", "reply", "reply_text", "replied_at", "declared_on", "replied_by",
                "coordination",
            ),
            computed("chase_ups", "number", _("催复次数")),
            computed("overtaken", "number", _("对原文稿的答复")),
        ),
        filters=(
            by_year("topic__year"),
            by_state(ConsultationState),
            by_id("topic", _("议题"), "topic"),
            by_id("unit", _("单位"), "unit"),
            by_choice("side", _("方面"), Side, "unit__side"),
        ),
    ),
    occasions=Occasions((REPLY,), _replies),
)  # fmt: skip
ROUND_KIND = Kind(
    "topics.CollectionRound",
    _("议题征集"),
    topics.rounds_visible_to,
    ROUND,
    offered=Offered(
        "collection-rounds",
        (*columns("topics.CollectionRound", "meeting_id"), *ROUND_COLUMNS),
        details=(ROUND_ENTRIES,),
        filters=(by_year(), by_state(RoundState), by_id("meeting", _("会议"), "meeting_id")),
    ),
)
declare(TOPIC_KIND, CONSULTATION_KIND, ROUND_KIND)
