"""Warnings of years: one closed without its meeting and is not explained; this one's plan is not recorded.

They stand beside the timetable of meetings (`apps.meetings.alerts`): on the desks of both offices, and sent once.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.meetings.alerts import Alert
from apps.workrules.binding import binding_rule
from apps.workrules.naming import mechanism
from apps.years.models import ExplanationState
from apps.years.selectors import kept, rule_of, unmet_years

ART_12 = gettext_lazy("第十二条")
PAGE = "/years"


def alerts_on(day: date) -> list[Alert]:
    """Return the warnings that stand at the end of `day`; what both sides confirmed is warned of no more."""
    return [*_unexplained(day), *_unplanned(day)]


def _unexplained(day: date) -> Iterator[Alert]:
    """From 1 January on, in red, until the other side has confirmed the explanation (R4.6)."""
    for year in unmet_years(day):
        if kept().explained.get(year) != ExplanationState.CONFIRMED:
            named = {"year": year, "mechanism": mechanism(rule_of(year))}
            words = _("%(year)s 年度未按规则召开%(mechanism)s，书面说明尚未完成。") % named
            yield Alert("unexplained", year, date(year + 1, 1, 1), words, url=PAGE, late=True)


def _unplanned(day: date) -> Iterator[Alert]:
    """From the month on that the rule names, while nobody has recorded the year's plan (R12.4)."""
    rule = binding_rule(day=day)
    since = date(day.year, int(rule.work_plan_month), 1)
    if day >= since and day.year not in kept().planned:
        named = {"year": day.year, "mechanism": mechanism(rule)}
        words = _("%(year)s 年度尚未登记%(mechanism)s列入政府年度工作计划的情况。") % named
        yield Alert("no_work_plan", day.year, since, words, article=ART_12, url=PAGE)
