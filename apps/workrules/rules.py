"""The arithmetic of a work rule: when collection begins and how often meetings are due. No Django, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from kernel.workcalendar.rules import minus_months

if TYPE_CHECKING:
    from apps.workrules.parameters import RuleParameters

Compliance = Literal["compliant", "not_compliant", "open"]


def label_of(category: str, parameters: "RuleParameters") -> str:
    """Return the rule's own word for a class of topics; empty where it has none (R3.1)."""
    pairs = (one.partition("=") for one in parameters.category_labels)
    return next((label for key, _sign, label in pairs if key == category), "")


def collection_due_on(planned_on: date, parameters: "RuleParameters") -> date | None:
    """Return the day collection should begin: the planned date less the lead; None where the rule asks for none (R6.4).

    Months are clamped to the end of the month.
    """
    match parameters.collection_lead_unit:
        case "months":
            return minus_months(planned_on, parameters.collection_lead)
        case "weeks":
            return planned_on - timedelta(weeks=parameters.collection_lead)
        case "days":
            return planned_on - timedelta(days=parameters.collection_lead)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that took place, as the count of meetings looks at it (R4.8)."""

    held_on: date
    #: The year in its title, where the rule counts by titles.
    titled_year: int
    extraordinary: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The years in which meetings count towards one year's obligation, both included, and how many were held."""

    first_year: int
    last_year: int
    held: int


def counted(meeting: HeldMeeting, parameters: "RuleParameters") -> int | None:
    """Return the year a meeting counts for; None for one that satisfies no obligation (R4.8)."""
    if meeting.extraordinary and not parameters.extraordinary_counts:
        return None
    return meeting.titled_year if parameters.year_attribution == "titled_year" else meeting.held_on.year


def held_in_period(meetings: Iterable[HeldMeeting], parameters: "RuleParameters", *, year: int, on: date) -> Period:
    """Return the meetings held up to a day for the period that ends with `year`: once in two years looks back one."""
    first = year + 1 - parameters.period_years
    years = [counted(one, parameters) for one in meetings if one.held_on <= on]
    return Period(first, year, sum(one is not None and first <= one <= year for one in years))


def due_by(parameters: "RuleParameters", *, year: int) -> date:
    """Return the last day for the meetings of the period that ends with `year`; a new rule has its whole period."""
    return date(max(year, parameters.effective_on.year + parameters.period_years - 1), 12, 31)


def compliance(meetings: Iterable[HeldMeeting], parameters: "RuleParameters", *, year: int, on: date) -> Compliance:
    """Return how a government stands to the frequency of its rule for `year`, at the end of the day `on` (R4.6).

    `open` while there is time left; `compliant` as soon as the period has its meetings.
    """
    if held_in_period(meetings, parameters, year=year, on=on).held >= parameters.frequency_min:
        return "compliant"
    return "open" if on < due_by(parameters, year=year) else "not_compliant"


def exceeds(period: Period, parameters: "RuleParameters") -> bool:
    """Return whether one more ordinary meeting would be more than the rule allows in its period."""
    return parameters.frequency_max is not None and period.held >= parameters.frequency_max
