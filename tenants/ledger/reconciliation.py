"""Compare what a government stated with what is so, and mend the ledger where the two differ.

A difference is a bug: some verb forgot to publish, or somebody wrote past the services. It is reported even when it is
repaired.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from tenants.ledger import registry, services
from tenants.ledger.entries import Entry
from tenants.ledger.facts import Fact
from tenants.ledger.models import TABLES


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that the ledger lacks (`missing`), states though it is not so (`extra`) or states wrongly (`changed`).

    `columns` holds, per column that differs, what the ledger says and what is so.
    """

    government: str
    kind: str
    source_id: UUID
    what: str
    columns: dict[str, tuple[object, object]] = field(default_factory=dict)

    def __str__(self) -> str:
        details = "; ".join(f"{name}: {said!s} should be {true!s}" for name, (said, true) in self.columns.items())
        return f"{self.government} {self.kind} {self.source_id} {self.what}" + (f" ({details})" if details else "")


def differences() -> list[Difference]:
    """Return every difference of the current government.

    Work goes on meanwhile, and a change between the two readings looks like a difference: only what a second
    comparison finds again counts.
    """
    first = _found()
    again = {(one.kind, one.source_id) for one in _found()} if first else set()
    return [one for one in first if (one.kind, one.source_id) in again]


def repair() -> list[Difference]:
    """Make the ledger of the current government state what is so, and return what differed.

    The rows are locked before anything is built: a verb that is about to publish has either committed by then, or
    waits and writes after us.
    """
    with transaction.atomic():
        comparisons = [_compare(kind, lock=True) for kind in registry.kinds()]
        found = [difference for comparison in comparisons for difference in comparison.found()]
        for comparison in comparisons:
            comparison.settle()
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the ledger says about one kind of fact, and what is so."""

    publisher: services.Publisher
    kind: type[Fact]
    said: dict[UUID, Entry]
    true: dict[UUID, Fact]

    def found(self) -> Iterator[Difference]:
        """Yield the differences, in the order of the objects' making."""
        name = TABLES[self.kind]._meta.model_name or ""
        for source_id in sorted(self.said.keys() | self.true.keys()):
            what, columns = self._judge(source_id)
            if what:
                yield Difference(self.publisher.founding_code, name, source_id, what, columns)

    def settle(self) -> None:
        """Write what is so."""
        verdicts = {difference.source_id: difference.what for difference in self.found()}
        services.publish_new(self.true[key] for key, what in verdicts.items() if what == "missing")
        services.publish_all(self.true[key] for key, what in verdicts.items() if what == "changed")
        for key in (key for key, what in verdicts.items() if what == "extra"):
            services.withdraw(self.kind, key)

    def _judge(self, source_id: UUID) -> tuple[str, dict[str, tuple[object, object]]]:
        row, fact = self.said.get(source_id), self.true.get(source_id)
        if row is None:
            return "missing", {}
        if fact is None:
            return "extra", {}
        columns = {name: (getattr(row, name), getattr(fact, name)) for name in row.columns()}
        columns["path"] = (row.path, self.publisher.path_in(fact.counted_in))
        wrong = {name: (said, true) for name, (said, true) in columns.items() if said != true}
        return ("changed" if wrong else ""), wrong


def _found() -> list[Difference]:
    return [difference for kind in registry.kinds() for difference in _compare(kind).found()]


def _compare(kind: type[Fact], *, lock: bool = False) -> Comparison:
    publisher = services.current_government()
    rows = TABLES[kind]._default_manager.filter(government=publisher.founding_code)
    said = {row.source_id: row for row in (rows.select_for_update() if lock else rows)}
    true = {fact.source_id: fact for fact in registry.all_facts(kind)}
    return Comparison(publisher, kind, said, true)
