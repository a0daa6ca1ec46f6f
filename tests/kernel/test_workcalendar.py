"""Working days as the State Council arranged them, and months as the rule counts them back."""

import calendar
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.database.owner import as_owner
from kernel.workcalendar import rules, selectors
from kernel.workcalendar.arrangements import SHIPPED, BrokenTable
from kernel.workcalendar.checks import checked_table
from kernel.workcalendar.models import CalendarOverride
from kernel.workcalendar.rules import (
    CountedDay,
    Schedule,
    add_workdays,
    is_holiday,
    is_workday,
    minus_months,
    plus_months,
    subtract_workdays,
    workdays_between,
)

#: Per year a word of one letter a day: w is worked, - is free. Taken from chinesecalendar 1.11, which wrote down the
#: notices, and not from the table of the product.
KNOWN_DAYS = (Path(__file__).parent / "data" / "working_days.txt").read_text().split("\n")
HEADER = "year,date,day,name,document,published_on"
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
    assert is_workday(date(2090, 10, 6))
    assert not is_workday(date(2090, 10, 7))
    assert (date(2090, 10, 6).weekday(), date(2090, 10, 7).weekday()) == (4, 5)


def test_an_override_wins_over_the_schedule() -> None:
    day = date(2026, 6, 10)
    assert not is_workday(day, Schedule(corrected={day: False}))
    assert is_workday(date(2026, 6, 13), Schedule(corrected={date(2026, 6, 13): True}))
    assert workdays_between(date(2026, 6, 8), date(2026, 6, 12), Schedule(corrected={day: False})) == 3


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


@pytest.mark.parametrize("line", [line for line in KNOWN_DAYS if line])
def test_every_day_of_a_published_year_is_worked_or_free_as_it_was_arranged(line: str) -> None:
    year, letters = line.split()
    first = date(int(year), 1, 1)
    days = [first + timedelta(days=n) for n in range(len(letters))]
    assert days[-1] == date(int(year), 12, 31)
    assert "".join("w" if is_workday(day) else "-" for day in days) == letters
    named = {row.day: row.is_workday for row in SHIPPED}
    assert "".join("w" if named.get(day, day.weekday() < 5) else "-" for day in days) == letters


def test_the_days_of_2027_follow_from_the_law_until_they_are_arranged() -> None:
    free = [day for n in range(365) if is_holiday(day := date(2027, 1, 1) + timedelta(days=n))]
    assert [day.isoformat()[5:] for day in free] == [
        "01-01", "02-05", "02-06", "02-07", "02-08", "02-09", "02-10", "04-05", "05-01", "05-02", "05-03", "05-04",
        "06-09", "09-15", "10-01", "10-02", "10-03", "10-04", "10-05",
    ]  # fmt: skip
    assert not is_workday(date(2027, 2, 8))
    due = add_workdays(date(2027, 2, 1), 15)
    assert (due, due.provisional) == (date(2027, 2, 26), True)


def arranged(year: int, days: dict[date, bool]) -> Schedule:
    return Schedule({**rules.KNOWN.arranged, year: days})


def test_an_arrangement_moves_days_and_ends_the_mark() -> None:
    known = arranged(2027, {date(2027, 2, 20): True, date(2027, 2, 11): False})
    due = add_workdays(date(2027, 2, 1), 15, known)
    assert (due, due.provisional) == (date(2027, 2, 26), False)
    assert is_workday(date(2027, 2, 20), known)
    assert not is_workday(date(2027, 2, 11), known)
    assert add_workdays(date(2027, 2, 1), 15, arranged(2027, {date(2027, 2, 20): True})) == date(2027, 2, 25)


def test_the_table_is_what_counts_and_not_the_library() -> None:
    assert not is_workday(date(2026, 2, 16))
    assert is_workday(date(2026, 2, 16), arranged(2026, {date(2026, 2, 16): True}))


SPAN = st.dates(date(2023, 1, 1), date(2030, 12, 31))


@given(SPAN, st.integers(0, 60))
def test_a_day_is_provisional_exactly_when_its_span_touches_an_unpublished_year(day: date, count: int) -> None:
    forth, back = add_workdays(day, count), subtract_workdays(day, count)
    assert forth.provisional == (forth.year > 2026)
    assert back.provisional == (day.year > 2026)
    assert workdays_between(day, forth).provisional == (day < forth and forth.year > 2026)


@given(SPAN, st.integers(1, 60))
def test_back_and_forth_over_working_days_are_inverse(day: date, count: int) -> None:
    forth = add_workdays(day, count)
    back = subtract_workdays(forth, count)
    assert workdays_between(back, forth) == count
    assert back >= day
    assert workdays_between(day, back) == 0


def test_a_counted_day_is_a_day_in_every_other_respect() -> None:
    due = add_workdays(date(2027, 2, 1), 15)
    assert due == date(2027, 2, 26)
    assert hash(due) == hash(date(2027, 2, 26))
    assert due.isoformat() == str(due) == "2027-02-26"
    assert not isinstance(date(2027, 2, 26), CountedDay)


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("2027,2027-02-30,rests,春节,x,2026-11-04", "wrong_date"),
        ("2027,2027年2月6日,rests,春节,x,2026-11-04", "wrong_date"),
        ("2027,0027-02-06,rests,春节,x,2026-11-04", "wrong_date"),
        ("2027,2027-03-03,works,春节,x,2026-11-04", "plain_workday"),
        ("2027,2028-03-04,works,春节,x,2026-11-04", "wrong_year"),
        ("二七,2027-02-06,rests,春节,x,2026-11-04", "wrong_year"),
        ("2027,2027-02-06,free,春节,x,2026-11-04", "wrong_word"),
        ("2027,2027-02-06,rests,,x,2026-11-04", "wrong_name"),
        ("2027,2027-02-06,rests,春节,,2026-11-04", "wrong_document"),
        ("2027,2027-02-06,rests,春节,x,", "wrong_published_on"),
        ("2027,2027-02-06,rests,春节,x,2028-11-04", "published_late"),
        ("2027,2027-02-06,rests,春节,x,2026-11-04,y", "more_values"),
        ("2027,2027-02-06", "wrong_word"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_fault_is_named_with_its_row(row: str, cause: str, encoding: str) -> None:
    good = "2027,2027/2/20,上班,春节,国办发明电〔2026〕9号,2026-11-04"
    with pytest.raises(BrokenTable) as broken:
        checked_table(f"{HEADER}\n{good}\n{row}\n".encode(encoding))
    assert {fault.row for fault in broken.value.faults} == {3}
    assert cause in {fault.cause for fault in broken.value.faults}
    assert checked_table(f"{HEADER}\n{good}\n".encode(encoding))[0].day == date(2027, 2, 20)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "columns"),
        (HEADER.encode(), "empty"),
        (b"year,date\n2027,2027-02-06\n", "columns"),
        (b"\xff\xff\x80", "encoding"),
        (b"x" * 1_000_001, "too_large"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, cause: str) -> None:
    with pytest.raises(BrokenTable) as broken:
        checked_table(content)
    assert [fault.cause for fault in broken.value.faults] == [cause]


def test_a_day_twice_is_refused_and_new_year_may_be_reached_over() -> None:
    over = "2027,2026-12-31,rests,元旦,x,2026-11-04"
    assert checked_table(f"{HEADER}\n{over}\n".encode())[0].year == 2027
    with pytest.raises(BrokenTable, match="row 3: duplicate 2026-12-31"):
        checked_table(f"{HEADER}\n{over}\n{over}\n".encode())
