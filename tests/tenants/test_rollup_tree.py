"""Who is counted: uncounted governments are listed and flagged, closed ones leave with the day they were closed."""

from collections.abc import Callable
from datetime import date

import pytest

from kernel.schema import inside
from tenants.governments.models import Government
from tenants.governments.provisioning import close_government, create_government
from tenants.ledger import selectors
from tenants.ledger.measures import Share
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item, state

pytestmark = pytest.mark.usefixtures("committed_db")

TODAY = date(2026, 10, 1)


@pytest.fixture
def zone(committed_db: None) -> Government:
    """A development zone of the league: it takes part, but no rate is taken of it. Its code begins like a banner's."""
    return create_government(
        code="150121_1", name="经济技术开发区", parent_code="150100", level="banner", kind="开发区", counted=False
    )


@pytest.mark.rule("R12.8")
def test_an_uncounted_government_is_listed_but_in_no_sum(zone: Government, league: Government, banner) -> None:
    state(zone, [a_rule(), a_meeting("closed"), an_item("closed")])
    with inside(league):
        found = selectors.summary(scope_path=league.path, year=2026, today=TODAY)
        rows = selectors.governments(scope_path=league.path, year=2026, today=TODAY)

    assert found.governments == 2
    assert (found.measures.built, found.measures.held) == (Share(0, 2), Share(0, 2))
    assert found.measures.items_closed == Share(0, 0)
    assert {row.code: row.counted for row in rows} == {"150102": True, "150121": True, zone.code: False}
    assert next(row for row in rows if row.code == zone.code).measures.built == Share(1, 1)
    with inside(banner):
        assert selectors.governments(scope_path=banner.path, year=2026, today=TODAY) == [], "a neighbour, not a child"


@pytest.mark.parametrize(("year", "counted"), [(2024, 2), (2025, 1), (2026, 1)])
def test_a_closed_government_is_counted_until_it_was_closed(
    league: Government, government: Callable[[str], Government], year: int, counted: int
) -> None:
    close_government(government("150102"), on=date(2025, 12, 31))
    with inside(league):
        assert selectors.summary(scope_path=league.path, year=year, today=TODAY).governments == counted
        assert len(selectors.governments(scope_path=league.path, year=year, today=TODAY)) == counted


def test_all_new_governments_begin_at_nought(league: Government, zone: Government) -> None:
    with inside(league):
        [row] = [
            row
            for row in selectors.governments(scope_path=league.path, year=2026, today=TODAY)
            if row.code == zone.code
        ]
    assert (row.stage, row.late, row.measures.held) == ("none", False, Share(0, 1))
