"""The places of topics on the list of a round."""

from django.db.models import Max

from apps.topics import permissions as may
from apps.topics.models import CollectionRound, RoundEntry, RoundState, Topic
from apps.topics.rounds import selectors
from kernel.lifecycle.table import Act


def enter_round(act: Act[Topic]) -> None:
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


def leave_round(act: Act[Topic]) -> None:
    """Take a withdrawn topic off the open list and end what the asked could do; closed lists keep their history."""
    RoundEntry.objects.filter(topic=act.object, round__state=RoundState.OPEN).delete()
    for asked in act.object.consultations.select_related("unit__group"):
        may.take_from_asked(asked)
