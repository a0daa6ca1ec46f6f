"""Which rule binds? Answered here and nowhere else; a house test finds any other way to a rule's parameters.

Whoever needs a figure or a "who" names what it is asked for, never which rule it should be: a meeting says itself how
far it has come, and what has no meeting yet is bound by the rule of the day (Arts. 12, 13).
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any, Protocol

from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from apps.workrules.selectors import parameters_of
from apps.workrules.snapshots import from_snapshot, to_snapshot
from kernel import clock
from kernel.reading import once


class Stage(Enum):
    """How far what is bound has come, as far as the choice of its rule goes."""

    #: Not asked for yet: the rule of the day of the request will bind it (R13.2).
    PLANNED = "planned"
    #: Asked for and not announced yet, and its notice comes next: the rule of the notice's day may bind it.
    BEFORE_NOTICE = "before_notice"
    #: A successor changes nothing for it any more.
    KEPT = "kept"


class Bound(Protocol):
    """What keeps a rule: a meeting. Rounds, minutes and agreed items are bound by the rule of theirs."""

    rule: Any

    @property
    def rule_stage(self) -> Stage:
        """How far it has come."""


def binding_rule(subject: Bound | None = None, *, day: date | None = None, letters: bool = False) -> RuleParameters:
    """Return the parameters that bind `subject`, or what begins on `day` where there is no subject yet.

    `day` is today unless given; acts give their own day, and a year its last one. `letters` asks for the ladder of a
    meeting's agreed items, which a later rule may take over from its first day (R13.3).
    """
    asked = clock.today() if day is None else day
    if subject is None or subject.rule_stage is Stage.PLANNED:
        return _in_force(asked)
    kept_rule = from_snapshot(subject.rule)
    if letters:
        later_rule = _in_force(asked)
        return later_rule if later_rule.ladder_for_earlier else kept_rule
    renewed = subject.rule_stage is Stage.BEFORE_NOTICE and kept_rule.binds_on == "notice"
    return _in_force(asked) if renewed else kept_rule


def binding_rules(days: Iterable[date]) -> dict[date, RuleParameters]:
    """Return the parameters in force on each of several days, with one query for all of them."""
    rules = [(rule.effective_on, rule.repealed_on or date.max, rule) for rule in WorkRule.objects.in_force_ever()]
    found = {}
    for day in days:
        binding = next((rule for start, end, rule in rules if start and start <= day < end), None)
        found[day] = once(("rule", day), lambda rule=binding: _fixed_by(rule))  # type: ignore[misc]
    return found


def bind(subject: Bound, *, day: date) -> bool:
    """Let the subject keep the rule that binds it on `day`; return whether it is another than it kept before."""
    rule = binding_rule(subject, day=day)
    renewed = rule != from_snapshot(subject.rule)
    subject.rule = to_snapshot(rule)
    return renewed


def is_kept(subject: Bound, *, day: date) -> bool:
    """Return whether the rule that binds the subject on `day` is the one it keeps already."""
    return binding_rule(subject, day=day) == from_snapshot(subject.rule)


def _in_force(day: date) -> RuleParameters:
    return once(("rule", day), lambda: _fixed_by(WorkRule.objects.in_force(day).first()))


def _fixed_by(rule: WorkRule | None) -> RuleParameters:
    """Return what a rule fixes; a government without one follows the region's by reference (Art. 12)."""
    return REGIONAL_2024 if rule is None else parameters_of(rule)
