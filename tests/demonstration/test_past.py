"""The demonstration's past: two years, declared and imported, so that the roll-up shows more than one."""

from datetime import date

import pytest
from django.test.utils import override_settings

from apps.demonstration import past, plan, seeding
from apps.demonstration.seeding import Telling
from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.ledger import reconciliation, selectors
from tests.cast import PASSWORD

TODAY = date(2026, 11, 22)
CODES = [division.code for division in read_divisions(DIVISIONS)]


@pytest.fixture(autouse=True)
def on_the_day():
    with override_settings(TODAY=TODAY):
        yield


@pytest.fixture
def told(db, government, inside, monkeypatch):
    """A government without a role of its own, as most are, that met in both years."""
    monkeypatch.delitem(plan.ROLES, "150202")
    monkeypatch.setattr(past, "_number", lambda key, below: 0)
    seeding.tell(government("150202"), Telling(TODAY, PASSWORD.hash(), 0, frozenset()))


def test_a_good_share_of_the_governments_has_a_past():
    entered = {code: past.entered_on(code, TODAY) for code in CODES}
    having = [code for code, on in entered.items() if on and past.years_before(on)]
    assert len(having) > 60
    assert not set(having) & {*plan.ROLES, *plan.UNTOUCHED, *plan.WITHOUT_RULE, plan.MODEL}


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2026, 3, 1), [2024, 2025]),
        (date(2026, 11, 20), [2024, 2025]),
        (date(2026, 11, 21), [2025, 2026]),
        (date(2025, 3, 1), [2024]),
        (date(2024, 11, 1), []),
    ],
)
def test_the_past_is_two_years_and_begins_with_the_rule(on, years):
    assert past.years_before(on) == years


def test_the_past_is_imported_whole_before_the_first_story(told, inside):
    with inside("150202"):
        imported = list(Meeting.objects.filter(imported=True).order_by("ordinal"))
        assert [one.ordinal for one in imported] == [1, 2]
        assert {one.state for one in imported} == {"closed"}
        own = list(Meeting.objects.filter(imported=False))
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
