"""The only writers of the ledger: publish a fact, or withdraw one that has ceased to be.

Both run in the transaction of the change they describe, inside the government that changed. Neither looks anything up,
except where the government stood in the year of a fact, when it has moved in the tree since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db import connection

from kernel.database.names import code_of, schema_of
from kernel.schema import current_schema
from tenants.governments.models import FormerPlace
from tenants.ledger.entries import Entry
from tenants.ledger.facts import Fact
from tenants.ledger.models import TABLES


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
    publisher = _publisher()
    by_kind: dict[type[Fact], list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(type(fact), []).append(fact)
    for kind, group in by_kind.items():
        table = TABLES[kind]
        _upsert(table, [publisher.row_of(fact) for fact in group])


def publish_new(facts: Iterable[Fact]) -> None:
    """State facts that the ledger lacks; where it has one by now, that one is newer and stays."""
    publisher = _publisher()
    for fact in facts:
        TABLES[type(fact)]._default_manager.bulk_create([publisher.row_of(fact)], ignore_conflicts=True)


def put_in_place() -> int:
    """Put the facts of the current government where it stood in their years; how many stood elsewhere."""
    publisher, moved = _publisher(), 0
    for table in TABLES.values():
        for row in table._default_manager.filter(government=publisher.founding_code):
            path = publisher.path_in(row.fact().counted_in)
            moved += row.path != path and table._default_manager.filter(pk=row.pk).update(path=path)
    return moved


def restate(kind: type[Fact], facts: Iterable[Fact], **about: UUID) -> None:
    """State all facts of a kind about one object, and take back those that are no more."""
    standing = list(facts)
    stated = TABLES[kind]._default_manager.filter(government=_publisher().founding_code, **about)
    stated.exclude(source_id__in=[fact.source_id for fact in standing]).delete()
    if standing:
        publish_all(standing)


def withdraw(kind: type[Fact], source_id: UUID) -> None:
    """Take back the fact about an object that has none any more (a meeting that is a draft again)."""
    TABLES[kind]._default_manager.filter(government=_publisher().founding_code, source_id=source_id).delete()


@dataclass(frozen=True)
class Publisher:
    """Who states facts: the code it was founded with, which its schema bears for ever, and its place in the tree.

    `since`: since when the place is the present one; None where it never was another.
    """

    founding_code: str
    path: str
    since: date | None

    def path_in(self, year: int | None) -> str:
        """Where it stood when the year ended: past years keep the parent they had."""
        if year is None or self.since is None or year >= self.since.year:
            return self.path
        last_day = date(year, 12, 31)
        return next((path for until, path in self._former if until > last_day), self.path)

    def row_of(self, fact: Fact) -> Entry:
        """Return the unsaved row that states a fact."""
        return TABLES[type(fact)].of(fact, government=self.founding_code, path=self.path_in(fact.counted_in))

    @cached_property
    def _former(self) -> list[tuple[date, str]]:
        places = FormerPlace.objects.filter(government__schema_name=schema_of(self.founding_code))
        return list(places.order_by("valid_to").values_list("valid_to", "path"))


def current_government() -> Publisher:
    """Return how the ledger calls the current government, and where in the tree it stands and stood."""
    schema, here = current_schema(), connection.tenant  # type: ignore[attr-defined]
    path: str = getattr(here, "path", "")
    if schema is None or not path:
        raise NotInAGovernment
    return Publisher(code_of(schema), path, getattr(here, "path_since", None))


def _publisher() -> Publisher:
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
