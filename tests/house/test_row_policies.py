"""Row policies ask functions and hold no subquery, and the queue of jobs has none: a sharded cluster takes no other."""

import re
from typing import Any

from django.db import connection, transaction

from kernel.database import policies, queue
from kernel.database.owner import as_owner
from kernel.workcalendar.policies import POLICIES as OF_WORKING_DAYS
from tenants.commonrules.policies import POLICIES as OF_COMMON_RULES
from tenants.correspondence.policies import POLICIES as OF_CORRESPONDENCE
from tenants.ledger.policies import POLICIES as OF_LEDGER

DECLARED = {**OF_COMMON_RULES, **OF_CORRESPONDENCE, **OF_LEDGER, **OF_WORKING_DAYS}
_CATALOG = (
    "SELECT tablename::text, policyname::text, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
)
_SECURED = "SELECT relname::text FROM pg_class WHERE relrowsecurity"
_OWNER_TOO = f"{_SECURED} AND relforcerowsecurity"


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def with_subquery() -> list[str]:
    return [f"{table}.{name}" for table, name, text in rows(_CATALOG) if re.search(r"\bselect\b", text, re.IGNORECASE)]


def test_the_catalog_holds_exactly_the_policies_that_are_declared(db: None) -> None:
    declared = {(table, name) for table, named in DECLARED.items() for name in named}
    assert {(table, name) for table, name, _ in rows(_CATALOG)} == declared
    assert len(declared) > 40
    assert {name for (name,) in rows(_SECURED)} == set(DECLARED)
    bound = {name for (name,) in rows(_OWNER_TOO)}
    assert bound == set(DECLARED) - set(OF_WORKING_DAYS), "what all share the owner writes down whole"


def test_no_policy_holds_a_subquery(db: None) -> None:
    assert with_subquery() == []


def test_a_policy_with_a_subquery_would_be_found(committed_db: None) -> None:
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE POLICY sample ON ledger_meeting USING (path IN (SELECT path FROM governments_government))"
        )
        assert with_subquery() == ["ledger_meeting.sample"]
        transaction.set_rollback(True)


def test_what_policies_ask_are_stable_functions_that_change_nothing(db: None) -> None:
    functions = rows(
        "SELECT p.proname, p.provolatile, l.lanname, p.prosecdef FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang"
        " WHERE p.proname ~ '^policy_'"
    )
    asked = {name for _, _, text in rows(_CATALOG) for name in re.findall(rf"\b{policies.PREFIX}\w+", text)}
    assert asked <= {name for name, *_ in functions}
    assert {tuple(rest) for _, *rest in functions} == {("s", "sql", False)}


def test_the_queue_has_no_row_security(db: None) -> None:
    found = dict(
        rows("SELECT relname::text, relrowsecurity FROM pg_class WHERE relname LIKE 'procrastinate%' AND relkind = 'r'")
    )
    assert found == dict.fromkeys(queue.TABLES, False)
