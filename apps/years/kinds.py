"""What a government keeps per year, as pages, the desk and programs show it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from apps.acts.initials import as_it_is_without_reason
from apps.documents.kinds import FILES
from apps.organizations.models import User
from apps.years import selectors as years
from apps.years.lifecycle import YEAR_EXPLANATION, YEAR_PLAN
from apps.years.models import ExplanationState, YearExplanation
from apps.years.rules import closes_on
from kernel import clock
from kinds.fields import columns
from kinds.filters import by_state, by_year
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Steps, Unbegun, Values, Waiting
from kinds.registry import declare
from kinds.todos import ToDo
from vocabulary.roles import names_of

NOTHING_YET = _("尚未办理")


def _this_year(user: User) -> Values:
    return {"year": clock.today().year}


def _last_year(user: User) -> Values:
    """A year is explained once it is over."""
    return {"year": clock.today().year - 1}


def _until(explanation: YearExplanation, action: str, day: date) -> date | None:
    return closes_on(explanation.year)


def _unexplained(user: User) -> Iterator[ToDo]:
    """The years that closed without their meeting and about which nobody has written: their first row creates.

    There is no object yet: the year stands in for it, waiting since the first day of the next one (R4.6).
    """
    [row] = YEAR_EXPLANATION.named("explain")
    if not names_of(row.possible) & user.role_names:
        return
    waiting = years.years_to_explain(clock.today())
    if not waiting or not names_of(row.open_to(None, user.role_names)) & user.role_names:
        return
    for year in waiting:
        since = clock.at_hour(date(year + 1, 1, 1), 0)
        one = YearExplanation(year=year, first_year=year, state_since=since)
        yield ToDo(
            YEAR_EXPLANATION,
            one,
            (row,),
            title=str(one),
            state=str(one.state),
            state_label=NOTHING_YET,
            since=since,
            url=f"/year-explanations/new?year={year}",
            page="/years",
            until=closes_on(year),
            is_there=False,
        )


YEAR_PLAN_KIND = Kind(
    "years.YearPlan",
    _("列入年度计划"),
    years.plans_visible_to,
    YEAR_PLAN,
    page=Page("year-plans", section="/years", beginning=Beginning("record", "/years")),
    forms=Forms(new=_this_year, initial={"correct": as_it_is_without_reason}),
    offered=Offered(
        "year-plans",
        columns(
            "years.YearPlan",
            "year", "title", "document_number", "issued_on", "clause", "clause_text", "reason", "recorded_at",
            "recorded_by", "imported",
        ),
        details=(FILES,),
        filters=(by_year(),),
    ),
    holds_files=True,
)  # fmt: skip
YEAR_EXPLANATION_KIND = Kind(
    "years.YearExplanation",
    _("未召开说明"),
    years.explanations_visible_to,
    YEAR_EXPLANATION,
    page=Page("year-explanations", section="/years", beginning=Beginning("explain", "/years")),
    forms=Forms(new=_last_year, initial={"revise": as_it_is_without_reason, "correct": as_it_is_without_reason}),
    steps=Steps(until=_until),
    waiting=Waiting(candidates=years.waiting_for, unbegun=Unbegun(_unexplained)),
    offered=Offered(
        "year-explanations",
        columns(
            "years.YearExplanation",
            "year", "first_year", "side", "cause", "text", "reason", "submitted_at", "submitted_by", "confirmed_at",
            "confirmed_by", "imported", "declared_on",
        ),
        details=(FILES,),
        filters=(by_year(), by_state(ExplanationState)),
    ),
    holds_files=True,
)  # fmt: skip
declare(YEAR_PLAN_KIND, YEAR_EXPLANATION_KIND)
