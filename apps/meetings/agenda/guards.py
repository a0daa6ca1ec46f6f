"""What it needs to arrange the agenda of a settled list (Art. 8)."""

from apps.meetings.agenda import refusals
from apps.meetings.models import Meeting
from apps.topics.rounds.selectors import hold_list
from kernel.lifecycle.table import Act

#: Minutes of one item: a whole day at the most.
LONGEST = 480


def order_is_settled(act: Act[Meeting]) -> None:
    """Both sides settled which topics come, and in which order: arranging gives each its reporter and time (R6.9)."""
    hold_list(act.object.pk)
    settled = list(act.object.agenda.filter(part=3).order_by("position").values_list("topic_id", flat=True))
    if [row["topic"].pk for row in act.given["items"]] != settled:
        raise refusals.OrderIsSettled(fields={"items": refusals.OrderIsSettled.sentence})


def slots_are_possible(act: Act[Meeting]) -> None:
    """A time slot is at least a minute and at most a day (R8.5)."""
    given = [row["duration"] for row in act.given["items"] if row.get("duration") is not None]
    if any(not 1 <= minutes <= LONGEST for minutes in given):
        raise refusals.SlotImpossible(fields={"items": refusals.SlotImpossible.sentence})
