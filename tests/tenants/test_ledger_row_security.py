"""Who sees which rows of the ledger, also by hand-written SQL: oneself and those below, nobody sideways or above."""

from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from kernel.database.names import PUBLIC
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger.entries import Entry
from tenants.ledger.models import TABLES, Meeting
from tests.tenants.ledger_facts import (
    a_due_report,
    a_meeting,
    a_plan,
    a_rule,
    an_explanation,
    an_item,
    at_work_in,
    state,
)

pytestmark = pytest.mark.django_db

EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.__name__)


@pytest.fixture
def everybody_stated(
    region: Government, league: Government, banner: Government, other_league: Government
) -> list[Government]:
    """Each government with one fact of every kind."""
    cast = [region, league, banner, other_league]
    for government in cast:
        state(government, [a_rule(), a_meeting(), an_item(), a_due_report(), a_plan(), an_explanation()])
    return cast


def seen_by(government: Government, table: type[Entry]) -> set[str]:
    """The governments whose rows raw SQL without any condition returns."""
    with inside(government), connection.cursor() as cursor:
        cursor.execute(f"SELECT government FROM public.{table._meta.db_table}")  # noqa: S608 - a name of ours
        return {code for (code,) in cursor.fetchall()}


@EVERY_TABLE
@pytest.mark.usefixtures("everybody_stated")
def test_the_region_sees_everybody(region, league, banner, other_league, table: type[Entry]) -> None:
    assert seen_by(region, table) == {region.code, league.code, banner.code, other_league.code}


@pytest.mark.rule("R12.3")
@EVERY_TABLE
@pytest.mark.usefixtures("everybody_stated")
def test_a_league_sees_only_itself_and_its_own_banners(league, banner, table: type[Entry]) -> None:
    assert seen_by(league, table) == {league.code, banner.code}


@pytest.mark.rule("R12.3")
@EVERY_TABLE
@pytest.mark.usefixtures("everybody_stated")
def test_a_banner_sees_only_itself(banner, other_league, table: type[Entry]) -> None:
    assert seen_by(banner, table) == {banner.code}
    assert seen_by(other_league, table) == {other_league.code}


@EVERY_TABLE
@pytest.mark.usefixtures("everybody_stated")
def test_outside_every_government_nothing_is_seen(table: type[Entry]) -> None:
    assert connection.schema_name == PUBLIC
    assert not table._default_manager.exists()


@EVERY_TABLE
@pytest.mark.usefixtures("everybody_stated")
def test_a_schema_entered_without_its_place_in_the_tree_sees_nothing(banner, table: type[Entry]) -> None:
    assert seen_by(Government(schema_name=banner.schema_name), table) == set()


@EVERY_TABLE
def test_the_owner_of_the_tables_is_bound_too(table: type[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
            [f"public.{table._meta.db_table}"],
        )
        assert cursor.fetchone() == (True, True)
        cursor.execute(
            "SELECT array_agg(DISTINCT cmd::text ORDER BY cmd::text) FROM pg_policies WHERE tablename = %s",
            [table._meta.db_table],
        )
        assert cursor.fetchone() == (["DELETE", "INSERT", "SELECT", "UPDATE"],)


def insert_meeting(government: str, path: str) -> None:
    """Write a row past the services."""
    Meeting.of(a_meeting("requested"), government=government, path=path).save(force_insert=True)


@pytest.mark.parametrize("whose", ["region", "league", "other_league"])
def test_a_government_cannot_state_a_fact_for_another(banner: Government, whose: str, request) -> None:
    other = request.getfixturevalue(whose)
    for government, path in ((other.code, other.path), (banner.code, other.path), (other.code, banner.path)):
        with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(banner):
            insert_meeting(government, path)


def test_a_league_cannot_write_what_it_may_read(league: Government, banner: Government) -> None:
    state(banner, [a_meeting("requested")])
    with at_work_in(league):
        assert Meeting.objects.update(state="accepted") == 0
        assert Meeting.objects.all().delete()[0] == 0
    with inside(banner):
        assert Meeting.objects.get().state == "requested"


def test_a_government_cannot_carry_its_row_to_another_place(banner: Government, other_league: Government) -> None:
    state(banner, [a_meeting("requested")])
    for change in ({"path": other_league.path}, {"government": other_league.code}):
        with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(banner):
            Meeting.objects.update(**change)


def test_a_government_whose_path_begins_like_anothers_is_not_below_it(league: Government, banner: Government) -> None:
    state(banner, [a_meeting()])
    assert banner.path.startswith(league.path)
    shorter = Government(schema_name=league.schema_name, path=league.path[:-1])
    with inside(shorter):
        assert not Meeting.objects.exists()


def test_outside_every_government_nothing_can_be_written(banner: Government) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        insert_meeting(banner.code, banner.path)


def test_after_a_move_a_government_still_finds_what_it_stated_before(
    banner: Government, league: Government, other_league: Government
) -> None:
    state(banner, [a_meeting()])
    moved = Government(schema_name=banner.schema_name, path=f"{other_league.path}.{banner.code}")

    def meetings_of(government: Government) -> list[UUID]:
        with inside(government):
            return [row.source_id for row in Meeting.objects.filter(government=banner.code)]

    assert len(meetings_of(moved)) == 1
    assert len(meetings_of(league)) == 1, "past years keep the parent they had"
    assert meetings_of(other_league) == []
