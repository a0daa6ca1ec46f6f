"""The roll-up: what a level may know of all governments below it, each answer by one statement over the ledger.

Numerators and denominators are summed; rates are never averaged (R12.6). What a measure means is declared in
`measures.MEASURES`.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import connection

from kernel.canonical import Plain
from kernel.clock import on_day
from tenants.ledger import rollup
from tenants.ledger.measures import Measures


class OutOfScope(RuntimeError):
    """A subtree was asked for that the current government does not stand above; it would look like "nothing done"."""

    def __init__(self, scope_path: str) -> None:
        super().__init__(f"The current government does not stand above {scope_path!r}.")


@dataclass(frozen=True, slots=True)
class Summary:
    """All counted governments strictly below one place of the tree."""

    year: int
    as_of: datetime
    governments: int
    measures: Measures


@dataclass(frozen=True, slots=True)
class GovernmentRow:
    """One government below. `late`: something of this year is past its day; see `rollup.FIGURES`."""

    code: str
    name: str
    name_en: str
    parent: str
    level: str
    counted: bool
    stage: str
    late: bool
    #: Whether the joint meeting is in its work plan of the year (R12.4).
    in_plan: bool
    #: Whether the year closed without its meeting and nobody said why, or else the cause that was stated (R4.6).
    unexplained: bool
    explained: str
    measures: Measures


def summary(*, scope_path: str, year: int, today: date) -> Summary:
    """Return the sums over all counted governments strictly below `scope_path`."""
    [row] = _rows(rollup.SUMMARY, scope_path=scope_path, year=year, today=today)
    return Summary(year, on_day(today, like=row["read_at"]), row["governments"], Measures.of(row))


def governments(
    *, scope_path: str, year: int, today: date, parent: str | None = None, level: str | None = None
) -> list[GovernmentRow]:
    """Return one row per government strictly below, in the order of the tree; uncounted ones are flagged.

    `parent` keeps those that answer directly to the government of that code, `level` those of one level.
    """
    rows = _rows(rollup.GOVERNMENTS, scope_path=scope_path, year=year, today=today, parent=parent, level=level)
    own = [field.name for field in fields(GovernmentRow) if field.name != "measures"]
    return [GovernmentRow(**{name: row[name] for name in own}, measures=Measures.of(row)) for row in rows]


def years(*, scope_path: str) -> list[int]:
    """Return the years, latest first, of which a government strictly below has stated anything; without gaps."""
    [row] = _rows(rollup.YEARS, scope_path=scope_path)
    return [] if row["first"] is None else list(range(row["last"], row["first"] - 1, -1))


def _rows(sql: str, *, scope_path: str, **parameters: Any) -> list[Plain]:
    _require_above(scope_path)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"scope": scope_path, **rollup.CONSTANTS, **parameters})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _require_above(scope_path: str) -> None:
    """Row policies would answer with an empty ledger, and the tree with governments that did nothing."""
    own = getattr(connection.tenant, "path", "")  # type: ignore[attr-defined]
    if not own or not f"{scope_path}.".startswith(f"{own}."):
        raise OutOfScope(scope_path)
