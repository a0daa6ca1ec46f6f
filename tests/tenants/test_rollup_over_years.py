"""A banner moves in July 2026: 2025 stays with the league it had, 2026 goes to the new one (R12.9)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import ProgrammingError

from kernel.schema import inside
from tenants.governments import services as tree
from tenants.governments.models import FormerPlace, Government
from tenants.governments.provisioning import create_government
from tenants.ledger import selectors
from tenants.ledger.measures import Share
from tenants.ledger.models import AgreedItem, Meeting, WorkRule
from tenants.ledger.moving import move
from tenants.ledger.reconciliation import differences, repair
from tenants.ledger.selectors import GovernmentRow
from tests.cast import a_story, an_office
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item, at_work_in, state

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.rule("R12.9")]

TODAY = date(2026, 10, 1)
MOVED = date(2026, 7, 1)
Find = Callable[[str], Government]


@pytest.fixture
def two_years(committed_db: None, banner: Government) -> None:
    """A meeting with one closed and one open item in 2025, a meeting with one open item in 2026."""
    state(
        banner,
        [
            a_rule(),
            a_meeting("closed", held_on=date(2025, 6, 10)),
            a_meeting("following_up", held_on=date(2026, 6, 10)),
            an_item(
                "closed", year=2025, listed_on=date(2025, 6, 24), due_on=date(2025, 9, 30), closed_on=date(2025, 9, 1)
            ),
            an_item("in_progress", year=2025, listed_on=date(2025, 6, 24), due_on=date(2025, 9, 30)),
            an_item(),
        ],
    )


def rows_of(above: Government, year: int) -> dict[str, GovernmentRow]:
    with inside(above):
        return {row.code: row for row in selectors.governments(scope_path=above.path, year=year, today=TODAY)}


def held_of(above: Government, year: int) -> Share:
    with inside(above):
        return selectors.summary(scope_path=above.path, year=year, today=TODAY).measures.held


@pytest.mark.usefixtures("two_years")
def test_each_year_is_counted_by_the_parent_of_that_year(banner, league, other_league) -> None:
    before = rows_of(league, 2025)[banner.code]

    move(banner, to=other_league, on=MOVED)

    assert rows_of(league, 2025)[banner.code] == before
    assert before.measures.items_closed == Share(1, 2)
    assert (held_of(league, 2025), held_of(other_league, 2025)) == (Share(1, 2), Share(0, 1))
    assert (held_of(league, 2026), held_of(other_league, 2026)) == (Share(0, 1), Share(1, 2))
    assert banner.code not in rows_of(league, 2026)
    assert banner.code not in rows_of(other_league, 2025)
    assert rows_of(other_league, 2026)[banner.code].measures.built == Share(1, 1)


@pytest.mark.usefixtures("two_years")
def test_what_stands_above_both_sees_the_same_sums_before_and_after(banner, league, other_league, region) -> None:
    before = [held_of(region, year) for year in (2025, 2026)]

    move(banner, to=other_league, on=MOVED)

    assert [held_of(region, year) for year in (2025, 2026)] == before
    parents = [rows_of(region, year)[banner.code].parent for year in (2025, 2026)]
    assert parents == [league.code, other_league.code]


@pytest.mark.usefixtures("two_years")
def test_the_former_parent_sees_its_years_and_the_new_one_those_since(banner, league, other_league) -> None:
    move(banner, to=other_league, on=MOVED)

    for above, years, items in ((league, [2025], [2025, 2025]), (other_league, [2026], [2026])):
        with inside(above):
            assert [row.year for row in Meeting.objects.all()] == years
            assert [row.year for row in AgreedItem.objects.all()] == items
            assert WorkRule.objects.count() == 1, "a rule binds in every year"


@pytest.mark.usefixtures("two_years")
def test_an_item_of_a_past_year_closed_after_the_move_is_the_former_parents(
    banner, league, other_league, government
) -> None:
    move(banner, to=other_league, on=MOVED)
    moved = government(banner.code)
    with inside(moved):
        open_item = AgreedItem.objects.get(year=2025, state="in_progress")

    late = {"due_on": date(2025, 9, 30), "listed_on": date(2025, 6, 24), "closed_on": date(2026, 8, 1)}
    state(moved, [an_item("closed", source_id=open_item.source_id, year=2025, **late)])

    assert rows_of(league, 2025)[banner.code].measures.items_closed == Share(2, 2)
    with inside(other_league):
        assert not AgreedItem.objects.filter(year=2025).exists()


@pytest.mark.usefixtures("two_years")
def test_a_fact_cannot_be_put_where_its_government_never_stood(
    banner, league, other_league, region, government
) -> None:
    move(banner, to=other_league, on=MOVED)
    moved = government(banner.code)
    for path in (region.path, league.path, f"{league.path}.150102"):
        with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(moved):
            Meeting.objects.filter(year=2025).update(path=path)
    with at_work_in(moved):
        assert Meeting.objects.filter(year=2025).update(path=f"{league.path}.{banner.code}") == 1


def test_a_move_is_whole_and_needs_no_repair(banner, other_league) -> None:
    with inside(banner):
        a_story(an_office(banner.code)).walk("requested")

    move(banner, to=other_league, on=MOVED)

    with inside(Government.objects.get(pk=banner.pk)):
        assert differences() == []
        assert Meeting.objects.count() == 1


def test_facts_left_behind_by_the_tree_alone_are_found_and_mended(banner, other_league) -> None:
    with inside(banner):
        a_story(an_office(banner.code)).walk("requested")

    tree.move(banner, to=other_league, on=MOVED)

    with inside(Government.objects.get(pk=banner.pk)):
        assert {one.kind: set(one.columns) for one in repair()} == {"meeting": {"path"}}
        assert differences() == []
    with inside(other_league):
        assert Meeting.objects.count() == 1


@pytest.mark.usefixtures("two_years")
def test_a_move_that_fails_at_the_ledger_moves_nothing(banner, other_league, monkeypatch) -> None:
    def broken() -> int:
        raise ConnectionError

    monkeypatch.setattr("tenants.ledger.services.put_in_place", broken)
    with pytest.raises(ConnectionError):
        move(banner, to=other_league, on=MOVED)

    assert Government.objects.get(pk=banner.pk).path == "150000.150100.150121"
    assert not FormerPlace.objects.exists()


@pytest.mark.usefixtures("two_years")
def test_who_moves_twice_leaves_each_year_where_it_was(banner, league, other_league, government) -> None:
    move(banner, to=other_league, on=date(2025, 3, 1))
    move(government(banner.code), to=league, on=date(2026, 3, 1))

    assert held_of(other_league, 2025) == Share(1, 2)
    assert held_of(league, 2026) == Share(1, 2)
    assert rows_of(league, 2024)[banner.code].measures.built == Share(1, 1)
    assert banner.code not in rows_of(other_league, 2024)


def test_whoever_stands_below_moves_along_in_every_year(banner, league, other_league) -> None:
    township = create_government(code="150121_1", name="察素齐镇", parent_code=banner.code, level="township", kind="镇")
    state(township, [a_meeting("closed", held_on=date(2025, 6, 10)), a_meeting("closed", held_on=date(2026, 6, 10))])

    move(banner, to=other_league, on=MOVED)

    assert rows_of(league, 2025)[township.code].measures.held == Share(1, 1)
    assert rows_of(other_league, 2026)[township.code].measures.held == Share(1, 1)
    assert township.code not in rows_of(league, 2026)


def test_a_past_year_shows_names_and_codes_as_they_stood(banner, league, region) -> None:
    tree.rename(banner, on=MOVED, name="敕勒川旗", code="150199")
    tree.rename(league, on=MOVED, name="青城市", code="150198")

    now, then = rows_of(region, 2026), rows_of(region, 2025)

    assert (then["150121"].name, then["150121"].parent, then["150100"].name) == ("土默特左旗", "150100", "呼和浩特市")
    assert (now["150199"].name, now["150199"].parent, now["150198"].name) == ("敕勒川旗", "150198", "青城市")


@pytest.mark.usefixtures("two_years")
def test_a_merged_government_counts_for_the_years_in_which_it_stood(banner, neighbour, league) -> None:
    tree.close(banner, on=MOVED, merged_into=neighbour)

    assert rows_of(league, 2025)[banner.code].measures.held == Share(1, 1)
    assert held_of(league, 2025) == Share(1, 2)
    assert held_of(league, 2026) == Share(0, 1)


@pytest.mark.rule("R12.8")
def test_a_government_outside_the_denominators_stays_outside_when_it_moves(league, other_league) -> None:
    zone = create_government(
        code="150171", name="开发区", parent_code=league.code, level="banner", kind="开发区", counted=False
    )
    state(zone, [a_rule(), a_meeting("closed", held_on=date(2025, 6, 10))])

    move(zone, to=other_league, on=MOVED)

    assert (held_of(league, 2025), held_of(other_league, 2026)) == (Share(0, 2), Share(0, 1))
    assert rows_of(league, 2025)[zone.code].counted is rows_of(other_league, 2026)[zone.code].counted is False


@pytest.mark.usefixtures("two_years")
def test_the_past_costs_no_further_statement(banner, league, other_league, django_assert_num_queries) -> None:
    move(banner, to=other_league, on=MOVED)
    with inside(league), django_assert_num_queries(1):
        selectors.summary(scope_path=league.path, year=2025, today=TODAY)
