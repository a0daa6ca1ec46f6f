"""What a year states upward: that it is in the plan, and why it stands without a meeting, as a code; never a text."""

from collections.abc import Iterator

from apps.years.models import ExplanationState, YearExplanation, YearPlan
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from tenants.ledger.facts import YearExplanationFact, YearPlanFact
from tenants.ledger.services import publish as publish_fact
from tenants.ledger.services import withdraw


def publish_plan(act: Act[YearPlan]) -> None:
    """State a plan as it stands after an act."""
    publish_fact(fact_of_plan(act.object))


def publish_explanation(act: Act[YearExplanation]) -> None:
    """State an explanation once both sides stand by it; take it back while it is corrected."""
    fact = fact_of_explanation(act.object)
    if fact is None:
        withdraw(YearExplanationFact, act.object.pk)
    else:
        publish_fact(fact)


def all_plans() -> Iterator[YearPlanFact]:
    """Yield the fact of every plan of this government, for reconciliation."""
    return (fact_of_plan(plan) for plan in YearPlan.objects.all())


def all_explanations() -> Iterator[YearExplanationFact]:
    """Yield the fact of every confirmed explanation of this government, for reconciliation."""
    facts = (fact_of_explanation(one) for one in YearExplanation.objects.all())
    return (fact for fact in facts if fact is not None)


def fact_of_plan(plan: YearPlan) -> YearPlanFact:
    """Return what a plan states upward; an imported one was entered on the day of the import."""
    return YearPlanFact(
        source_id=plan.pk,
        year=plan.year,
        issued_on=plan.issued_on,
        recorded_on=day_of(plan.recorded_at or plan.state_since),
        imported=plan.imported,
    )


def fact_of_explanation(one: YearExplanation) -> YearExplanationFact | None:
    """Return what an explanation states upward, or None while only one side stands by it."""
    if one.state != ExplanationState.CONFIRMED:
        return None
    return YearExplanationFact(
        source_id=one.pk,
        year=one.year,
        first_year=one.first_year,
        cause=one.cause,
        confirmed_on=day_of(one.confirmed_at or one.state_since),
        imported=one.imported,
    )
