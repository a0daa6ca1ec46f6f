"""The alert timetable: nobody has asked for this year's meeting, or the lead can no longer be kept (R4.9)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.meetings.models import Meeting, MeetingKind, MeetingState
from apps.meetings.selectors import in_brief
from apps.workrules.rules import HeldMeeting, RuleParameters, collection_due_on, due_by, held_in_period
from apps.workrules.selectors import parameters_on
from kernel.reading import once
from kernel.refusals import Sentence

ART_4 = gettext_lazy("第四条")
#: A meeting that was only drafted, refused or given up is no plan; one whose collection has not begun keeps no lead.
NO_PLAN = {MeetingState.DRAFT, MeetingState.DECLINED, MeetingState.CANCELLED}
NOT_COLLECTING = NO_PLAN | {MeetingState.REQUESTED, MeetingState.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning of one year: since when it stands, and what it says."""

    name: str
    year: int
    since: date
    sentence: str
    article: Sentence = ART_4
    #: Where one goes to do what is missing.
    url: str = ""
    #: What it warns of has happened: shown in red.
    late: bool = False


def alerts_on(day: date) -> list[Alert]:
    """Return the warnings that stand at the end of `day`, in the order of their days; none once the year has met."""
    rule, known = once(("rule", day), lambda: parameters_on(day)), in_brief()
    if due_by(rule, year=day.year).year != day.year or _has_met(known, rule, day):
        return []
    states = {row.state for row in known if row.kind == MeetingKind.ORDINARY and row.year == day.year}
    found = [*_no_plan(rule, day, states), *_no_lead(rule, day, states)]
    return sorted(found, key=lambda one: one.since)


def is_under_way(meetings: Iterable[Meeting], year: int) -> bool:
    """Return whether an ordinary meeting of the year already collects or has met: then nothing is warned of."""
    return any(
        row.kind == MeetingKind.ORDINARY and row.year == year and row.state not in NOT_COLLECTING for row in meetings
    )


def _has_met(known: Iterable[Meeting], rule: RuleParameters, day: date) -> bool:
    held = [
        HeldMeeting(row.held_on, row.year, row.kind == MeetingKind.EXTRAORDINARY)
        for row in known
        if row.held_on is not None
    ]
    return held_in_period(held, rule, year=day.year, on=day).held >= rule.frequency_min


def _no_plan(rule: RuleParameters, day: date, states: set[str]) -> Iterator[Alert]:
    """On the first of the months that the rule names, while nobody has asked to convene."""
    if states - NO_PLAN:
        return
    duty = rule.frequency_strength == "required"
    said = _("%(year)s 年度应当召开联席会议，尚未提请。") if duty else _("%(year)s 年度尚未提请召开联席会议。")
    for month in rule.plan_alert_months:
        since = date(day.year, int(month), 1)
        if since <= day:
            words = said % {"year": day.year}
            yield Alert(f"no_plan_{month}", day.year, since, words)


def _no_lead(rule: RuleParameters, day: date, states: set[str]) -> Iterator[Alert]:
    """On the last day on which collection for a meeting on 31 December begins in time."""
    last = collection_due_on(date(day.year, 12, 31), rule)
    if last is None or states - NOT_COLLECTING or day < last:
        return
    words = _("今日之后启动议题征集，年内召开联席会议将不足规定的提前时间。")
    yield Alert("no_lead", day.year, last, words)
