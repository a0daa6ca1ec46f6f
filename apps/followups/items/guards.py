"""What an agreed item needs at each step, and what must be settled before its meeting is concluded (Arts. 3, 11)."""

from apps.followups import rules, selectors
from apps.followups.items import refusals
from apps.followups.models import NUMBERED, AgreedItem, PartState
from apps.meetings.models import Meeting
from kernel.lifecycle.table import Act
from kernel.text import identity


def percentage_in_range(act: Act) -> None:
    """Progress is a percentage."""
    if not 0 <= act.given["percentage"] <= 100:
        raise refusals.PercentageOutOfRange(fields={"percentage": refusals.PercentageOutOfRange.sentence})


def evidence_says_something(act: Act) -> None:
    """Evidence is something that a reader can look up: 无, a dash or a mark is none (R11.5)."""
    if rules.says_nothing(identity(act.given["evidence"])) and not act.given.get("files"):
        raise refusals.EvidenceIsEmpty(fields={"evidence": refusals.EvidenceIsEmpty.sentence})


def parts_are_reported(act: Act[AgreedItem]) -> None:
    """Every supporting unit reported its own part first (R11.5)."""
    if silent := [part.unit.name for part in act.object.parts.all() if part.state != PartState.REPORTED]:
        raise refusals.PartsOutstanding(about=silent)


def everything_is_settled(act: Act[Meeting]) -> None:
    """Every item is closed, terminated, or carried with explanation, opinion and new date."""
    open_items = selectors.unsettled().filter(meeting=act.object)
    if numbers := list(open_items.order_by(*NUMBERED).values_list("number", flat=True)):
        raise refusals.ItemsUnsettled(about=numbers)


def activation_is_possible(act: Act) -> None:
    """Every resolution has a lead unit and a dated milestone (R11.1)."""
    if act.object.meeting.resolutions.filter(milestones=None).exists():
        raise refusals.RowIncomplete
