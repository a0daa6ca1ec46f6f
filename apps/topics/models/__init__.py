"""Topics of both sides: how they are collected, prepared, consulted on, screened and decided (Arts. 3, 6)."""

from apps.topics.models.collection import (
    CollectionRound,
    RoundEntry,
    RoundState,
)
from apps.topics.models.consultation import (
    Consultation,
    ConsultationGroupPermission,
    ConsultationState,
    Reply,
)
from apps.topics.models.topic import (
    MainSide,
    Origin,
    Screening,
    Source,
    Topic,
    TopicGroupPermission,
    TopicOutcome,
    TopicQuerySet,
    TopicState,
)

__all__ = [
    "CollectionRound",
    "Consultation",
    "ConsultationGroupPermission",
    "ConsultationState",
    "MainSide",
    "Origin",
    "Reply",
    "RoundEntry",
    "RoundState",
    "Screening",
    "Source",
    "Topic",
    "TopicGroupPermission",
    "TopicOutcome",
    "TopicQuerySet",
    "TopicState",
]
