"""Reads about rounds and their lists, some of them locked for the act that asks."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from apps.documents import selectors as documents
from apps.documents.models import Attachment, Purpose
from apps.topics.models import CollectionRound, Origin, RoundEntry, RoundState, Topic, TopicState
from apps.topics.rules import ListedTopic
from kernel import clock
from kernel.lifecycle.obstacles import hold, is_looking
from vocabulary.categories import Category

#: By proposing side: collected, screened, tabled.
Collected = dict[str, tuple[int, int, int]]


def open_round() -> CollectionRound | None:
    """Return the round that topics are being collected into; of several, the first that still takes any by its date."""
    return _first_taking(CollectionRound.objects.filter(state=RoundState.OPEN))


def _first_taking(rounds: Iterable[CollectionRound]) -> CollectionRound | None:
    today = clock.today()
    rank = {one: (one.closes_on is not None and one.closes_on < today, one.starts_on, one.pk) for one in rounds}
    return min(rank, key=lambda one: rank[one], default=None)


def open_rounds() -> QuerySet[CollectionRound]:
    """Return all rounds that are collecting, the earliest first."""
    return CollectionRound.objects.filter(state=RoundState.OPEN).order_by("starts_on", "id")


def round_of(meeting_id: uuid.UUID) -> CollectionRound | None:
    """Return the round of a meeting."""
    return CollectionRound.objects.filter(meeting_id=meeting_id).first()


def meetings_listing(topic: Topic) -> list[uuid.UUID]:
    """Return the meetings whose lists a topic stands on, or whose open list it may just have left."""
    rounds = CollectionRound.objects.filter(Q(state=RoundState.OPEN) | Q(entries__topic=topic))
    return list(rounds.values_list("meeting_id", flat=True).distinct().order_by("meeting_id"))


def hold_list(meeting_id: uuid.UUID) -> None:
    """Lock the topics of a meeting's list, then its round, until the transaction ends.

    Whoever changes a list takes these locks in this order and before the audit chain's: then no list changes while it
    is being settled or printed, and nobody waits in a circle.
    """
    if is_looking():
        return
    listed = Topic.objects.filter(entries__round__meeting_id=meeting_id)
    list(hold(listed).order_by("pk").values_list("pk"))
    list(hold(CollectionRound.objects.filter(meeting_id=meeting_id)).values_list("pk"))


def comes_late(topic: Topic, today: date) -> bool:
    """Whether the round's closing day has passed for a topic that is not let in yet (R6.4)."""
    if topic.state != TopicState.SUBMITTED or topic.late_admitted_at is not None:
        return False
    current = open_round()
    return current is not None and current.closes_on is not None and today > current.closes_on


def hold_open_round() -> CollectionRound | None:
    """Return the round that topics are being collected into, which stays open until the transaction ends."""
    return _first_taking(hold(CollectionRound.objects.filter(state=RoundState.OPEN)).order_by("id"))


def hold_rounds(wanted: CollectionRound, topic: Topic) -> tuple[CollectionRound, CollectionRound | None]:
    """Return the round a topic is to go into and the open one it is in, both of which stay as they are until commit."""
    here = open_entry(topic)
    keys = {wanted.pk, *([here.round_id] if here else [])}
    held = {one.pk: one for one in hold(CollectionRound.objects.filter(pk__in=keys)).order_by("id")}
    return held[wanted.pk], held[here.round_id] if here else None


def hold_entry(topic: Topic) -> RoundEntry | None:
    """Return the topic's place in an open round, which stays open until the transaction ends."""
    entry = open_entry(topic)
    if entry is not None:
        hold_round(entry)
    return open_entry(topic)


def hold_round(entry: RoundEntry) -> None:
    """Let the round of a list's line stay as it is until the transaction ends."""
    if not is_looking():
        list(hold(CollectionRound.objects.filter(pk=entry.round_id)).values_list("pk"))


def open_entry(topic: Topic) -> RoundEntry | None:
    """Return the topic's place in an open round."""
    return RoundEntry.objects.select_related("round").filter(topic=topic, round__state=RoundState.OPEN).first()


def is_locked(topic: Topic) -> bool:
    """Return whether a notice went out with the topic on its list; lists it has since left do not count."""
    entry = last_entry(topic)
    return entry is not None and entry.screening == "tabled" and entry.round.locked_at is not None


def last_entry(topic: Topic) -> RoundEntry | None:
    """Return the topic's place in the round it came to last."""
    return topic.entries.select_related("round").order_by("id").last()


def waiting() -> QuerySet[Topic]:
    """Return the topics that belong to no meeting now and go into the next round by themselves (R6.11).

    Deferred ones, those a meeting remitted, and those whose round ended with a meeting that was given up.
    """
    listed = RoundEntry.objects.filter(round__state=RoundState.OPEN).values("topic")
    ready = [TopicState.AGGREGATED, TopicState.CONSULTING, TopicState.PREPARED]
    return Topic.objects.filter(
        Q(state=TopicState.DEFERRED)
        | Q(state=TopicState.DECIDED, outcome="remitted", session_of=None)
        | (Q(state__in=ready) & ~Q(pk__in=listed))
    )


def entries_of(meeting_id: uuid.UUID) -> list[RoundEntry]:
    """Return the list of a meeting's round in order, with topics and proposers."""
    rows = RoundEntry.objects.filter(round__meeting_id=meeting_id).exclude(topic__state=TopicState.WITHDRAWN)
    rows = rows.select_related("topic__proposer", "topic__suggested_lead").order_by("position")
    return list(rows.prefetch_related("topic__suggested_supporting"))


def collected(meeting_id: uuid.UUID) -> Collected:
    """Return by proposing side how many topics the meeting's round collected, screened and tabled (R8.4)."""
    rows = RoundEntry.objects.filter(round__meeting_id=meeting_id).values_list("topic__origin")
    counted = rows.annotate(
        collected=Count("pk"), screened=Count("screening"), tabled=Count("pk", filter=Q(screening="tabled"))
    )
    found = {side: (every, screened, tabled) for side, every, screened, tabled in counted.order_by()}
    return {side: found[side] for side in Origin.values if side in found}


def listed(topic: Topic, screening: str | None) -> ListedTopic:
    """Return what the list check looks at."""
    return _listed(topic, screening, documents.attached_to([topic.pk]))


def listed_for(meeting_id: uuid.UUID) -> list[ListedTopic]:
    """Return what the list check looks at for every topic of a meeting's round, their files read in one query."""
    entries = entries_of(meeting_id)
    files = documents.attached_to([entry.topic_id for entry in entries if not entry.topic.research])
    return [_listed(entry.topic, entry.screening, files) for entry in entries]


def _listed(topic: Topic, screening: str | None, files: Mapping[uuid.UUID, list[Attachment]]) -> ListedTopic:
    return ListedTopic(
        number=topic.number,
        screening=screening,
        is_briefing=Category(topic.category).is_briefing,
        state=topic.state,
        has_research=bool(topic.research) or any(row.purpose == Purpose.RESEARCH for row in files.get(topic.pk, ())),
        has_decision_text=bool(topic.proposed_decision),
        is_confirmed=topic.origin != Origin.JOINT or topic.confirmed_at is not None,
    )


def listed_again(topic: Topic) -> ListedTopic:
    """Return what the list check looks at when a waiting topic is tabled: what was asked about once is prepared."""
    row = listed(topic, "tabled")
    asked = topic.state == TopicState.DECIDED or (topic.state == TopicState.DEFERRED and topic.consultations.exists())
    return replace(row, state=TopicState.PREPARED) if asked else row
