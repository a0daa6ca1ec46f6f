"""Ordinals and years of meetings, as arithmetic, and the ground that a rule itself gives."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.workrules.parameters import RuleParameters

#: The ground that stands in the record where the rule itself wants the principal leader in the chair (R4.5, R8.1).
BY_RULE = "按工作规则由主要领导主持会议。"


def in_fixed_month(day: date, parameters: "RuleParameters") -> bool:
    """Return whether a day lies in a month of the rule's ordinary meetings; any does where the rule fixes none."""
    return not parameters.meeting_months or str(day.month) in parameters.meeting_months


def year_of(rule: "RuleParameters", day: date, *, titled: int | None) -> int:
    """Return the year a meeting belongs to: that of its day, or that of its title where the rule counts so (R4.8)."""
    return titled if titled and rule.year_attribution == "titled_year" else day.year


def next_ordinal(taken: Collection[int], *, start: int) -> int:
    """Return the ordinal that follows the highest one taken (R4.10)."""
    return max(taken) + 1 if taken else start
