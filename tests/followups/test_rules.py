"""Due reports and the ladder as arithmetic, at every edge of their days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.followups.rules import Cycle, DueReport, Ladder, due_reports

LISTED, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
DUE = date(2026, 6, 30)
DAYS = st.integers(0, 400).map(lambda days: LISTED + timedelta(days=days))
pytestmark = pytest.mark.rule("R11.4")


def owed(*reported: date, until: date = UNTIL) -> list[DueReport]:
    return due_reports(starts_on=LISTED, until=until, cycle=Cycle(91), reported=reported)


def test_one_report_is_due_at_the_end_of_each_full_cycle_until_the_deadline():
    assert [one.due_on for one in owed()] == [date(2026, 4, 2), date(2026, 7, 2), date(2026, 10, 1), date(2026, 12, 31)]
    assert owed(until=LISTED + timedelta(days=90)) == []
    assert len(owed(until=LISTED + timedelta(days=91))) == 1


@pytest.mark.rule("R11.4")
@pytest.mark.parametrize(
    ("months", "days"),
    [
        (1, [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]),
        (3, [date(2026, 4, 30)]),
        (6, []),
    ],
)
def test_a_cycle_of_months_ends_on_the_day_of_the_month_or_its_last(months, days):
    ended = due_reports(
        starts_on=date(2026, 1, 31), until=date(2026, 5, 30), cycle=Cycle(months, in_months=True), reported=[]
    )
    assert [one.due_on for one in ended] == days
    assert [one.opens_on for one in ended][:1] == [date(2026, 2, 1)][: len(days)]


def test_a_report_within_the_cycle_is_on_time_and_one_after_its_day_is_late():
    on_time, late, missing, _ahead = owed(date(2026, 4, 2), date(2026, 7, 3))
    assert not on_time.is_late(date(2026, 9, 1))
    assert (late.reported_on, late.is_late(date(2026, 9, 1))) == (date(2026, 7, 3), True)
    assert not missing.is_missing(date(2026, 10, 1))
    assert missing.is_missing(date(2026, 10, 2))


def test_several_reports_in_one_cycle_are_one_and_one_late_report_makes_up_for_all_that_are_overdue():
    assert [one.reported_on for one in owed(date(2026, 2, 1), date(2026, 3, 1))][:2] == [date(2026, 2, 1), None]
    assert [one.reported_on for one in owed(date(2026, 8, 1))] == [date(2026, 8, 1), date(2026, 8, 1), None, None]


def test_a_report_is_expected_from_fifteen_days_before_its_day():
    first = owed()[0]
    assert not first.is_expected(date(2026, 3, 17))
    assert first.is_expected(date(2026, 3, 18))


@given(st.lists(DAYS), DAYS)
def test_more_reports_never_make_more_missing_ones(reports, today):
    missing = [sum(one.is_missing(today) for one in owed(*reports[:count])) for count in range(len(reports) + 1)]
    assert missing == sorted(missing, reverse=True)


@pytest.mark.rule("R11.7")
@pytest.mark.parametrize(
    ("issued", "today", "wanted"),
    [
        ({}, DUE - timedelta(days=16), None),
        ({}, DUE - timedelta(days=15), "reminder"),
        ({"reminder": date(2026, 6, 15)}, DUE, None),
        ({}, DUE, "reminder"),
        ({}, DUE + timedelta(days=1), "chase_up"),
        ({"reminder": date(2026, 6, 15)}, DUE + timedelta(days=1), "chase_up"),
        ({"chase_up": DUE + timedelta(days=1)}, DUE + timedelta(days=15), None),
        ({"chase_up": DUE + timedelta(days=1)}, DUE + timedelta(days=16), "supervision_order"),
        ({"chase_up": DUE + timedelta(days=20)}, DUE + timedelta(days=34), None),
        ({"chase_up": DUE + timedelta(days=1), "supervision_order": DUE + timedelta(days=16)},
         DUE + timedelta(days=31), "escalation"),
        ({"chase_up": DUE, "supervision_order": DUE, "escalation": DUE}, DUE + timedelta(days=90), None),
    ],
)  # fmt: skip
def test_the_ladder_goes_step_by_step(issued, today, wanted):
    assert Ladder().next_step(due_on=DUE, issued=issued, today=today) == wanted
