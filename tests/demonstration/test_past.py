"""The demonstration's past: two years, declared and imported, so that the roll-up shows more than one."""

import dataclasses
from datetime import date

import pytest
from django.test.utils import override_settings

from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from demonstration import past, plan, seeding
from demonstration.plan import Role
from demonstration.seeding import Telling
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.ledger import reconciliation, selectors
from tests.cast import PASSWORD, an_office

TODAY = date(2026, 11, 22)
CODES = [division.code for division in read_divisions(DIVISIONS)]


@pytest.fixture(autouse=True)
def on_the_day():
    with override_settings(TODAY=TODAY):
        yield


@pytest.fixture
def told(db, government, inside, monkeypatch):
    """A government that met in both years and then this year."""
    monkeypatch.setitem(plan.ROLES, "150202", Role("accepted", topics=2))
    monkeypatch.setattr(past, "number", lambda key, below: below - 1)
    seeding.tell(government("150202"), Telling(TODAY, PASSWORD.hash(), 0, frozenset()))


def met(code, today=TODAY):
    return past.years_met(code, past.entered_on(code, today), today)


def test_every_government_has_a_past_and_some_missed_a_year():
    years = [met(code) for code in CODES]
    assert all(set(found) <= {2024, 2025} and found for found in years)
    missed = {year: sum(year not in found for found in years) for year in (2024, 2025)}
    assert all(5 < count < 30 for count in missed.values()), missed


@pytest.mark.parametrize(
    ("on", "today", "years"),
    [
        (date(2026, 3, 1), TODAY, [2024, 2025]),
        (date(2026, 11, 21), TODAY, [2024, 2025]),
        (date(2025, 11, 20), date(2026, 1, 1), [2024]),
        (date(2025, 3, 1), date(2025, 3, 2), [2024]),
        (date(2024, 11, 1), date(2025, 1, 1), []),
    ],
)
def test_the_past_is_the_two_years_before_and_begins_with_the_rule(on, today, years, monkeypatch):
    monkeypatch.setattr(past, "number", lambda key, below: below - 1)
    assert past.years_met("150202", on, today) == years


@pytest.mark.parametrize("today", [date(2025, 1, 1), date(2026, 1, 1), date(2026, 6, 30), date(2028, 2, 29)], ids=str)
def test_the_past_is_entered_after_the_rule_and_before_the_first_story(today):
    for code in CODES:
        on, rule_on = past.entered_on(code, today), plan.rule_day(code, today)
        assert on < today
        if past.years_met(code, on, today):
            assert rule_on is None or rule_on < on


def test_the_years_differ_as_lived_in_years_do(db, government, inside):
    """Over many governments: late minutes, lists of names, what was given up, what was published."""
    with inside("150202"):
        office = an_office("150202")
        places = {code: dataclasses.replace(office.place, code=code) for code in CODES}
        office_of = {code: dataclasses.replace(office, place=place) for code, place in places.items()}
        meetings = [one for code in CODES for one in past.package(office_of[code], met(code))["meetings"]]
    days = [(date.fromisoformat(m["minutes"]["issued_on"]) - date.fromisoformat(m["held_on"])).days for m in meetings]
    items = [row for m in meetings for topic in m["topics"] for row in topic["resolutions"]]
    shares = {
        "late minutes": sum(count > 30 for count in days) / len(days),
        "moved": sum(m["planned_on"] != m["held_on"] for m in meetings) / len(meetings),
        "with names": sum(isinstance(m["attendance"], list) for m in meetings) / len(meetings),
        "published": sum(bool(m["publicity"]) for m in meetings) / len(meetings),
        "given up": sum("terminated_on" in row for row in items) / len(items),
        "after the deadline": sum(row.get("closed_on", "") > row["due_on"] for row in items) / len(items),
    }
    assert all(0.01 < share < 0.9 for share in shares.values()), shares


def test_a_government_without_a_rule_of_its_own_has_met_under_the_regions(db, government, inside, monkeypatch):
    monkeypatch.setattr(plan, "WITHOUT_RULE", frozenset({"150202"}))
    monkeypatch.setattr(past, "number", lambda key, below: below - 1)
    monkeypatch.delitem(plan.ROLES, "150202")
    assert seeding.tell(government("150202"), Telling(TODAY, PASSWORD.hash(), 0, frozenset())) == "未建制"
    with inside("150202"):
        assert [one.rule["document_number"] for one in Meeting.objects.order_by("ordinal")] == [
            "内政办字〔2024〕8号"
        ] * 2


def test_the_past_is_imported_whole_before_the_first_story(told, inside):
    with inside("150202"):
        imported = list(Meeting.objects.filter(imported=True).order_by("ordinal"))
        assert [one.ordinal for one in imported] == [1, 2]
        assert {one.state for one in imported} == {"closed"}
        own = list(Meeting.objects.filter(imported=False))
        assert len(own) == 1
        assert all(one.ordinal > 2 and one.planned_on > imported[-1].held_on for one in own)
        items = AgreedItem.objects.filter(imported=True)
        assert items.count() >= 4
        assert not items.open().exists()
        assert reconciliation.differences() == []
        assert list(faults()) == []
        moments = list(AuditEntry.objects.order_by("sequence").values_list("recorded_at", flat=True))
        assert moments == sorted(moments)


def test_the_roll_up_shows_the_years_of_the_past(told, government, inside):
    region = government("150000")
    with inside("150202"):
        years = sorted(set(Meeting.objects.filter(imported=True).values_list("year", flat=True)))
    with inside("150000"):
        assert set(years) <= set(selectors.years(scope_path=region.path))
        for year in years:
            found = selectors.summary(scope_path=region.path, year=year, today=clock.today())
            assert (found.measures.held.numerator, found.measures.items_closed.numerator > 0) == (1, True)
