"""The only writers of the ledger: publish a fact, or withdraw one that has ceased to be.

Both run in the transaction of the change they describe, inside the government that changed; neither looks anything up.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from kernel.schema import current_schema
from tenants.ledger.facts import Fact
from tenants.ledger.models import TABLES, Entry


class NotInAGovernment(RuntimeError):
    """A fact needs a government, with its place in the tree, that states it."""

    def __init__(self) -> None:
        super().__init__("Facts are published inside a government (kernel.schema.inside), by its own row of the tree.")


class NotInATransaction(RuntimeError):
    """A fact published outside the transaction of its change could outlive the change."""

    def __init__(self) -> None:
        super().__init__("Facts are published in the transaction of the change they describe: open atomic() first.")


def publish(fact: Fact) -> None:
    """State a fact of the current government, in place of what it stated about the same object before."""
    publish_all([fact])


def publish_all(facts: Iterable[Fact]) -> None:
    """State many facts with one statement per kind."""
    government, path = _publisher()
    by_kind: dict[type[Fact], list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(type(fact), []).append(fact)
    for kind, group in by_kind.items():
        table = TABLES[kind]
        _upsert(table, [table.of(fact, government=government, path=path) for fact in group])


def publish_new(facts: Iterable[Fact]) -> None:
    """State facts that the ledger lacks; where it has one by now, that one is newer and stays."""
    government, path = _publisher()
    for fact in facts:
        table = TABLES[type(fact)]
        table._default_manager.bulk_create([table.of(fact, government=government, path=path)], ignore_conflicts=True)


def withdraw(kind: type[Fact], source_id: UUID) -> None:
    """Take back the fact about an object that has none any more (a meeting that is a draft again)."""
    government, _ = _publisher()
    TABLES[kind]._default_manager.filter(government=government, source_id=source_id).delete()


def current_government() -> tuple[str, str]:
    """Return how the ledger calls the current government, and where in the tree it stands.

    It is called by the code it was founded with, which its schema bears for ever.
    """
    schema, path = current_schema(), getattr(connection.tenant, "path", "")  # type: ignore[attr-defined]
    if schema is None or not path:
        raise NotInAGovernment
    return schema.removeprefix("g"), path


def _publisher() -> tuple[str, str]:
    publisher = current_government()
    if not connection.in_atomic_block:
        raise NotInATransaction
    return publisher


def _upsert(table: type[Entry], rows: list[Entry]) -> None:
    table._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["government", "source_id"],
        update_fields=["path", "recorded_at", *table.columns()],
    )
