"""Reads about years: which stand without their meeting, who reads their plan and their explanation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from apps.meetings.facts import counts_in
from apps.meetings.selectors import in_brief
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from apps.workrules.binding import binding_rule, binding_rules
from apps.workrules.parameters import RuleParameters
from apps.years.models import ExplanationState, YearExplanation, YearPlan
from apps.years.rules import Held, may_plan, standing
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.reading import once
from vocabulary.roles import DIRECTING, PROCESSING, Side


@by_right
def plans_visible_to(user: User) -> QuerySet[YearPlan]:
    """Return the plans: everybody of both sides reads them, officers of the system do not."""
    rows = YearPlan.objects.select_related("recorded_by")
    return rows.none() if user.side == Side.NONE else rows


def is_still_open(plan: YearPlan) -> bool:
    """Return whether a plan may still be corrected: until its year's record closes."""
    return may_plan(plan.year, today=clock.today()) == "now"


@by_right
def explanations_visible_to(user: User) -> QuerySet[YearExplanation]:
    """Return the explanations: the two offices and their leaders read all, others what both sides stand by."""
    rows = YearExplanation.objects.select_related("submitted_by", "confirmed_by")
    if user.side == Side.NONE:
        return rows.none()
    return rows if user.reading_roles & DIRECTING else rows.filter(state=ExplanationState.CONFIRMED)


def held_meetings() -> list[Held]:
    """Return every meeting that was held, with the year it counts in: the same that the ledger is told."""
    return [Held(one.held_on, counts_in(one)) for one in in_brief() if one.held_on]


def rule_of(year: int) -> RuleParameters:
    """Return the rule in force when a year ended: by that one it is judged."""
    return binding_rule(day=date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of years, without its words."""

    #: The year in which this government began to keep its records here. Earlier years are nobody's to ask about: what
    #: was not imported is not known to have been missing.
    since: int
    planned: frozenset[int]
    #: The state of each explanation by its year.
    explained: Mapping[int, str]


def kept() -> Kept:
    """Return it with one statement, and once in a request: the desk asks for each of them."""
    return once("years kept", _kept)


def _kept() -> Kept:
    written = YearExplanation.objects.order_by("year")
    first = AuditEntry.objects.order_by("sequence").annotate(
        planned_years=ArraySubquery(YearPlan.objects.order_by("year").values("year")),
        explained_years=ArraySubquery(written.values("year")),
        explained_states=ArraySubquery(written.values("state")),
    )
    found = first.values_list("recorded_at", "planned_years", "explained_years", "explained_states").first()
    if found is None:
        return Kept(clock.today().year, frozenset(), {})
    began_at, planned, years, states = found
    return Kept(clock.day_of(began_at).year, frozenset(planned), dict(zip(years, states, strict=True)))


def standings(years: Iterable[int], today: date) -> dict[int, str]:
    """Return how each year stands to the rule that was in force when it ended, with two statements."""
    asked = sorted(years)
    # Whoever asks for the rule of today next need not read it again.
    rules = binding_rules([*(date(year, 12, 31) for year in asked), today])
    held = held_meetings()
    return {year: standing(held, rules[date(year, 12, 31)], year=year, today=today) for year in asked}


def unmet_years(today: date) -> list[int]:
    """Return the years kept here that closed without their meeting, the earliest first (R4.6)."""
    over = range(kept().since, today.year)
    if not over:
        return []
    stand = once(("standings", today), lambda: standings(over, today))
    return [year for year, stands in stand.items() if stands == "unmet"]


def years_to_explain(today: date) -> list[int]:
    """Return the unmet years about which nobody has written anything."""
    return [year for year in unmet_years(today) if year not in kept().explained]


def waiting_for(user: User) -> QuerySet[YearExplanation]:
    """Return the explanations that may wait for a clerk; without a statement where none waits for anybody."""
    rows = explanations_visible_to(user)
    if not user.role_names & PROCESSING:
        return rows.none()
    return rows if set(kept().explained.values()) - {ExplanationState.CONFIRMED} else rows.none()
