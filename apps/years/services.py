"""What offices do with a year's plan and a year's explanation. The only writers of these tables."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from apps.organizations.models import User
from apps.years.lifecycle import DOCUMENT, WORDS, YEAR_EXPLANATION, YEAR_PLAN
from apps.years.models import YearExplanation, YearPlan
from apps.years.selectors import rule_of
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Need, verb


@verb(YEAR_PLAN, "record")
def record_plan(*, year: int, by: User, at: datetime, **given: Any) -> YearPlan:
    """The government's office records by which document and clause the meeting is in the year's work plan (R12.4)."""
    with acting(YEAR_PLAN, "record", by=by, at=at, given={"year": year, **given}) as act:
        plan = YearPlan(year=year)
        _write(plan, DOCUMENT, given)
        create(act, plan)
    return plan


@verb(YEAR_PLAN, "correct")
def correct_plan(
    *, year_plan_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None, **given: Any
) -> YearPlan:
    """Correct a record until its year is closed; what it said before stays in the audit chain."""
    given["reason"] = reason
    with acting(YEAR_PLAN, "correct", year_plan_id, by=by, at=at, version=version, given=given) as act:
        _write(act.object, DOCUMENT, given)
        act.object.reason = reason
    return act.object


@verb(YEAR_EXPLANATION, "explain")
def explain_year(*, year: int, by: User, at: datetime, **given: Any) -> YearExplanation:
    """Explain in writing why a year closed without the meeting that the rule asks for (R4.6)."""
    with acting(YEAR_EXPLANATION, "explain", by=by, at=at, given={"year": year, **given}) as act:
        first = year + 1 - rule_of(year).period_years
        explanation = YearExplanation(year=year, first_year=first, side=act.by.side)
        _write(explanation, WORDS, given)
        create(act, explanation)
    return explanation


@verb(YEAR_EXPLANATION, "revise")
def revise_explanation(
    *, year_explanation_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: Any
) -> YearExplanation:
    """Change the words before they are confirmed, or after they came back."""
    with acting(YEAR_EXPLANATION, "revise", year_explanation_id, by=by, at=at, version=version, given=given) as act:
        _write(act.object, WORDS, given)
    return act.object


@verb(YEAR_EXPLANATION, "return")
def return_explanation(
    *, year_explanation_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> YearExplanation:
    """The other side's office does not agree, and says why."""
    given = {"reason": reason}
    with acting(YEAR_EXPLANATION, "return", year_explanation_id, by=by, at=at, version=version, given=given) as act:
        act.object.reason = reason
    return act.object


@verb(YEAR_EXPLANATION, "correct")
def correct_explanation(
    *, year_explanation_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None, **given: Any
) -> YearExplanation:
    """Correct what was confirmed, with a reason; until the other side confirms anew, nothing is known above."""
    given["reason"] = reason
    with acting(YEAR_EXPLANATION, "correct", year_explanation_id, by=by, at=at, version=version, given=given) as act:
        _write(act.object, WORDS, given)
        act.object.reason, act.object.confirmed_at, act.object.confirmed_by = reason, None, None
    return act.object


def _write(one: YearPlan | YearExplanation, needs: Iterable[Need], given: Mapping[str, object]) -> None:
    for need in needs:
        if need.kind != "files":
            setattr(one, need.name, given.get(need.name) or "")
