"""Past years as rows: the plan each meeting stood in, and why there was none."""

from apps.history.writing import Writing
from apps.years.models import ExplanationState, PlanState, YearExplanation, YearPlan
from apps.years.selectors import rule_of


def write_years(writing: Writing) -> None:
    """Write plans and explanations; both sides stood by them on paper."""
    plans = [
        YearPlan(
            year=one.year,
            title=one.title,
            document_number=one.document_number,
            issued_on=one.issued_on,
            clause=one.clause,
            clause_text=one.clause_text,
            imported=True,
            **writing.state(PlanState.RECORDED),
        )
        for one in writing.package.plans
    ]
    explanations = [
        YearExplanation(
            year=one.year,
            first_year=one.year + 1 - rule_of(one.year).period_years,
            side=one.side,
            cause=one.cause,
            text=one.text,
            declared_on=one.explained_on,
            imported=True,
            **writing.state(ExplanationState.CONFIRMED),
        )
        for one in writing.package.explanations
    ]
    writing.note("year_plan", YearPlan.objects.bulk_create(plans))
    writing.note("year_explanation", YearExplanation.objects.bulk_create(explanations))
