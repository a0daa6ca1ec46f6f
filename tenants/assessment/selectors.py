"""How governments stand in a year by the scheme that holds: one at home, or all below in one reading of the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kernel.workcalendar.rules import workdays_between
from kernel.workcalendar.selectors import schedule
from tenants.assessment.gathering import Gathered, below, of_one
from tenants.assessment.outlook import Standing, standing_of
from tenants.assessment.scoring.changing import Change, what_would_change
from tenants.assessment.scoring.formulas import Workdays
from tenants.assessment.scoring.grading import Ranked, rank
from tenants.assessment.scoring.results import Result, score
from tenants.assessment.scoring.scheme import Scheme, shipped
from tenants.governments.models import Government


@dataclass(frozen=True, slots=True)
class Scored:
    """One government below: its facts, and its place among those that answer to the same level."""

    gathered: Gathered
    ranked: Ranked


def scheme_of(year: int) -> Scheme:
    """Return the scheme by which a year is scored: the shipped one, as long as no level has one of its own."""
    return shipped()


def standing(place: Government, *, year: int, today: date) -> Standing:
    """Return how one government stands, as if the year closed today."""
    return standing_of(of_one(place, year=year, today=today), scheme_of(year), counting(), today=today)


def standing_below(place: Government, code: str, *, year: int, today: date) -> Standing | None:
    """Return how one government below stands; None where it does not stand below, like one that is unknown."""
    found = (one for one in below(place, year=year, today=today) if one.code == code)
    gathered = next(found, None)
    return None if gathered is None else standing_of(gathered, scheme_of(year), counting(), today=today)


def scored_below(place: Government, *, year: int, today: date) -> list[Scored]:
    """Return everybody below with scores; each is ranked among those that answer to the same parent."""
    scheme, workdays = scheme_of(year), counting()
    gathered = below(place, year=year, today=today)
    results = {one.code: score(one.facts, scheme, workdays) for one in gathered}
    ranked: dict[str, Ranked] = {}
    for parent in {one.parent for one in gathered}:
        together = rank([results[one.code] for one in gathered if one.parent == parent])
        ranked |= {one.result.facts.tenant: one for one in together}
    return [Scored(one, ranked[one.code]) for one in gathered]


def changes_of(result: Result, indicator: str) -> list[Change]:
    """Return what would have given an indicator more points."""
    return what_would_change(result, indicator, counting())


def counting() -> Workdays:
    """Return how working days are counted today, the arrangements read once and each span counted once."""
    known, counted = schedule(), dict[tuple[date, date], int]()

    def workdays(start: date, end: date) -> int:
        if (start, end) not in counted:
            counted[start, end] = workdays_between(start, end, known)
        return counted[start, end]

    return workdays


def with_parent(scored: Iterable[Scored], parent: str) -> list[Scored]:
    """Return those that answer to one government."""
    return [one for one in scored if one.gathered.parent == parent]
