"""Working days with the platform's own overrides applied."""

from datetime import date

from kernel.reading import once
from kernel.workcalendar import rules
from kernel.workcalendar.models import CalendarOverride


def overrides() -> dict[date, bool]:
    """Return every overridden day; a handful of rows, read with one query, once in a request."""
    return once("overrides", lambda: dict(CalendarOverride.objects.values_list("day", "is_workday")))


def workday_after(start: date, count: int) -> date:
    """Return the day that is `count` working days after `start`."""
    return rules.add_workdays(start, count, overrides())


def workdays(start: date, end: date) -> int:
    """Return the working days d with start < d <= end."""
    return rules.workdays_between(start, end, overrides())
