"""The measures of the roll-up: each declared once, with its name, what it counts, of what, and its words.

Numerator and denominator are SQL over one government's row of `rollup.FIGURES`; the tables that stand in them there:

- `m` meetings of the year, `i` agreed items of its meetings, `r` the work rule in force, `h` whether the year's
  obligation is met. An aggregate that is missing counts as none.

Statement, page, interface and its description read this table; numbers are summed, rates are never averaged (R12.6).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Sentence


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: `counts` of `of`. `worse_when_high`: much of it is bad, as of what is overdue."""

    name: str
    label: Sentence
    counts: str
    of: str
    worse_when_high: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("built", _("建立制度"), "(r.government IS NOT NULL)::int", "1"),
    Measure("held", _("已召开"), "h.satisfied::int", "1"),
    Measure("minutes_issued", _("已印发纪要"), "coalesce(m.issued, 0)", "coalesce(m.held, 0)"),
    Measure("minutes_on_time", _("纪要按时"), "coalesce(m.issued_in_time, 0)", "coalesce(m.issued_or_due, 0)"),
    Measure("topics", _("议题有结论"), "coalesce(m.topics_decided, 0)", "coalesce(m.topics_tabled, 0)"),
    Measure("items_closed", _("议定事项办结"), "coalesce(i.closed, 0)", "coalesce(i.listed, 0)"),
    Measure("on_time", _("按期办结"), "coalesce(i.closed_in_time, 0)", "coalesce(i.due, 0)"),
    Measure("overdue", _("逾期"), "coalesce(i.overdue, 0)", "coalesce(i.listed, 0)", worse_when_high=True),
)


def columns() -> str:
    """Return the two columns of each measure, for the row of one government."""
    return ",\n           ".join(f"{one.counts} AS {one.name}, {one.of} AS {one.name}_of" for one in MEASURES)


def sums() -> str:
    """Return the sums of both columns of each measure, over many governments."""
    names = [name for one in MEASURES for name in (one.name, f"{one.name}_of")]
    return ",\n       ".join(f"coalesce(sum({name}), 0)::int AS {name}" for name in names)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. There is no rate here on purpose: a reader who shows one divides last."""

    numerator: int
    denominator: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)


class Measures(Mapping[str, Share]):
    """The share of each measure, of one government or of many; also readable by name (`measures.held`)."""

    def __init__(self, **shares: Share) -> None:
        if shares.keys() != set(self.names()):
            raise TypeError(f"Measures are {', '.join(self.names())}.")
        self._shares = {name: shares[name] for name in self.names()}

    @classmethod
    def of(cls, row: Mapping[str, int]) -> Self:
        """Read the two columns of each measure."""
        return cls(**{name: Share(row[name], row[f"{name}_of"]) for name in cls.names()})

    @staticmethod
    def names() -> list[str]:
        """Return the names of the measures, in the order they are shown."""
        return [one.name for one in MEASURES]

    def __getitem__(self, name: str) -> Share:
        return self._shares[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shares)

    def __len__(self) -> int:
        return len(self._shares)

    def __getattr__(self, name: str) -> Share:
        if name.startswith("_") or name not in self._shares:
            raise AttributeError(name)
        return self._shares[name]

    def __repr__(self) -> str:
        return f"Measures({', '.join(f'{name}={share!r}' for name, share in self._shares.items())})"
