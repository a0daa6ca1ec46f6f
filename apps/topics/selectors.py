"""Reads about topics: pools, lists, who sees what."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from apps.organizations.models import User
from apps.organizations.roles import Side
from apps.topics.models import Category, CollectionRound, Consultation, RoundEntry, RoundState, Topic, TopicState
from apps.topics.rules import ListedTopic

#: What the other side may know of a topic: everything from the pool on, nothing before.
IN_THE_POOL = [
    TopicState.AGGREGATED, TopicState.CONSULTING, TopicState.PREPARED, TopicState.TABLED,
    TopicState.DEFERRED, TopicState.REJECTED, TopicState.TRANSFERRED, TopicState.DECIDED,
]  # fmt: skip
BEFORE_THE_MEETING = [TopicState.TABLED, TopicState.DECIDED]


def visible_to(user: User) -> QuerySet[Topic]:
    """Return the topics `user` may read: units their own and those they are asked about, offices and leaders the pool.

    Nothing of one side's preparation reaches the other before it is aggregated (R6.1); viewers and officers read none.
    """
    topics = Topic.objects.select_related("proposer", "co_proposer", "suggested_lead")
    roles = user.role_names
    if user.side == Side.NONE or not roles - {"viewer", "assessor", "reviewer"}:
        return topics.none()
    mine = Q(pk__in=_concerning(user))
    if {"gov_clerk", "union_clerk", "gov_leader", "union_leader"} & roles:
        own = Q(origin=user.side) | Q(main_side=user.side)
        return topics.filter(mine | Q(state__in=IN_THE_POOL) | (own & ~Q(state=TopicState.DRAFT)))
    return topics.filter(mine | Q(state__in=BEFORE_THE_MEETING))


def _concerning(user: User) -> QuerySet[Any]:
    """Keys of topics on which the user's units stand as proposer, partner or consulted unit."""
    units = user.memberships.values("unit")
    asked = Q(consultations__unit__in=units)
    return Topic.objects.filter(Q(proposer__in=units) | Q(co_proposer__in=units) | asked).values("pk")


def consultations_visible_to(user: User) -> QuerySet[Consultation]:
    """Return consultations on topics the user may read."""
    return Consultation.objects.select_related("topic", "unit").filter(topic__in=visible_to(user).values("pk"))


def rounds_visible_to(user: User) -> QuerySet[CollectionRound]:
    """Return the rounds; both sides share them."""
    return CollectionRound.objects.none() if user.side == Side.NONE else CollectionRound.objects.all()


def open_round() -> CollectionRound | None:
    """Return the round that topics are being collected into, the earliest when there are several."""
    return CollectionRound.objects.filter(state=RoundState.OPEN).order_by("starts_on", "id").first()


def round_of(meeting_id: uuid.UUID) -> CollectionRound | None:
    """Return the round of a meeting."""
    return CollectionRound.objects.filter(meeting_id=meeting_id).first()


def meetings_listing(topic: Topic) -> list[uuid.UUID]:
    """Return the meetings whose lists a topic stands on, or whose open list it may just have left."""
    rounds = CollectionRound.objects.filter(Q(state=RoundState.OPEN) | Q(entries__topic=topic))
    return list(rounds.values_list("meeting_id", flat=True).distinct().order_by("meeting_id"))


def open_entry(topic: Topic) -> RoundEntry | None:
    """Return the topic's place in an open round."""
    return RoundEntry.objects.select_related("round").filter(topic=topic, round__state=RoundState.OPEN).first()


def is_locked(topic: Topic) -> bool:
    """Return whether a notice went out with the topic on its list."""
    return topic.entries.filter(screening="tabled", round__locked_at__isnull=False).exists()


def entries_of(meeting_id: uuid.UUID) -> list[RoundEntry]:
    """Return the list of a meeting's round in order, with topics and proposers."""
    rows = RoundEntry.objects.filter(round__meeting_id=meeting_id).exclude(topic__state=TopicState.WITHDRAWN)
    return list(rows.select_related("topic__proposer", "topic__suggested_lead").order_by("position"))


def listed(topic: Topic, screening: str | None) -> ListedTopic:
    """Return what the list check looks at."""
    return ListedTopic(
        number=topic.number,
        screening=screening,
        is_briefing=Category(topic.category).is_briefing,
        state=topic.state,
        has_research=bool(topic.research),
        has_decision_text=bool(topic.proposed_decision),
    )


def list_text(entries: Iterable[RoundEntry]) -> list[dict[str, Any]]:
    """Return the list as both sides consent to it: every word that may not change afterwards."""
    return [
        {
            "topic": entry.topic_id,
            "number": entry.topic.number,
            "title": entry.topic.title,
            "category": entry.topic.category,
            "proposed_decision": entry.topic.proposed_decision,
            "lead": entry.topic.suggested_lead_id,
            "due_on": entry.topic.suggested_due_on,
            "screening": entry.screening,
            "reason": entry.reason,
            "position": entry.position,
        }
        for entry in entries
    ]
