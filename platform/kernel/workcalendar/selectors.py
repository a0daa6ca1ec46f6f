"""Working days with all that was loaded and corrected: read from the tables, so every process knows it at once."""

from datetime import date

from django.db.models import Value

from kernel.reading import once
from kernel.workcalendar import rules
from kernel.workcalendar.models import ArrangedDay, CalendarOverride
from kernel.workcalendar.rules import KNOWN, CountedDay, CountedDays, Schedule

#: No year: a day that was corrected by itself.
SINGLE = 0


def schedule() -> Schedule:
    """Return what is arranged and corrected; a handful of rows, read with one query, once in a request."""
    return once("working days", _read)


def _read() -> Schedule:
    loaded: dict[int, dict[date, bool]] = {}
    columns = ("year", "day", "is_workday")
    single = CalendarOverride.objects.order_by().annotate(year=Value(SINGLE)).values_list(*columns)
    for year, day, is_workday in ArrangedDay.objects.order_by().values_list(*columns).union(single, all=True):
        loaded.setdefault(year, {})[day] = is_workday
    corrected = loaded.pop(SINGLE, {})
    return Schedule({**KNOWN.arranged, **loaded}, corrected) if loaded or corrected else KNOWN


def workday_after(start: date, count: int) -> CountedDay:
    """Return the day that is `count` working days after `start`."""
    return rules.add_workdays(start, count, schedule())


def workdays(start: date, end: date) -> CountedDays:
    """Return the working days d with start < d <= end."""
    return rules.workdays_between(start, end, schedule())


def counted(start: date, stored: date) -> CountedDay:
    """Return a day that was counted from `start` and written down, marked as it stands by what is published now."""
    return rules.counted_from(start, stored, schedule())
