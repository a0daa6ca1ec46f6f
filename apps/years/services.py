"""What offices do with a year's plan and a year's explanation. The only writers of these tables."""

import uuid
from datetime import datetime

from apps.organizations.models import User
from apps.years.inputs import (
    Document,
    Explained,
    ExplanationCorrected,
    PlanCorrected,
    Recorded,
    Returned,
    Revised,
    Words,
)
from apps.years.lifecycle import YEAR_EXPLANATION, YEAR_PLAN
from apps.years.models import YearExplanation, YearPlan
from apps.years.selectors import rule_of
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb


@verb(YEAR_PLAN, "record")
def record_plan(*, by: User, at: datetime, **given: object) -> YearPlan:
    """The government's office records by which document and clause the meeting is in the year's work plan (R12.4)."""
    with acting(YEAR_PLAN, "record", by=by, at=at, given=given) as act:
        said = Recorded.of(act)
        plan = YearPlan(year=said.year)
        _write_document(plan, said)
        create(act, plan)
    return plan


@verb(YEAR_PLAN, "correct")
def correct_plan(
    *, year_plan_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> YearPlan:
    """Correct a record until its year is closed; what it said before stays in the audit chain."""
    with acting(YEAR_PLAN, "correct", year_plan_id, by=by, at=at, version=version, given=given) as act:
        said = PlanCorrected.of(act)
        _write_document(act.object, said)
        act.object.reason = said.reason
    return act.object


@verb(YEAR_EXPLANATION, "explain")
def explain_year(*, by: User, at: datetime, **given: object) -> YearExplanation:
    """Explain in writing why a year closed without the meeting that the rule asks for (R4.6)."""
    with acting(YEAR_EXPLANATION, "explain", by=by, at=at, given=given) as act:
        said = Explained.of(act)
        first = said.year + 1 - rule_of(said.year).period_years
        explanation = YearExplanation(year=said.year, first_year=first, side=act.by.side)
        _write_words(explanation, said)
        create(act, explanation)
    return explanation


@verb(YEAR_EXPLANATION, "revise")
def revise_explanation(
    *, year_explanation_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> YearExplanation:
    """Change the words before they are confirmed, or after they came back."""
    with acting(YEAR_EXPLANATION, "revise", year_explanation_id, by=by, at=at, version=version, given=given) as act:
        _write_words(act.object, Revised.of(act))
    return act.object


@verb(YEAR_EXPLANATION, "return")
def return_explanation(
    *, year_explanation_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> YearExplanation:
    """The other side's office does not agree, and says why."""
    with acting(YEAR_EXPLANATION, "return", year_explanation_id, by=by, at=at, version=version, given=given) as act:
        act.object.reason = Returned.of(act).reason
    return act.object


@verb(YEAR_EXPLANATION, "correct")
def correct_explanation(
    *, year_explanation_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> YearExplanation:
    """Correct what was confirmed, with a reason; until the other side confirms anew, nothing is known above."""
    with acting(YEAR_EXPLANATION, "correct", year_explanation_id, by=by, at=at, version=version, given=given) as act:
        said = ExplanationCorrected.of(act)
        _write_words(act.object, said)
        act.object.reason, act.object.confirmed_at, act.object.confirmed_by = said.reason, None, None
    return act.object


def _write_document(plan: YearPlan, said: Document) -> None:
    plan.title, plan.document_number, plan.issued_on = said.title, said.document_number, said.issued_on
    plan.clause, plan.clause_text = said.clause, said.clause_text or ""


def _write_words(explanation: YearExplanation, said: Words) -> None:
    explanation.cause, explanation.text = said.cause, said.text
