"""Deadlines are days in Asia/Shanghai, judged by the database's clock; only a demonstration may hold it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from kernel import clock
from kernel.clock import SHANGHAI, at_hour, day_of, frozen_at, on_day

#: The days at whose ends people argue: ends of months, quarters, years, leap days, holidays and their shifts.
DAYS = [
    date(2023, 12, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 12, 31), date(2025, 2, 28), date(2025, 9, 30),
    date(2025, 12, 31), date(2026, 2, 14), date(2026, 2, 28), date(2026, 6, 30), date(2026, 10, 10), date(2100, 2, 28),
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_last_instant_of_a_day_still_belongs_to_it(day: date) -> None:
    last = datetime(day.year, day.month, day.day, 23, 59, 59, 999_999, tzinfo=SHANGHAI)
    assert day_of(last) == day_of(last.astimezone(UTC)) == day
    assert last.astimezone(UTC).hour == 15


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_midnight_belongs_to_the_next_day(day: date) -> None:
    midnight = at_hour(day, 0) + timedelta(days=1)
    assert day_of(midnight) == day_of(midnight.astimezone(UTC)) == day + timedelta(days=1)
    assert midnight.astimezone(UTC) == datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def test_a_moment_keeps_its_time_of_day_on_another_day() -> None:
    evening = datetime(2026, 6, 12, 17, 30, 1, 5, tzinfo=UTC)  # 01:30 of the 13th in Shanghai
    assert on_day(date(2024, 2, 29), like=evening) == datetime(2024, 2, 29, 1, 30, 1, 5, tzinfo=SHANGHAI)


def test_both_clocks_are_held_and_released() -> None:
    moment = at_hour(date(2026, 6, 12), 9)
    with frozen_at(moment):
        assert clock.now() == clock.recorded_now() == moment
        with frozen_at(moment + timedelta(days=1)):
            assert clock.today() == date(2026, 6, 13)
        assert clock.today() == date(2026, 6, 12)
    assert clock.now() != moment


def test_a_fault_inside_releases_the_clock() -> None:
    moment = at_hour(date(2026, 6, 12), 9)
    with pytest.raises(ZeroDivisionError), frozen_at(moment):
        raise ZeroDivisionError
    assert clock.now() != moment


@override_settings(DEMO=False)
def test_outside_the_demonstration_nobody_holds_the_clock() -> None:
    with pytest.raises(ImproperlyConfigured, match="demo mode"), frozen_at(at_hour(date(2026, 6, 12), 9)):
        pass


@override_settings(TODAY=date(2026, 3, 2))
def test_a_fixed_day_moves_both_clocks(db: None) -> None:
    assert clock.today() == day_of(clock.recorded_now()) == date(2026, 3, 2)
    assert clock.now().tzinfo is not None


@pytest.mark.parametrize("wrong", [timedelta(minutes=-10), timedelta(minutes=10), timedelta(days=400)], ids=str)
def test_a_web_server_s_clock_cannot_move_a_deadline(db: None, wrong: timedelta) -> None:
    honest = clock.recorded_now()
    with time_machine.travel(datetime.now(UTC) + wrong):
        assert abs(clock.recorded_now() - honest) < timedelta(minutes=1)
        assert abs(clock.now() - honest - wrong) < timedelta(minutes=1)
