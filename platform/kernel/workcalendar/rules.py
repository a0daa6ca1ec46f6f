"""Working days and calendar months, as arithmetic. No database, no Django.

Three sources, the later winning: the statutory holidays with their days in lieu, from a kept library; the State
Council's arrangement of a year, from a table; and what an operator corrected. A year that no arrangement covers is
provisional, and so is every day that is counted over it.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Self

import holidays

from kernel.workcalendar.arrangements import SHIPPED, Arranged

_DAY = timedelta(days=1)


class CountedDay(date):
    """A day that follows from counting working days; it knows whether it rests on days that are not published yet."""

    provisional: bool = False

    @classmethod
    def of(cls, day: date, *, provisional: bool) -> Self:
        """Return `day`, marked."""
        found = cls(day.year, day.month, day.day)
        found.provisional = provisional
        return found


class CountedDays(int):
    """A number of working days; it knows whether it was counted over days that are not published yet."""

    provisional: bool = False

    @classmethod
    def of(cls, number: int, *, provisional: bool) -> Self:
        """Return `number`, marked."""
        found = cls(number)
        found.provisional = provisional
        return found


def rests_on_unpublished(answer: object) -> bool:
    """Return whether a day or a number was counted over days that are not published yet; what a person gave is not."""
    return isinstance(answer, CountedDay | CountedDays) and answer.provisional


@dataclass(frozen=True)
class Schedule:
    """What is arranged and corrected beyond the statutory holidays; without more, the table that is shipped."""

    #: Per year, the days its arrangement names: whether they are worked.
    arranged: Mapping[int, Mapping[date, bool]] = field(default_factory=lambda: by_year(SHIPPED))
    #: Days an operator corrected: whether they are worked.
    corrected: Mapping[date, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = {day: worked for year in sorted(self.arranged) for day, worked in self.arranged[year].items()}
        object.__setattr__(self, "_named", {**named, **self.corrected})

    def says(self, day: date) -> bool | None:
        """Return whether `day` is worked where arrangement or correction name it."""
        named: Mapping[date, bool] = self._named  # type: ignore[attr-defined]
        return named.get(day)

    def is_published(self, year: int) -> bool:
        """Return whether the arrangement of `year` is known; of the years before the table the library keeps it."""
        return year in self.arranged or year < min(self.arranged, default=0)


def by_year(rows: tuple[Arranged, ...]) -> dict[int, dict[date, bool]]:
    """Return the days of each year's arrangement."""
    found: dict[int, dict[date, bool]] = {}
    for row in rows:
        found.setdefault(row.year, {})[row.day] = row.is_workday
    return found


#: What the product knows by itself.
KNOWN = Schedule()


def is_published(year: int, schedule: Schedule = KNOWN) -> bool:
    """Return whether the State Council's arrangement of `year` is known; otherwise its days are provisional."""
    return schedule.is_published(year)


def is_workday(day: date, schedule: Schedule = KNOWN) -> bool:
    """Return whether `day` is worked, shifted weekends included."""
    said = schedule.says(day)
    if said is not None:
        return said
    free, worked = _of_year(day.year)
    return day in worked or (day.weekday() < 5 and day not in free)


def is_holiday(day: date) -> bool:
    """Return whether `day` is a statutory holiday or a day in lieu of one that fell on a weekend."""
    return day in _of_year(day.year)[0]


@cache
def _of_year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the free days of a year and its worked weekends, as the library has them."""
    known = holidays.country_holidays("CN", years=year)
    return frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year)


def is_provisional(start: date, end: date, schedule: Schedule = KNOWN) -> bool:
    """Return whether counting from the one day to the other passes a year without a published arrangement."""
    years = range(min(start, end).year, max(start, end).year + 1)
    return not all(schedule.is_published(year) for year in years)


def workdays_between(start: date, end: date, schedule: Schedule = KNOWN) -> CountedDays:
    """Return the number of working days d with start < d <= end (0 when end is not after start)."""
    number = sum(is_workday(start + n * _DAY, schedule) for n in range(1, (end - start).days + 1))
    return CountedDays.of(number, provisional=start < end and is_provisional(start + _DAY, end, schedule))


def add_workdays(start: date, count: int, schedule: Schedule = KNOWN) -> CountedDay:
    """Return the day that is `count` working days after `start` (the start itself is not counted)."""
    day, left = start, count
    while left > 0:
        day += _DAY
        left -= is_workday(day, schedule)
    return counted_from(start, day, schedule)


def subtract_workdays(end: date, count: int, schedule: Schedule = KNOWN) -> CountedDay:
    """Return the last day from which `workdays_between(day, end) >= count`."""
    day, left = end, count
    while left > 0:
        left -= is_workday(day, schedule)
        day -= _DAY
    return counted_from(end, day, schedule)


def counted_from(start: date, day: date, schedule: Schedule = KNOWN) -> CountedDay:
    """Return `day`, which was counted from `start`, marked as it stands by what is published."""
    return CountedDay.of(day, provisional=is_provisional(start, day, schedule))


def minus_months(day: date, months: int) -> date:
    """Return the day `months` calendar months earlier, clamped to the month's end (2025-04-30 - 2 = 2025-02-28)."""
    return plus_months(day, -months)


def plus_months(day: date, months: int) -> date:
    """Return the day `months` calendar months later, clamped to the month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
