"""The chain holds what was written, and every way of changing the past is found."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from kernel.audit.models import AuditEntry, ChainHead
from kernel.audit.services import acting_from, append, faults
from kernel.clock import frozen_at
from kernel.database.owner import as_owner
from kernel.schema import inside as inside_of
from tests.kernel.toy import ANNA, HOME, MORNING

Inside = Callable[[str], AbstractContextManager[None]]


def write(count: int) -> None:
    for number in range(count):
        with transaction.atomic(), frozen_at(MORNING + timedelta(minutes=number)):
            append(
                what=f"act.{number + 1}", at=MORNING, recorded_at=MORNING, by=ANNA, changes={"n": [number, number + 1]}
            )


@pytest.fixture
def four(committed_db: None, government: Callable[[str], Any]) -> Any:
    """Four entries, committed; tampering and reading then happen one after the other."""
    home = government(HOME)
    with inside_of(home):
        write(4)
    return home


def as_the_owner(home: Any, sql: str) -> None:
    """The only one whom the database lets change the past."""
    with as_owner(), inside_of(home), connection.cursor() as cursor:
        cursor.execute(sql)


def found(home: Any) -> list[str]:
    with inside_of(home):
        return list(faults())


def test_an_empty_chain_and_a_written_one_hold(db: None, inside: Inside) -> None:
    with inside(HOME):
        assert list(faults()) == []
        write(3)
        assert list(faults()) == []
        assert [entry.sequence for entry in AuditEntry.objects.all()] == [1, 2, 3]
        head = ChainHead.objects.get()
        assert (head.sequence, head.digest) == (3, AuditEntry.objects.get(sequence=3).digest)


def test_each_entry_carries_the_hash_of_the_one_before(db: None, inside: Inside) -> None:
    with inside(HOME):
        write(3)
        first, second, third = AuditEntry.objects.all()
    assert first.previous == "0" * 64
    assert (second.previous, third.previous) == (first.digest, second.digest)


def test_each_government_has_a_chain_of_its_own(db: None, inside: Inside) -> None:
    with inside(HOME):
        write(2)
    with inside("150102"):
        write(1)
        assert AuditEntry.objects.get().sequence == 1
        assert list(faults()) == []


def test_the_address_is_that_of_the_edge(db: None, inside: Inside) -> None:
    with inside(HOME):
        with acting_from("192.0.2.7"):
            write(1)
        write(1)
        assert [entry.address for entry in AuditEntry.objects.all()] == ["192.0.2.7", ""]


def test_what_is_rolled_back_leaves_no_gap(db: None, inside: Inside) -> None:
    with inside(HOME):
        write(1)
        with transaction.atomic():
            append(what="undone", at=MORNING, recorded_at=MORNING, by=None)
            transaction.set_rollback(True)
        write(1)
        assert [entry.what for entry in AuditEntry.objects.all()] == ["act.1", "act.1"]
        assert list(faults()) == []


COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "recorded_at": "recorded_at - interval '1 day'",
    "actor_id": "NULL",
    "actor_name": "'别人'",
    "side": "'union'",
    "what": "'act.9'",
    "outcome": "'refused'",
    "object_id": "gen_random_uuid()",
    "rule": "'R9.9'",
    "sentence": "'x'",
    "changes": "'{}'",
    "address": "'192.0.2.8'",
}


def test_an_edit_of_any_column_is_found(four: Any) -> None:
    for column, value in COLUMNS.items():
        as_the_owner(four, f"CREATE TABLE kept AS SELECT {column} AS was FROM audit_auditentry WHERE sequence = 2")  # noqa: S608
        as_the_owner(four, f"UPDATE audit_auditentry SET {column} = {value} WHERE sequence = 2")  # noqa: S608
        assert found(four) == ["entry 2 was changed after it was written"], column
        as_the_owner(four, f"UPDATE audit_auditentry SET {column} = (SELECT was FROM kept) WHERE sequence = 2")  # noqa: S608
        as_the_owner(four, "DROP TABLE kept")
    assert found(four) == []


def test_a_deletion_in_the_middle_is_found(four: Any) -> None:
    as_the_owner(four, "DELETE FROM audit_auditentry WHERE sequence = 2")
    assert found(four) == ["entry 2 is missing before entry 3", "entry 3 does not follow the one before it"]


def test_a_deletion_with_new_numbers_is_found(four: Any) -> None:
    as_the_owner(four, "DELETE FROM audit_auditentry WHERE sequence = 2")
    as_the_owner(four, "UPDATE audit_auditentry SET sequence = sequence - 1 WHERE sequence > 2")
    assert "entry 2 does not follow the one before it" in found(four)
    assert "entry 2 was changed after it was written" in found(four)


def test_a_cut_tail_is_found_by_the_head(four: Any) -> None:
    as_the_owner(four, "DELETE FROM audit_auditentry WHERE sequence > 2")
    assert found(four) == ["the chain ends at entry 2, but its head says 4"]


def test_two_swapped_entries_are_found(four: Any) -> None:
    for before, after in ((2, 100), (3, 2), (100, 3)):
        as_the_owner(four, f"UPDATE audit_auditentry SET sequence = {after} WHERE sequence = {before}")  # noqa: S608
    assert {line.partition(" was ")[0] for line in found(four) if " was " in line} == {"entry 2", "entry 3"}


def test_an_invented_entry_is_found(four: Any) -> None:
    others = (
        "at, recorded_at, actor_id, actor_name, actor_post, side, what, outcome, object_kind, object_id, rule, sentence"
    )
    as_the_owner(
        four,
        f"INSERT INTO audit_auditentry (id, sequence, {others}, changes, address, previous, digest)"  # noqa: S608
        f" SELECT gen_random_uuid(), 5, {others}, changes, address, digest, repeat('a', 64)"
        " FROM audit_auditentry WHERE sequence = 4",
    )
    assert found(four) == ["entry 5 was changed after it was written", "the chain ends at entry 5, but its head says 4"]


def test_the_next_act_goes_on_from_a_broken_chain_without_mending_it(four: Any) -> None:
    as_the_owner(four, "UPDATE audit_auditentry SET what = 'x' WHERE sequence = 2")
    with inside_of(four):
        write(1)
    assert found(four) == ["entry 2 was changed after it was written"]
