"""What would have changed a score: nearby facts, scored again. Nothing is estimated.

Each formula names the smallest changes that could raise it; a change is told only where scoring the changed facts
gives more points.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from kernel.canonical import Plain
from kernel.workcalendar.rules import minus_months
from tenants.assessment.scoring.arithmetic import points
from tenants.assessment.scoring.facts import Facts, Meeting
from tenants.assessment.scoring.formulas import Workdays
from tenants.assessment.scoring.results import Result, score_line
from tenants.assessment.scoring.scheme import Indicator

DAY = timedelta(days=1)
#: No notice is looked for further back than this.
FURTHEST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the facts in words, and how many points of the indicator it is worth."""

    zh: str
    en: str
    gain: Decimal

    def as_json(self, language: str = "zh") -> dict[str, str]:
        """Return it for a reader."""
        return {"change": self.en if language == "en" else self.zh, "gain": f"+{points(self.gain)}"}


#: What changed, in both languages, with the changed facts.
Variant = tuple[str, str, Facts]


def what_would_change(result: Result, key: str, workdays: Workdays) -> list[Change]:
    """Return the changes that would have given an indicator more points, the nearest first."""
    line = result.line(key)
    if line.score is None:
        return []
    found = []
    for zh, en, facts in VARIANTS[line.indicator.formula](result.facts, line.indicator, workdays):
        again = score_line(facts, line.indicator, workdays).score
        if again is not None and again > line.score:
            found.append(Change(zh, en, again - line.score))
    return found


