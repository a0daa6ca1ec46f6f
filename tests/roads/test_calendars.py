"""The days on which stages are reached: working days, each after the other."""

from datetime import date

import pytest

from roads.calendars import HURRIED_DAYS, USUAL_DAYS, day_of_stage


@pytest.mark.parametrize("days", [USUAL_DAYS, HURRIED_DAYS])
def test_a_stage_falls_on_a_working_day_and_a_delay_puts_off_what_follows(days):
    meeting_on = date(2026, 10, 9)
    assert day_of_stage("minutes_drafted", meeting_on, days=days) == date(2026, 10, 12)
    delayed = day_of_stage("following_up", meeting_on, days=days, delays={"union_review": 7})
    assert delayed == date(2026, 10, 29)
