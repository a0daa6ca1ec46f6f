"""What a work rule states upward: from when to when it is in force, and how often meetings are due."""

from collections.abc import Iterator
from math import ceil

from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.parameters import RuleParameters
from apps.workrules.selectors import parameters_of
from kernel.lifecycle.table import Act
from tenants.ledger.facts import WorkRuleFact
from tenants.ledger.services import publish as publish_fact

#: The parameters without which a rule is not complete (assessment A2), and what says that one is left open.
TWELVE = (
    "frequency_min", "extraordinary_consent", "requested_by", "slots", "presider_rule", "attend_defaults",
    "topic_routes", "topic_settlement", "collection_lead_unit", "notice_issuer", "minutes_approval_chain",
    "followup_close_chain",
)  # fmt: skip
LEFT_OPEN = ("", (), None, "none", "free")
WORKDAYS_OF_A_WEEK = 5 / 7


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
        params_present=sum(getattr(parameters, name) not in LEFT_OPEN for name in TWELVE),
        collection_lead_months=parameters.collection_lead if parameters.collection_lead_unit == "months" else None,
        notice_lead_workdays=_in_workdays(parameters),
        minutes_deadline_workdays=parameters.minutes_deadline_workdays,
    )


def _in_workdays(parameters: RuleParameters) -> int:
    """Return the lead of the notice in working days; of calendar days the five in seven that are worked."""
    if parameters.notice_lead_unit == "workdays":
        return parameters.notice_lead
    return ceil(parameters.notice_lead * WORKDAYS_OF_A_WEEK)
