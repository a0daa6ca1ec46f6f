"""Working days and calendar months, as arithmetic. No database, no Django."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

import chinese_calendar

#: Fixed holidays used for years whose schedule the State Council has not published yet (such years are provisional).
FIXED_HOLIDAYS = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


@cache
def is_published(year: int) -> bool:
    """Return whether the State Council's schedule of `year` is known; otherwise days of that year are provisional."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def is_workday(day: date, overrides: Mapping[date, bool] | None = None) -> bool:
    """Return whether `day` is worked, adjusted weekends included. `overrides` (day → worked) win."""
    if overrides and day in overrides:
        return overrides[day]
    return _is_scheduled(day)


@lru_cache(maxsize=4096)
def _is_scheduled(day: date) -> bool:
    """Return what the schedule says. A desk asks for every day up to every deadline, and the library is slow to say."""
    if is_published(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS


def workdays_between(start: date, end: date, overrides: Mapping[date, bool] | None = None) -> int:
    """Return the number of working days d with start < d <= end (0 when end is not after start)."""
    return sum(is_workday(start + timedelta(days=n), overrides) for n in range(1, (end - start).days + 1))


def add_workdays(start: date, count: int, overrides: Mapping[date, bool] | None = None) -> date:
    """Return the day that is `count` working days after `start` (the start itself is not counted)."""
    day, left = start, count
    while left > 0:
        day += timedelta(days=1)
        left -= is_workday(day, overrides)
    return day


def subtract_workdays(end: date, count: int, overrides: Mapping[date, bool] | None = None) -> date:
    """Return the last day from which `workdays_between(day, end) >= count`."""
    day, left = end, count
    while left > 0:
        left -= is_workday(day, overrides)
        day -= timedelta(days=1)
    return day


def minus_months(day: date, months: int) -> date:
    """Return the day `months` calendar months earlier, clamped to the month's end (2025-04-30 - 2 = 2025-02-28)."""
    return plus_months(day, -months)


def plus_months(day: date, months: int) -> date:
    """Return the day `months` calendar months later, clamped to the month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
