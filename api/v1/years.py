"""What a government keeps per year, as the interface shows it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.fields import columns
from api.resources import Filter, Resource, by, sound_year
from api.v1.parts import WITH_FILES
from apps.years import selectors as years
from apps.years import services as _services  # noqa: F401 - registers verbs
from apps.years.lifecycle import YEAR_EXPLANATION, YEAR_PLAN
from apps.years.models import ExplanationState


def _year() -> Filter:
    return by("year", _("年度"), "number", lambda value: Q(year=sound_year(value)))


def _state(states: Any) -> Filter:
    return by("state", _("状态"), "choice", lambda state: Q(state=state), choices=states)


YEAR_PLANS = Resource(
    "year-plans",
    _("列入年度计划"),
    "years.YearPlan",
    years.plans_visible_to,
    columns(
        "years.YearPlan",
        "year", "title", "document_number", "issued_on", "clause", "clause_text", "reason", "recorded_at",
        "recorded_by", "imported",
    ),
    details=WITH_FILES,
    filters=(_year(),),
    lifecycle=YEAR_PLAN,
)  # fmt: skip
YEAR_EXPLANATIONS = Resource(
    "year-explanations",
    _("未召开说明"),
    "years.YearExplanation",
    years.explanations_visible_to,
    columns(
        "years.YearExplanation",
        "year", "first_year", "side", "cause", "text", "reason", "submitted_at", "submitted_by", "confirmed_at",
        "confirmed_by", "imported", "declared_on",
    ),
    details=WITH_FILES,
    filters=(_year(), _state(ExplanationState)),
    lifecycle=YEAR_EXPLANATION,
)  # fmt: skip
