"""What is kept per year: the plan that the meeting stands in, the meetings, the explanation where there is none."""

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.documents.pages.shown import shown_files
from apps.documents.selectors import attached_to
from apps.history.selectors import reads as reads_imports
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.years import selectors as years
from apps.years.lifecycle import YEAR_EXPLANATION, YEAR_PLAN
from apps.years.models import ExplanationState, YearExplanation, YearPlan
from apps.years.rules import may_plan
from kernel import clock
from kinds.registry import kind_at, state_label
from vocabulary.roles import DIRECTING, Side
from web import buttons
from web.finding import found_or_404
from web.shapes import Shown

#: What is shown with its earlier versions; of an explanation only to those who worked on it.
PLAN_WORDS = ("title", "document_number", "issued_on", "clause", "clause_text")
EXPLANATION_WORDS = ("cause", "text")
#: How a state of these tables is coloured, by the names that statuses have.
TONES = {"submitted": "requested", "returned": "returned", "confirmed": "closed"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every year of which something is kept, the latest first."""
    user = person_of(request)
    if user.side == Side.NONE:
        raise Http404
    return render(request, "years/list.html", {"years": _Years(user).rows(), "shows_imports": reads_imports(user)})


class _Years:
    """One reading of all years, in a constant number of statements."""

    def __init__(self, user: User) -> None:
        self.user, self.today = user, clock.today()
        self.plans = {one.year: one for one in years.plans_visible_to(user)}
        self.explanations = {one.year: one for one in years.explanations_visible_to(user)}
        self.held = years.held_meetings()
        known = {*self.plans, *self.explanations, *(one.on.year for one in self.held), years.kept().since}
        self.years = range(max(known | {self.today.year}), min(known) - 1, -1)
        self.standings = years.standings(self.years, self.today)

    def rows(self) -> list[Shown]:
        """Return a row per year."""
        return [self._row(year) for year in self.years]

    def _row(self, year: int) -> Shown:
        stands, explanation = self.standings[year], self.explanations.get(year)
        waits = stands == "unmet" and year not in years.kept().explained
        return {
            "year": year,
            "plan": _plan_line(self.plans.get(year)),
            "plan_actions": self._recording(year),
            "held_on": self._days(year),
            "light": {"met": "green", "unmet": "red"}.get(stands, ""),
            "words": {"met": _("已按规则召开"), "unmet": _("未召开"), "open": _("尚未结束")}.get(stands, ""),
            "explanation": _explanation_line(explanation),
            "waits": waits,
            "is_written": stands == "unmet" and explanation is None and not waits,
            "actions": self._explaining(year) if waits else [],
        }

    def _days(self, year: int) -> list[date]:
        return sorted(one.on for one in self.held if one.on.year == year)

    def _recording(self, year: int) -> list[Shown]:
        if year in self.plans or may_plan(year, today=self.today) != "now":
            return []
        return buttons.quiet(buttons.beginning(YEAR_PLAN, "record", self.user, f"/year-plans/new?year={year}"))

    def _explaining(self, year: int) -> list[Shown]:
        return buttons.beginning(YEAR_EXPLANATION, "explain", self.user, f"/year-explanations/new?year={year}")


def _plan_line(plan: YearPlan | None) -> Shown | None:
    if plan is None:
        return None
    return {
        "url": f"/year-plans/{plan.pk}",
        "title": plan.title,
        "number": plan.document_number,
        "clause": plan.clause,
        "imported": plan.imported,
    }


def _explanation_line(one: YearExplanation | None) -> Shown | None:
    if one is None:
        return None
    return {
        "url": f"/year-explanations/{one.pk}",
        "cause": one.get_cause_display(),
        "state": TONES[one.state],
        "state_label": state_label(one),
        "imported": one.imported,
    }


@require_safe
def plan(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One year's plan: the document, the clause, its files, and everything it said before."""
    user = person_of(request)
    one: YearPlan = found_or_404(kind_at("year-plans"), user, key)
    facts: list[Shown] = [
        {"label": _("年度"), "value": one.year},
        {"label": _("计划文件"), "value": one.title},
        {"label": _("发文字号"), "value": one.document_number},
        {"label": _("印发日期"), "day": one.issued_on},
        {"label": _("条款"), "value": one.clause},
        {"label": _("条款内容"), "value": one.clause_text, "long": True},
    ]
    if one.reason:
        facts.append({"label": _("更正理由"), "value": one.reason, "long": True})
    page = _page(one, facts, buttons.told(YEAR_PLAN, one, user))
    page["changes"] = timeline.changes_of(one, PLAN_WORDS)
    return render(request, "years/detail.html", page)


@require_safe
def explanation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One year's explanation: cause and words, who wrote and who confirmed them, and every version before."""
    user = person_of(request)
    one: YearExplanation = found_or_404(kind_at("year-explanations"), user, key)
    page = _page(one, _facts_of(one), buttons.told(YEAR_EXPLANATION, one, user))
    page |= {"state": TONES[one.state], "state_label": state_label(one)}
    page["changes"] = timeline.changes_of(one, EXPLANATION_WORDS) if user.reading_roles & DIRECTING else []
    page["returned"] = one.reason if one.state == ExplanationState.RETURNED else ""
    return render(request, "years/detail.html", page)


def _facts_of(one: YearExplanation) -> list[Shown]:
    facts: list[Shown] = [
        {"label": _("年度"), "value": one.years},
        {"label": _("说明方面"), "side": one.side},
        {"label": _("原因类别"), "value": one.get_cause_display()},
        {"label": _("情况说明"), "value": one.text, "long": True},
    ]
    for label, person, at in (
        (_("提交"), one.submitted_by, one.submitted_at),
        (_("核对"), one.confirmed_by, one.confirmed_at),
    ):
        if person is not None:
            facts.append({"label": label, "person": {"name": person.name, "post": person.printed_post, "at": at}})
    if one.reason and one.state != ExplanationState.RETURNED:
        facts.append({"label": _("退回或更正的理由"), "value": one.reason, "long": True})
    if one.imported:
        facts.append({"label": _("申报的说明日期"), "day": one.declared_on})
    return facts


def _page(one: YearPlan | YearExplanation, facts: list[Shown], actions: list[Shown]) -> Shown:
    return {
        "title": str(one),
        "imported": one.imported,
        "facts": facts,
        "actions": actions,
        "files": shown_files(attached_to([one.pk]).get(one.pk, [])),
        "entries": timeline.entries_of([one.pk]),
    }
