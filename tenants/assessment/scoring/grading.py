"""Grades with their caps, and the order in which the quota of the best grade is filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from tenants.assessment.scoring.results import Result
from tenants.assessment.scoring.scheme import Scheme

#: An indicator that is not applicable to a government tells no tie in its favour.
NOT_APPLICABLE = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A government's place among those assessed together. `remark` says why the grade was lowered, if it was."""

    result: Result
    rank: int
    grade_before_quota: str
    grade: str
    remark: str


def grade_of(result: Result) -> str:
    """Return the grade by points, lowered by what caps it; the quota comes after, over all together."""
    scheme, facts = result.scheme, result.facts
    by_points = next(one.name for one in scheme.grades if result.final >= one.least)
    caps = [by_points]
    if not facts.counted_days and not facts.exemption_approved:
        caps.append(scheme.caps.no_meeting)
    if facts.manual.falsification:
        caps.append(scheme.caps.falsification)
    if facts.manual.veto_open:
        caps.append(scheme.caps.veto)
    return max(caps, key=lambda name: _order(scheme, name))


def rank(results: Sequence[Result]) -> list[Ranked]:
    """Return everybody in order: by final figure, then by the scheme's ties, then by the lower code.

    Of n assessed together at most floor(share × n) have the best grade; who stands behind gets the next one, and the
    table says why. Raises ValueError where results of several schemes are given.
    """
    if not results:
        return []
    scheme = results[0].scheme
    if any(one.scheme is not scheme for one in results):
        raise ValueError("Only results of one scheme are ranked together.")
    ordered = sorted(results, key=lambda one: _place(one, scheme))
    best, places = scheme.grades[0].name, floor(Fraction(len(results)) * scheme.quota.share)
    found: list[Ranked] = []
    taken = 0
    for number, result in enumerate(ordered, 1):
        before = grade_of(result)
        over = before == best and taken >= places
        taken += before == best
        grade, remark = (scheme.quota.lowered_to, scheme.quota.remark) if over else (before, "")
        found.append(Ranked(result, number, before, grade, remark))
    return found


def _place(result: Result, scheme: Scheme) -> tuple[object, ...]:
    scores = result.scores
    ties = [-(NOT_APPLICABLE if scores[key] is None else scores[key]) for key in scheme.quota.ties]  # type: ignore[operator]
    return (-result.final, *ties, result.facts.tenant)


def _order(scheme: Scheme, name: str) -> int:
    return [one.name for one in scheme.grades].index(name)
