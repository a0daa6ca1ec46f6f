"""Working days as the State Council arranged them, and months as the rule counts them back."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.database.owner import as_owner
from kernel.workcalendar import rules, selectors
from kernel.workcalendar.models import CalendarOverride
from kernel.workcalendar.rules import (
    add_workdays,
    is_workday,
    minus_months,
    plus_months,
    subtract_workdays,
    workdays_between,
)

PUBLISHED = st.dates(date(2020, 1, 1), date(2026, 12, 1))
MONTHS = st.integers(0, 60)


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ],
)  # fmt: skip
def test_an_adjusted_weekend_is_worked(day: str) -> None:
    found = date.fromisoformat(day)
    assert found.weekday() >= 5
    assert is_workday(found)


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-12",
        "2024-10-07",
        "2025-01-28",
        "2025-05-05",
        "2025-10-08",
        "2026-01-02",
        "2026-02-16",
        "2026-02-23",
        "2026-10-07",
    ],
)
def test_a_weekday_of_a_holiday_is_not_worked(day: str) -> None:
    found = date.fromisoformat(day)
    assert found.weekday() < 5
    assert not is_workday(found)


def test_an_ordinary_week_has_five_days() -> None:
    assert [is_workday(date(2026, 6, 8) + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2


def test_a_year_without_a_published_schedule_is_provisional() -> None:
    assert rules.is_published(2024)
    assert rules.is_published(2026)
    assert not rules.is_published(2090)
    assert not is_workday(date(2090, 10, 2))
    assert is_workday(date(2090, 10, 4))
    assert not is_workday(date(2090, 10, 7))
    assert (date(2090, 10, 4).weekday(), date(2090, 10, 7).weekday()) == (2, 5)


def test_an_override_wins_over_the_schedule() -> None:
    day = date(2026, 6, 10)
    assert not is_workday(day, {day: False})
    assert is_workday(date(2026, 6, 13), {date(2026, 6, 13): True})
    assert workdays_between(date(2026, 6, 8), date(2026, 6, 12), {day: False}) == 3


def test_overrides_are_kept_once_for_all_governments(committed_db: None) -> None:
    with as_owner():
        CalendarOverride.objects.create(day=date(2026, 6, 10), is_workday=False, reason="自治区放假通知")
    assert selectors.workdays(date(2026, 6, 8), date(2026, 6, 12)) == 3
    assert selectors.workday_after(date(2026, 6, 9), 1) == date(2026, 6, 11)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2024-11-12", "2024-11-20", 6),
        ("2024-11-20", "2024-12-10", 14),
        ("2026-06-12", "2026-06-12", 0),
        ("2026-06-12", "2026-06-14", 0),
        ("2026-06-12", "2026-06-11", 0),
        ("2026-02-13", "2026-02-28", 6),
    ],
)
def test_working_days_after_the_one_and_up_to_the_other(start: str, end: str, count: int) -> None:
    assert workdays_between(date.fromisoformat(start), date.fromisoformat(end)) == count


@pytest.mark.rule("R6.4")
@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        ("2025-04-30", 2, "2025-02-28"),
        ("2024-04-30", 2, "2024-02-29"),
        ("2025-01-31", 2, "2024-11-30"),
        ("2024-11-20", 2, "2024-09-20"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-06-12", 0, "2026-06-12"),
        ("2026-01-15", 1, "2025-12-15"),
    ],
)
def test_months_back_are_clamped_to_the_end_of_the_month(day: str, months: int, earlier: str) -> None:
    assert minus_months(date.fromisoformat(day), months) == date.fromisoformat(earlier)


@given(PUBLISHED, MONTHS)
def test_months_back_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    found = minus_months(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day == day.day or found.day == calendar.monthrange(found.year, found.month)[1] < day.day


@given(PUBLISHED, MONTHS)
def test_months_back_and_forth_never_pass_the_start(day: date, months: int) -> None:
    there_and_back = plus_months(minus_months(day, months), months)
    assert day - timedelta(days=3) <= there_and_back <= day


@given(PUBLISHED, st.integers(1, 25))
def test_adding_working_days_ends_on_a_working_day_that_counts_them(start: date, count: int) -> None:
    end = add_workdays(start, count)
    assert is_workday(end)
    assert workdays_between(start, end) == count


@given(st.dates(date(2020, 3, 1), date(2026, 12, 31)), st.integers(1, 25))
def test_the_last_day_in_time_is_the_last(end: date, count: int) -> None:
    latest = subtract_workdays(end, count)
    assert workdays_between(latest, end) >= count > workdays_between(latest + timedelta(days=1), end)
