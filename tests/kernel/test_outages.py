"""What is missing for the moment is told apart from what is wrong, whatever code the server gave it."""

import errno
from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection, connections, transaction

from kernel.database import limits
from kernel.database.limits import Limits, Silent
from kernel.database.outages import (
    DatabaseAway,
    DiskFull,
    OthersAreAtIt,
    Outage,
    TookTooLong,
    outage,
)
from kernel.database.servers import Unreachable
from tests.serving import runtime_database
from tests.waits.between import Between


def raised(code: str) -> Exception:
    """What Django raises for an error of that code."""
    fault = psycopg.errors.lookup(code)("as the server said it")
    translated = OperationalError("as Django says it")
    translated.__cause__ = fault
    return translated


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("55P03", OthersAreAtIt), ("40P01", OthersAreAtIt), ("40001", OthersAreAtIt), ("57014", TookTooLong),
        ("53100", DiskFull), ("53300", DatabaseAway), ("53200", DatabaseAway), ("57P01", DatabaseAway),
        ("57P02", DatabaseAway), ("57P03", DatabaseAway), ("25P03", DatabaseAway), ("08006", DatabaseAway),
        ("58030", DatabaseAway),
    ],
)  # fmt: skip
def test_a_code_of_the_server_is_sorted(code: str, kind: type[Outage]) -> None:
    assert type(outage(raised(code))) is kind


@pytest.mark.parametrize("code", ["23505", "22P02", "42501", "42P01", "22001"])
def test_what_is_wrong_is_no_outage(code: str) -> None:
    assert outage(raised(code)) is None


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OperationalError("server closed the connection unexpectedly"), DatabaseAway),
        (InterfaceError("connection already closed"), DatabaseAway),
        (Unreachable({"NAME": "x", "HOST": "", "PORT": "", "USER": "y"}, psycopg.OperationalError()), DatabaseAway),
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull),
        (OSError(errno.EACCES, "Permission denied"), None),
        (IntegrityError(), None), (DataError(), None), (ValueError(), None), (None, None),
    ],
)  # fmt: skip
def test_an_error_without_a_code_is_sorted_by_what_it_is(error: Exception | None, kind: type[Outage] | None) -> None:
    found = outage(error)
    assert (None if found is None else type(found)) is kind


@pytest.fixture
def short(committed_db: None) -> None:
    """Connections of this process wait as requests do, only shorter."""
    limits.bind(Limits(lock=0.2, statement=1, idle=30, silence=2))
    connection.close()
    yield
    connection.close()
    limits.bind(limits.COMMAND)


Inside = Callable[[str], AbstractContextManager[None]]


def test_a_lock_and_a_long_statement_end_by_themselves(short: None, inside: Inside) -> None:
    with psycopg.connect(runtime_database()) as other, inside("150121"):
        other.execute("SET ROLE g150121")
        other.execute("LOCK TABLE g150121.audit_auditentry IN ACCESS SHARE MODE")
        other.execute("SELECT pg_advisory_xact_lock(4711)")
        with pytest.raises(OperationalError) as waiting, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(4711)")
        assert type(outage(waiting.value)) is OthersAreAtIt
        with pytest.raises(OperationalError) as thinking, connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")
        assert type(outage(thinking.value)) is TookTooLong


def test_the_limits_outlive_a_rollback(short: None, inside: Inside) -> None:
    with inside("150121"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("200ms",)


def test_a_server_that_says_nothing_is_not_waited_for(short: None) -> None:
    with Between() as between, pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", str(between.folder))
        patch.setitem(connection.settings_dict, "PORT", "5432")
        connection.ensure_connection()
        between.silent = True
        with pytest.raises(OperationalError) as silence, connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert isinstance(silence.value.__cause__, Silent)
        assert type(outage(silence.value)) is DatabaseAway
        between.silent = False
        connections.close_all()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
        connections.close_all()


def test_every_outage_says_when_to_try_again() -> None:
    kinds = Outage.__subclasses__()
    assert len(kinds) > 4
    assert all(kind.status in {503, 507} and kind.retry_after and str(kind.sentence) for kind in [Outage, *kinds])
