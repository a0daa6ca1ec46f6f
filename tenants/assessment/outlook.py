"""How a year stands while it runs: what each indicator has now, what can still be won and by when, what is lost.

The best that is left is scored like everything else, on facts in which all that is still open goes well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kernel.workcalendar.rules import minus_months
from tenants.assessment.gathering import Ahead, Gathered
from tenants.assessment.scoring.arithmetic import round2
from tenants.assessment.scoring.changing import Change, what_would_change
from tenants.assessment.scoring.facts import DueItems, DueReports, Facts, Item, Meeting, Topic, Unimplemented
from tenants.assessment.scoring.formulas import Workdays
from tenants.assessment.scoring.grading import grade_of
from tenants.assessment.scoring.results import Line, Result, score
from tenants.assessment.scoring.scheme import Scheme

READY = {"research_report": True, "consultation_closed": True, "outcome": "decided"}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Prospect:
    """One indicator of a running year. `until` is the next day that decides something; None where none does."""

    line: Line
    best: Decimal | None
    to_win: Decimal
    lost: Decimal
    until: date | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one government stands, as if the year closed today."""

    gathered: Gathered
    result: Result
    grade: str
    best: Result
    prospects: tuple[Prospect, ...]


def standing_of(gathered: Gathered, scheme: Scheme, workdays: Workdays, *, today: date) -> Standing:
    """Score a government as it stands, and with everything that is still open going well."""
    result = score(gathered.facts, scheme, workdays)
    best = score(_at_best(gathered.facts, gathered.ahead, today), scheme, workdays)
    days = _deciding_days(gathered, today, workdays)
    return Standing(
        gathered, result, grade_of(result), best,
        tuple(_prospect(line, best, result, days, workdays) for line in result.lines),
    )  # fmt: skip


def _prospect(line: Line, best: Result, result: Result, days: dict[str, date], workdays: Workdays) -> Prospect:
    whole, now = round2(line.indicator.points), line.score or Decimal(0)
    reach = best.scores[line.indicator.id]
    if reach is None:
        return Prospect(line, None, Decimal(0), Decimal(0), None, ())
    reach = max(reach, now)
    to_win = reach - now if line.score is not None else reach
    return Prospect(
        line, reach, to_win, whole - reach, days.get(line.indicator.formula) if to_win else None,
        tuple(what_would_change(result, line.indicator.id, workdays)) if line.score is not None else (),
    )  # fmt: skip


def _at_best(facts: Facts, ahead: Ahead, today: date) -> Facts:
    """Return the facts of the year's end if all that is open goes well from today on."""
    last = date(facts.year, 12, 31)
    if today > facts.filing_cutoff:
        return facts
    better = replace(
        facts, in_annual_gov_work_plan=True,
        meetings=tuple(_minuted(one, today, facts.filing_cutoff) for one in facts.meetings),
    )  # fmt: skip
    if today > last:
        return better
    due, reports = facts.due_items, facts.reports
    later = len(ahead.items) + ahead.closed_early
    return replace(
        better,
        rule_in_force=True,
        rule_params_present=facts.rule_params_required,
        meetings=(*better.meetings, *_still_held(facts, ahead, today)),
        due_items=DueItems(
            due=due.due + later, on_time=due.on_time + later, late_closed=due.late_closed + ahead.overdue
        ),
        reports=DueReports(due=reports.due + len(ahead.reports), on_time=reports.on_time + len(ahead.reports)),
        prior_unimplemented=facts.prior_unimplemented if facts.ordinary else Unimplemented(),
    )


def _minuted(one: Meeting, today: date, cut_off: date) -> Meeting:
    if one.minutes_issued_on is not None or today > cut_off:
        return one
    return replace(one, minutes_issued_on=max(today, one.held_on))


def _still_held(facts: Facts, ahead: Ahead, today: date) -> Iterator[Meeting]:
    """Yield the meetings that the rule still asks for, as well prepared as the days that are left allow."""
    missing = facts.params.required_ordinary_meetings - len(facts.counted_days)
    for at in range(max(missing, 0)):
        planned = ahead.meeting if at == 0 else None
        held = planned.held_on if planned else _earliest(facts, today)
        started = planned.collection_started_on if planned else None
        noticed = planned.notice_issued_on if planned else None
        yield Meeting(
            type="ordinary", held_on=held, collection_started_on=started or today, notice_issued_on=noticed or today,
            minutes_issued_on=held, gov_lead="chief", union_lead="chief",
            tabled_topics=(Topic(origin="joint", research_report=True, consultation_closed=True, outcome="decided"),),
            agreed_items=(Item(listed_ok=True),),
        )  # fmt: skip


def _earliest(facts: Facts, today: date) -> date:
    """Return the day of a meeting that begins to be prepared today: a lead of collection ahead, within the year."""
    lead, last = facts.params.collection_lead_months or 0, date(facts.year, 12, 31)
    day = today
    while day < last and minus_months(day, lead) < today:
        day += DAY
    return day


def _deciding_days(gathered: Gathered, today: date, workdays: Workdays) -> dict[str, date]:
    """Return, per formula, the next day by which something must be done."""
    facts, ahead = gathered.facts, gathered.ahead
    last = date(facts.year, 12, 31)
    coming = ahead.meeting
    days: dict[str, date | None] = {
        "rule_in_force": last, "rule_complete": last, "in_work_plan": facts.filing_cutoff, "meetings_held": last,
        "held_by": next((day for day in (date(facts.year, 11, 30), last) if day >= today), None),
        "items_on_time": min(ahead.items, default=last if ahead.overdue else None),
        "reports_on_time": min(ahead.reports, default=None),
        "minutes_in_time": _minutes_by(facts, today, workdays),
        **dict.fromkeys(
            ("conveners_present", "both_sides_bring", "topics_prepared", "topics_decided", "unimplemented_explained"),
            coming.held_on if coming else last,
        ),
    }  # fmt: skip
    if coming is not None:
        days["collection_started"] = minus_months(coming.held_on, facts.params.collection_lead_months or 0)
        days["notice_in_time"] = _notice_by(coming.held_on, facts.params.notice_lead_workdays, workdays)
    return {name: day for name, day in days.items() if day is not None and day >= today}


def _notice_by(held: date, lead: int, workdays: Workdays) -> date:
    day = held
    while workdays(day, held) < lead:
        day -= DAY
    return day


def _minutes_by(facts: Facts, today: date, workdays: Workdays) -> date | None:
    """Return the next limit of minutes that are not issued: their own, then twice that."""
    limit = facts.params.minutes_deadline_workdays
    days = []
    for one in facts.ordinary:
        if one.minutes_issued_on is not None:
            continue
        for allowed in (limit, 2 * limit):
            day = one.held_on
            while workdays(one.held_on, day + DAY) <= allowed:
                day += DAY
            days.append(min(day, facts.filing_cutoff))
    return min((day for day in days if day >= today), default=None)


def share_of(value: Decimal, points: Fraction) -> int:
    """Return how many percent of an indicator's points a score is, half up: what a heat scale shows."""
    return int(Fraction(value) * 100 / points + Fraction(1, 2))