def _rule(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    whole = replace(facts, rule_in_force=True)
    yield "年末有一部有效的工作规则", "a work rule in force at year's end", whole
    missing = facts.rule_params_required - facts.rule_params_present
    if missing:
        full = replace(whole, rule_params_present=facts.rule_params_required)
        yield f"工作规则补齐 {missing} 项参数", f"{missing} more parameters set by the rule", full


def _plan(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    planned = replace(facts, in_annual_gov_work_plan=True)
    yield "列入政府年度工作计划", "in the year's government work plan", planned


def _more_meetings(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    missing = facts.params.required_ordinary_meetings - len(facts.counted_days)
    if missing > 0:
        held = tuple(Meeting(type="ordinary", held_on=date(facts.year, 12, 31)) for _each in range(missing))
        more = replace(facts, meetings=(*facts.meetings, *held))
        yield f"再召开 {missing} 次例会", f"{missing} more ordinary meetings", more


def _earlier_meeting(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    required = facts.params.required_ordinary_meetings
    if len(facts.counted_days) < required:
        yield from _more_meetings(facts, row, workdays)
        return
    reached = facts.counted_days[required - 1]
    for bound, _points in reversed(row.parameters["steps"]):
        day = date.fromisoformat(f"{facts.year}-{bound}")
        if day < reached:
            moved = tuple(replace(one, held_on=min(one.held_on, day)) for one in facts.meetings)
            yield (
                f"在 {day.isoformat()} 以前开足应召开的次数", f"the meetings asked for held by {day.isoformat()}",
                replace(facts, meetings=moved),
            )  # fmt: skip


def _leads(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    for side, zh, en in (("gov_lead", "政府方面", "the government's"), ("union_lead", "工会方面", "the union's")):
        chief: Plain = {side: "chief"}
        led = tuple(replace(one, **chief) for one in facts.meetings)
        yield f"{zh}总召集人到会", f"{en} chief convener at the meeting", replace(facts, meetings=led)


def _collection(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    lead = facts.params.collection_lead_months or 0
    for at, one in _ordinary(facts):
        due = minus_months(one.held_on, lead)
        for bound, _points in reversed(row.parameters["steps"]):
            day = due + int(bound) * DAY
            if one.collection_started_on is None:
                words = (f"{_on(one)}会议的议题征集于 {day} 前启动", f"collection for {one.held_on} started by {day}")
            elif one.collection_started_on > day:
                early = (one.collection_started_on - day).days
                words = (
                    f"{_on(one)}会议的征集再早 {early} 天启动",
                    f"collection for {one.held_on} {early} days earlier",
                )
            else:
                continue
            yield (*words, _with(facts, at, collection_started_on=day))


def _sides(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    origins = {topic.origin for topic in facts.topics}
    for side, zh, en in (("gov", "政府方面", "the government"), ("union", "工会方面", "the union")):
        if side in origins or not facts.topics:
            continue
        first = next(at for at, one in _ordinary(facts) if one.tabled_topics)
        topics = facts.meetings[first].tabled_topics
        brought = (*topics, replace(topics[0], origin=side))
        yield f"{zh}也提出议题", f"a topic of {en} as well", _with(facts, first, tabled_topics=brought)


def _prepared(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    missing = sum(not (topic.research_report and topic.consultation_closed) for topic in facts.topics)
    ready = {"research_report": True, "consultation_closed": True}
    yield from _topics(
        facts, missing, ready, "个议题补齐调研报告和征求意见", "more topics with research and consultation"
    )


def _decided(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    missing = sum(topic.outcome is None for topic in facts.topics)
    yield from _topics(facts, missing, {"outcome": "agreed"}, "个议题形成结论", "more topics decided")


def _notice(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    for at, one in _ordinary(facts):
        had = 0 if one.notice_issued_on is None else workdays(one.notice_issued_on, one.held_on)
        for wanted in sorted({1, facts.params.notice_lead_workdays}):
            day = _back(one.held_on, wanted, workdays)
            if wanted <= had or day is None:
                continue
            if one.notice_issued_on is None:
                words = (f"{_on(one)}会议的通知于 {day} 前印发", f"the notice for {one.held_on} issued by {day}")
            else:
                words = (
                    f"{_on(one)}会议的通知再早 {wanted - had} 个工作日印发",
                    f"the notice for {one.held_on} {wanted - had} working days earlier",
                )
            yield (*words, _with(facts, at, notice_issued_on=day))


def _minutes(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    limit = facts.params.minutes_deadline_workdays
    for at, one in _ordinary(facts):
        issued = one.minutes_issued_on
        took = None if issued is None or issued > facts.filing_cutoff else workdays(one.held_on, issued)
        for wanted in (2 * limit, limit):
            if took is None:
                words = (
                    f"{_on(one)}会议的纪要在 {wanted} 个工作日内、归档截止前印发",
                    f"the minutes of {one.held_on} issued within {wanted} working days and by the cut-off",
                )
            elif took > wanted:
                words = (
                    f"{_on(one)}会议的纪要再早 {took - wanted} 个工作日印发",
                    f"the minutes of {one.held_on} {took - wanted} working days earlier",
                )
            else:
                continue
            day = _ahead(one.held_on, wanted, workdays)
            yield (*words, _with(facts, at, minutes_issued_on=min(day, max(facts.filing_cutoff, one.held_on))))


def _listed(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    missing = sum(not item.listed_ok for item in facts.items)
    if missing:
        whole = tuple(
            replace(one, agreed_items=tuple(replace(item, listed_ok=True) for item in one.agreed_items))
            for one in facts.meetings
        )
        zh, en = f"{missing} 项议定事项完整列入清单", f"{missing} more items listed whole"
        yield zh, en, replace(facts, meetings=whole)


def _items(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    due = facts.due_items
    late = replace(due, on_time=due.on_time + due.late_closed, late_closed=0)
    if due.late_closed:
        words = (f"{due.late_closed} 项逾期办结的按期办结", f"the {due.late_closed} late items closed in time")
        yield (*words, replace(facts, due_items=late))
    left = due.due - due.on_time - due.late_closed
    if left:
        closed = replace(due, late_closed=due.late_closed + left)
        yield (
            f"{left} 项未办结的在年内办结",
            f"the {left} open items closed within the year",
            replace(facts, due_items=closed),
        )


def _reports(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    left = facts.reports.due - facts.reports.on_time
    if left:
        whole = replace(facts.reports, on_time=facts.reports.due)
        yield f"另 {left} 次进展按时报告", f"{left} more reports in time", replace(facts, reports=whole)


def _explained(facts: Facts, row: Indicator, workdays: Workdays) -> Iterator[Variant]:
    prior = facts.prior_unimplemented
    left = prior.count - prior.fully_explained
    if left:
        whole = replace(prior, fully_explained=prior.count)
        words = (f"另 {left} 项未落实事项写明情况、意见和新时限", f"{left} more unimplemented items explained whole")
        yield (*words, replace(facts, prior_unimplemented=whole))


def _topics(facts: Facts, missing: int, changed: Plain, zh: str, en: str) -> Iterator[Variant]:
    if not missing:
        return
    done = tuple(
        replace(one, tabled_topics=tuple(replace(topic, **changed) for topic in one.tabled_topics))
        for one in facts.meetings
    )
    yield f"另 {missing} {zh}", f"{missing} {en}", replace(facts, meetings=done)


def _ordinary(facts: Facts) -> Iterator[tuple[int, Meeting]]:
    return ((at, one) for at, one in enumerate(facts.meetings) if one.type == "ordinary")


def _with(facts: Facts, at: int, **changed: object) -> Facts:
    given: Plain = changed
    changed_one = replace(facts.meetings[at], **given)
    return replace(facts, meetings=(*facts.meetings[:at], changed_one, *facts.meetings[at + 1 :]))


def _on(meeting: Meeting) -> str:
    return f"{meeting.held_on.month}月{meeting.held_on.day}日"


def _back(end: date, count: int, workdays: Workdays) -> date | None:
    """Return the last day from which so many working days lie before `end`."""
    days = (end - n * DAY for n in range(count, count * 3 + FURTHEST))
    return next((day for day in days if workdays(day, end) >= count), None)


def _ahead(start: date, count: int, workdays: Workdays) -> date:
    """Return the last day that is no more than so many working days after `start`."""
    day = start + count * DAY
    while workdays(start, day + DAY) <= count:
        day += DAY
    return day


VARIANTS: Mapping[str, Callable[[Facts, Indicator, Workdays], Iterator[Variant]]] = {
    "rule_in_force": _rule, "rule_complete": _rule, "in_work_plan": _plan, "meetings_held": _more_meetings,
    "held_by": _earlier_meeting, "conveners_present": _leads, "collection_started": _collection,
    "both_sides_bring": _sides, "topics_prepared": _prepared, "topics_decided": _decided, "notice_in_time": _notice,
    "minutes_in_time": _minutes, "items_listed": _listed, "items_on_time": _items, "reports_on_time": _reports,
    "unimplemented_explained": _explained,
}  # fmt: skip
