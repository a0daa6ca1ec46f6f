"""Who sees which filed copies, also by hand-written SQL: the one that filed and the chain above, nobody else."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from kernel import clock
from kernel.database.names import PUBLIC
from kernel.keys import uuid7
from kernel.schema import inside
from tenants.correspondence.models import FiledCopy, FilingReceipt
from tenants.correspondence.selectors import government_above
from tenants.correspondence.services import Paper, file_copy, receive_copy
from tenants.governments.models import Government
from tests.tenants.ledger_facts import at_work_in

pytestmark = pytest.mark.django_db
TABLES = pytest.mark.parametrize("table", [FiledCopy, FilingReceipt], ids=lambda table: table.__name__)
CLERK = SimpleNamespace(pk=uuid7(), printed_name="某人", printed_post="办公室主任")


def a_paper(**values: Any) -> Paper:
    usual = {
        "document_id": uuid7(), "kind": "minutes", "number": "〔2026〕1号", "year": 2026, "title": "会议纪要",
        "issuer": "某机关", "disclosure": "on_request", "issued_on": date(2026, 6, 1), "content_sha256": "0" * 64,
        "pdf": b"%PDF", "pdf_sha256": "1" * 64,
    }  # fmt: skip
    return Paper(**(usual | values))


def file_from(government: Government, **values: Any) -> FiledCopy:
    with at_work_in(government):
        return file_copy(a_paper(**values), by=CLERK, at=timezone.now())


@pytest.fixture
def passed(league: Government, banner: Government) -> FiledCopy:
    """A copy filed by a banner and received by its league."""
    copy = file_from(banner)
    with at_work_in(league):
        receive_copy(copy, by=CLERK, at=timezone.now())
    return copy


def seen_by(government: Government, table: type[Any]) -> int:
    """How many rows raw SQL without any condition returns."""
    with inside(government), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM public.{table._meta.db_table}")  # noqa: S608 - a name of ours
        return int(cursor.fetchone()[0])


@pytest.mark.rule("R12.3")
@TABLES
@pytest.mark.usefixtures("passed")
def test_the_chain_above_reads_it_and_nobody_beside(region, league, banner, neighbour, other_league, table) -> None:
    assert [seen_by(one, table) for one in (region, league, banner)] == [1, 1, 1]
    assert [seen_by(one, table) for one in (neighbour, other_league)] == [0, 0]


@pytest.mark.rule("R12.3")
def test_what_a_league_filed_is_not_read_below_it(region, league, banner) -> None:
    file_from(league)
    assert [seen_by(one, FiledCopy) for one in (region, league, banner)] == [1, 1, 0]


@TABLES
@pytest.mark.usefixtures("passed")
def test_outside_every_government_nothing_is_seen(table) -> None:
    assert connection.schema_name == PUBLIC
    assert not table._default_manager.exists()


@TABLES
@pytest.mark.usefixtures("passed")
def test_nobody_changes_or_takes_back_what_was_passed(banner, league, table) -> None:
    for government in (banner, league):
        for sql in ("UPDATE public.{} SET government_name = 'x'", "DELETE FROM public.{}"):
            denied = pytest.raises(ProgrammingError, match="permission denied")
            with denied, at_work_in(government), connection.cursor() as cursor:
                cursor.execute(sql.format(table._meta.db_table))


def test_a_government_files_in_its_own_name_only(banner, neighbour) -> None:
    copy = file_from(banner)
    for government, path in ((neighbour.code, neighbour.path), (banner.code, neighbour.path)):
        copy.pk, copy._state.adding = uuid7(), True
        copy.government, copy.path, copy.document_id = government, path, uuid7()
        with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(banner):
            copy.save(force_insert=True)


def test_only_the_one_directly_above_receives(region, banner, neighbour) -> None:
    copy = file_from(banner)
    for government in (region, banner, neighbour):
        with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(government):
            receive_copy(copy, by=CLERK, at=timezone.now())


def test_whoever_received_a_copy_reads_it_also_after_moving(league, other_league, passed) -> None:
    moved = Government(schema_name=league.schema_name, path=f"{other_league.path}.{league.code}")
    assert seen_by(moved, FiledCopy) == 1


def test_the_region_has_nobody_above(region, league) -> None:
    with inside(region):
        assert government_above(clock.today()) is None
    with inside(league):
        assert government_above(clock.today()) == region


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("withheld_is_not_filed", {"disclosure": "withheld"}),
        ("filed_with_its_hash", {"pdf_sha256": ""}),
    ],
)
def test_the_database_refuses_what_must_not_be_filed(banner, constraint, values) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        file_from(banner, **values)


def test_the_database_refuses_what_goes_to_nobody(region) -> None:
    with pytest.raises(IntegrityError, match="filed_to_somebody_above"):
        file_from(region)


def test_a_document_is_filed_and_received_once(banner, league) -> None:
    first = file_from(banner)
    with pytest.raises(IntegrityError, match="document_filed_once"):
        file_from(banner, document_id=first.document_id)
    for _number in range(2):
        received = transaction.atomic() if _number == 0 else pytest.raises(IntegrityError, match="copy_received_once")
        with received, at_work_in(league):
            receive_copy(first, by=CLERK, at=timezone.now())
