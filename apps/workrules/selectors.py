"""The parameters of the work rule that binds a meeting, read through one function."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from apps.organizations.models import User
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024, RuleParameters, with_deviations
from vocabulary.roles import Side


def parameters_on(day: date) -> RuleParameters:
    """Return the parameters in force on `day` in this government, with one query.

    Where a government has no rule of its own it follows the regional rule of 2024 by reference (Art. 12); whoever
    needs a figure or a "who" asks here and nowhere else, and a meeting keeps the answer of the day of its request as a
    snapshot (R13.2).
    """
    rule = WorkRule.objects.in_force(day).first()
    return REGIONAL_2024 if rule is None else parameters_of(rule)


def parameters_on_each(days: Iterable[date]) -> dict[date, RuleParameters]:
    """Return the parameters in force on each of several days, with one query for all of them."""
    rules = [(rule.effective_on, rule.repealed_on or date.max, rule) for rule in WorkRule.objects.in_force_ever()]
    found = {}
    for day in days:
        binding = next((rule for start, end, rule in rules if start and start <= day < end), None)
        found[day] = REGIONAL_2024 if binding is None else parameters_of(binding)
    return found


def parameters_of(rule: WorkRule) -> RuleParameters:
    """Return what a rule fixes: the regional values, but for its deviations. A draft takes effect at no day yet."""
    named = {"title": rule.title, "document_number": rule.document_number}
    days = {"issued_on": rule.issued_on, "effective_on": rule.effective_on}
    own = {name: value for name, value in (named | days).items() if value is not None}
    return with_deviations(REGIONAL_2024, rule.deviations, **own)


def preamble_of(rule: RuleParameters) -> str:
    """Return the general words of the rule a meeting is bound to; of a rule kept elsewhere there are none (R2.1)."""
    kept = WorkRule.objects.filter(title=rule.title, document_number=rule.document_number).exclude(preamble="")
    return kept.values_list("preamble", flat=True).first() or ""


def visible_to(user: User) -> QuerySet[WorkRule]:
    """Return the work rules `user` may read: everybody of both sides all of them; officers of the system none."""
    return WorkRule.objects.none() if user.side == Side.NONE else WorkRule.objects.select_related("replaced_by")
