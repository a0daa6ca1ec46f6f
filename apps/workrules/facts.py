"""What a work rule states upward: from when to when it is in force, and how often meetings are due."""

from collections.abc import Iterator

from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.selectors import parameters_of
from kernel.lifecycle.table import Act
from tenants.ledger.facts import WorkRuleFact
from tenants.ledger.services import publish as publish_fact


def publish(act: Act[WorkRule]) -> None:
    """State the rule as it stands after an act; a draft has no fact."""
    fact = fact_of(act.object)
    if fact is not None:
        publish_fact(fact)


def all_facts() -> Iterator[WorkRuleFact]:
    """Yield the fact of every issued rule of this government, for reconciliation."""
    for rule in WorkRule.objects.all():
        fact = fact_of(rule)
        if fact is not None:
            yield fact


def fact_of(rule: WorkRule) -> WorkRuleFact | None:
    """Return what `rule` states upward, or None while it is a draft."""
    if rule.effective_on is None or rule.state == WorkRuleState.DRAFT:
        return None
    parameters = parameters_of(rule)
    return WorkRuleFact(
        source_id=rule.pk,
        in_force_from=rule.effective_on,
        in_force_to=rule.repealed_on,
        frequency_min=parameters.frequency_min,
        period_years=parameters.period_years,
    )
