"""Who may read which topics, consultations and rounds."""

from typing import Any

from django.db.models import Q, QuerySet

from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from apps.topics.models import CollectionRound, Consultation, Topic, TopicState
from kernel.consents.models import Consent
from vocabulary.roles import (
    DIRECTING,
    ONLY_READING,
    Side,
)

#: What the other side may know of a topic: everything from the pool on, nothing before.
IN_THE_POOL = [
    TopicState.AGGREGATED, TopicState.CONSULTING, TopicState.PREPARED, TopicState.TABLED,
    TopicState.DEFERRED, TopicState.REJECTED, TopicState.TRANSFERRED, TopicState.DECIDED,
]  # fmt: skip


BEFORE_THE_MEETING = [TopicState.TABLED, TopicState.DECIDED]


@by_right
def visible_to(user: User) -> QuerySet[Topic]:
    """Return the topics `user` may read: units their own and those they are asked about, offices and leaders the pool.

    Nothing of one side's preparation reaches the other before it is aggregated (R6.1); viewers and officers read none.
    """
    topics = Topic.objects.select_related("proposer", "co_proposer", "suggested_lead")
    roles = user.role_names
    if user.side == Side.NONE or not roles - ONLY_READING:
        return topics.none()
    mine = Q(pk__in=_concerning(user))
    if DIRECTING & roles:
        own = Q(origin=user.side) | Q(main_side=user.side)
        asked_for = Q(state=TopicState.SUBMITTED, pk__in=_late_asked())
        return topics.filter(mine | Q(state__in=IN_THE_POOL) | asked_for | (own & ~Q(state=TopicState.DRAFT)))
    return topics.filter(mine | Q(state__in=BEFORE_THE_MEETING))


def _late_asked() -> QuerySet[Any]:
    """Keys of topics for which one office asked the other to make an exception: that office shows them itself."""
    return Consent.objects.filter(object_kind="topic", action="admit_late").values("object_id")


def _concerning(user: User) -> QuerySet[Any]:
    """Keys of topics on which the user's units stand as proposer, partner or consulted unit."""
    units = user.memberships.current().values("unit")
    asked = Q(consultations__unit__in=units)
    return Topic.objects.filter(Q(proposer__in=units) | Q(co_proposer__in=units) | asked).values("pk")


@by_right
def consultations_visible_to(user: User) -> QuerySet[Consultation]:
    """Return consultations on topics the user may read."""
    return Consultation.objects.select_related("topic", "unit").filter(topic__in=visible_to(user).values("pk"))


@by_right
def rounds_visible_to(user: User) -> QuerySet[CollectionRound]:
    """Return the rounds; both sides share them."""
    return CollectionRound.objects.none() if user.side == Side.NONE else CollectionRound.objects.all()
