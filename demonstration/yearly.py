"""What the demonstration's offices do about years: record the plan of this one, explain the last where none met."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from apps.years import services as years
from apps.years.lifecycle import YEAR_EXPLANATION
from apps.years.models import YearExplanation, YearPlan
from apps.years.selectors import kept, years_to_explain
from demonstration import past_years, plan
from demonstration.past import entered_on
from kernel import clock
from kernel.lifecycle.engine import take
from roads.office import Office


def day_of_years(code: str, today: date) -> date | None:
    """The day on which years are seen to: with the papers of the past, or yesterday where those came in last year.

    None where the story goes on today, since nothing is told out of its order.
    """
    on = entered_on(code, today)
    if on.year == today.year:
        return on
    chapters = plan.chapters_of(code, today)
    return None if chapters and chapters[-1].role.stage == "in_session" else today - timedelta(days=1)


def see_to_years(office: Office, code: str, day: date) -> None:
    """Record the plan of the year, and let both offices come as far with last year's explanation as the plan has it."""
    how = plan.YEARS_TOLD.get(code, "")
    with clock.frozen_at(clock.at_hour(day, 15, 30)):
        if (how or past_years.was_planned(office.place, day.year)) and day.year not in kept().planned:
            _record_plan(office, day, corrected=how == "corrected")
        for year in years_to_explain(day) if how else []:
            one = _explain(office, year)
            TOLD[how](office, one)


def _record_plan(office: Office, day: date, *, corrected: bool) -> YearPlan:
    given = past_years.plan_of(office.place, day.year, until=day - timedelta(days=1))
    given["issued_on"] = date.fromisoformat(given["issued_on"])
    clerk = {"by": office.people["gov_clerk"], "at": clock.now()}
    plan_of_year = years.record_plan(**given, **clerk)
    if corrected:
        del given["year"]
        given["clause"] = "六、（一）"
        years.correct_plan(year_plan_id=plan_of_year.pk, **given, reason="条款号登记有误，按印发稿更正。", **clerk)
    return plan_of_year


def _explain(office: Office, year: int) -> YearExplanation:
    words = past_years.words_about(office.place, year)
    return years.explain_year(year=year, **words, by=office.people["union_clerk"], at=clock.now())


def _wait(office: Office, one: YearExplanation) -> None:
    """The government's office has not looked at it yet."""


def _send_back(office: Office, one: YearExplanation) -> None:
    by, reason = office.people["gov_clerk"], "请补充次年会议的安排。"
    years.return_explanation(year_explanation_id=one.pk, reason=reason, by=by, at=clock.now())


def _correct(office: Office, one: YearExplanation) -> None:
    """Sent back, written anew, confirmed; then the cause proves wrong, and both stand by the corrected one."""
    _send_back(office, one)
    union = {"year_explanation_id": one.pk, "by": office.people["union_clerk"], "at": clock.now()}
    gov = {"year_explanation_id": one.pk, "by": office.people["gov_clerk"], "at": clock.now()}
    text = f"{one.text}次年会议已列入第一季度工作安排。"
    years.revise_explanation(cause=one.cause, text=text, **union)
    take(YEAR_EXPLANATION, "confirm", **gov)
    years.correct_explanation(cause="put_off", text=text, reason="原因类别选择有误。", **union)
    take(YEAR_EXPLANATION, "confirm", **gov)


TOLD: Mapping[str, Callable[[Office, YearExplanation], None]] = {
    "waits": _wait, "returned": _send_back, "corrected": _correct,
}  # fmt: skip
