"""What it needs to put a meeting off."""

from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.models import Meeting
from kernel.lifecycle.table import Act


def date_is_later(act: Act[Meeting]) -> None:
    """A meeting is postponed to a later day than the one it stands for."""
    if act.given["date"] <= (act.object.session_on or act.object.planned_on):
        raise convening_refusals.DatesOutOfOrder(fields={"date": convening_refusals.DatesOutOfOrder.sentence})
