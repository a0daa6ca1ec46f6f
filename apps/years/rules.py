"""Whether a year has to be explained, and until when its plan may be recorded, as arithmetic: no Django, no database.

A year is explained once it is over, not before: until 31 December a meeting may still be held, and a rule that asks
for one "in principle" (R4.6) wants to know why there was none, not why there may be none. Nothing here ever blocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from apps.workrules.rules import due_by

if TYPE_CHECKING:
    from apps.workrules.parameters import RuleParameters

Standing = Literal["unbound", "open", "met", "unmet"]

#: The assessment takes what is filed for a year until this day of the next one; later its record stands. One day for
#: all who are assessed: it is the published scheme's, no government's choice.
CLOSES = (1, 10)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held, and the year whose obligation it satisfies by its own rule, if any (R4.8, R13.2)."""

    on: date
    counts_in: int | None


def standing(meetings: Iterable[Held], rule: "RuleParameters", *, year: int, today: date) -> Standing:
    """Return how a year stands to the frequency of the rule that was in force when it ended (R4.6).

    `unbound`: no rule asked for a meeting yet. `open`: there is time left in the year; or the rule counts over several
    years and its first period ends later, so that a later year answers for this one. `unmet`: it is over, and the
    meetings that the rule asks for were not held.
    """
    if rule.effective_on.year > year:
        return "unbound"
    period = range(year + 1 - rule.period_years, year + 1)
    if sum(one.counts_in in period and one.on <= today for one in meetings) >= rule.frequency_min:
        return "met"
    return "unmet" if today > due_by(rule, year=year) and due_by(rule, year=year).year == year else "open"


def closes_on(year: int) -> date:
    """Return the last day on which a year's plan is recorded or corrected."""
    return date(year + 1, *CLOSES)


def may_plan(year: int, *, today: date) -> Literal["past", "now", "ahead"]:
    """Return whether a year's plan may be recorded today: until its record closes, at most one year ahead."""
    if year > today.year + 1:
        return "ahead"
    return "now" if year >= today.year or today <= closes_on(year) else "past"
