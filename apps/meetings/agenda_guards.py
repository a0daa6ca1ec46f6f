"""What it needs to arrange the agenda of a settled list, and to send the material for it (Art. 8)."""

from apps.meetings import agenda_refusals as refusals
from apps.meetings.lead_guards import pack_of
from apps.topics.selectors import hold_list
from kernel.lifecycle.table import Act

#: Minutes of one item: a whole day at the most.
LONGEST = 480


def order_is_settled(act: Act) -> None:
    """Both sides settled which topics come, and in which order: arranging gives each its reporter and time (R6.9)."""
    hold_list(act.object.pk)
    settled = list(act.object.agenda.filter(part=3).order_by("position").values_list("topic_id", flat=True))
    if [row["topic"].pk for row in act.given["items"]] != settled:
        raise refusals.OrderIsSettled(fields={"items": refusals.OrderIsSettled.sentence})


def slots_are_possible(act: Act) -> None:
    """A time slot is at least a minute and at most a day (R8.5)."""
    given = [row["duration"] for row in act.given["items"] if row.get("duration") is not None]
    if any(not 1 <= minutes <= LONGEST for minutes in given):
        raise refusals.SlotImpossible(fields={"items": refusals.SlotImpossible.sentence})


def not_yet_sent_with_this_notice(act: Act) -> None:
    """One pack for one notice: what people hold in their hands changes by a new notice only (R7.5)."""
    if pack_of(act.object) is not None:
        raise refusals.PackIssued
