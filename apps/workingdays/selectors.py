"""The days of a year that are arranged or corrected, and where each comes from."""

from dataclasses import dataclass
from datetime import date

from kernel.workcalendar.arrangements import SHIPPED, Arranged
from kernel.workcalendar.models import ArrangedDay, CalendarOverride


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One day that the arrangement of its year names, or that was corrected."""

    day: date
    is_workday: bool
    name: str
    document: str
    published_on: date | None
    #: shipped with the product, loaded by an operator, or corrected by hand.
    origin: str


def named_days(year: int) -> list[NamedDay]:
    """Return the named days of a year in their order; a correction stands in place of the arrangement's day."""
    loaded = list(ArrangedDay.objects.filter(year=year))
    found = {row.day: _arranged(row, "loaded") for row in loaded} or {
        row.day: _arranged(row, "shipped") for row in SHIPPED if row.year == year
    }
    for one in CalendarOverride.objects.filter(day__year=year):
        found[one.day] = NamedDay(one.day, one.is_workday, one.reason, "", None, "corrected")
    return [found[day] for day in sorted(found)]


def _arranged(row: Arranged | ArrangedDay, origin: str) -> NamedDay:
    return NamedDay(row.day, row.is_workday, row.name, row.document, row.published_on, origin)
