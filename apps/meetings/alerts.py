"""The alert timetable: nobody has asked for this year's meeting, or the lead can no longer be kept (R4.9)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.meetings.models import Meeting
from apps.meetings.selectors import in_brief
from apps.workrules.binding import binding_rule
from apps.workrules.naming import mechanism
from apps.workrules.parameters import RuleParameters
from apps.workrules.rules import HeldMeeting, collection_due_on, due_by, held_in_period
from kernel.refusals import Sentence
from vocabulary.meetings import MeetingKind, MeetingState

ART_4 = gettext_lazy("第四条")


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
    rule, known = binding_rule(day=day), in_brief()
    if due_by(rule, year=day.year).year != day.year:
        return []
    missing = rule.frequency_min - _held(known, rule, day)
    ahead = [one.state for one in known if _is_planned(one, day.year)]
    found = [*_no_plan(rule, day, missing, ahead), *_no_lead(rule, day, missing, ahead)]
    return sorted(found, key=lambda one: one.since)


def _held(known: Iterable[Meeting], rule: RuleParameters, day: date) -> int:
    held = [
        HeldMeeting(row.held_on, row.year, row.kind == MeetingKind.EXTRAORDINARY)
        for row in known
        if row.held_on is not None
    ]
    return held_in_period(held, rule, year=day.year, on=day).held


def _is_planned(meeting: Meeting, year: int) -> bool:
    """Whether an ordinary meeting of the year has been asked for and lies ahead; one given up is no plan."""
    ordinary = meeting.kind == MeetingKind.ORDINARY and meeting.year == year
    return ordinary and meeting.held_on is None and MeetingState(meeting.state).has_reached(MeetingState.REQUESTED)


def _no_plan(rule: RuleParameters, day: date, missing: int, ahead: Sequence[str]) -> Iterator[Alert]:
    """On the first of the months that the rule names, while fewer are asked for than are still to be held."""
    if len(ahead) >= missing:
        return
    duty, again = rule.frequency_strength == "required", missing < rule.frequency_min or bool(ahead)
    for month in rule.plan_alert_months:
        since = date(day.year, int(month), 1)
        if since <= day:
            words = _words(duty=duty, again=again) % {"year": day.year, "name": mechanism(rule)}
            yield Alert(f"no_plan_{month}", day.year, since, words)


def _words(*, duty: bool, again: bool) -> str:
    if again:
        return _("%(year)s 年度召开的%(name)s少于规定次数，下一次尚未提请。")
    return _("%(year)s 年度应当召开%(name)s，尚未提请。") if duty else _("%(year)s 年度尚未提请召开%(name)s。")


def _no_lead(rule: RuleParameters, day: date, missing: int, ahead: Sequence[str]) -> Iterator[Alert]:
    """On the last day on which collection for a meeting on 31 December begins in time."""
    last = collection_due_on(date(day.year, 12, 31), rule)
    collecting = [state for state in ahead if MeetingState(state).has_reached(MeetingState.COLLECTING)]
    if last is None or len(collecting) >= missing or day < last:
        return
    words = _("今日之后启动议题征集，年内召开%(name)s将不足规定的提前时间。") % {"name": mechanism(rule)}
    yield Alert("no_lead", day.year, last, words)
