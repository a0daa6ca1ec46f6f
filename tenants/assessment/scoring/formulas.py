"""One function per formula of a scheme: from facts to points, exact; rounding comes after (Art. 12).

A formula knows no weight: points and steps are the scheme's. Averages are over the ordinary meetings of the year.
Each says in its words what it does, and returns the facts that it looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from kernel.canonical import Plain
from kernel.workcalendar.rules import minus_months
from tenants.assessment.scoring.arithmetic import exact
from tenants.assessment.scoring.facts import LEADING, Facts, Meeting
from tenants.assessment.scoring.reading import Fault

#: Working days d with a < d <= b.
Workdays = Callable[[date, date], int]
Bound = TypeVar("Bound", date, int)
NOTHING, EVERYTHING = Fraction(0), Fraction(1)
Value = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Input:
    """One fact that a formula looked at: where it stands, what it is called, what it says."""

    path: str
    zh: str
    en: str
    value: Value


@dataclass(frozen=True, slots=True)
class Computed:
    """Points before rounding, and what they came from."""

    points: Fraction
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a scheme says of one indicator, and how working days are counted."""

    points: Fraction
    parameters: Plain
    workdays: Workdays

    @property
    def steps(self) -> list[tuple[str, Fraction]]:
        """The steps of a formula that has them: bound and points, the first bound that is not passed decides."""
        return [(str(bound), exact(points)) for bound, points in self.parameters["steps"]]

    def given(self, name: str) -> Fraction:
        """Return a parameter that is a number."""
        return exact(self.parameters[name])


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as schemes name it."""

    key: str
    compute: Callable[[Facts, Asked], Computed]
    zh: str
    en: str
    #: Parameters that are points, the first of them the most that can be had.
    of_points: tuple[str, ...] = ()
    #: Parameters that are a share between 0 and 1.
    of_share: tuple[str, ...] = ()
    #: What the first column of `steps` is: a day of the year (MM-DD), or a number of days; "" where there are none.
    steps: str = ""
    #: How many times the best of `of_points` makes the whole.
    times: int = 1

    def faults(self, given: Plain, points: Fraction, path: str) -> Iterator[Fault]:
        """Yield what is wrong with the parameters that a scheme gives."""
        wanted = {*self.of_points, *self.of_share, *(["steps"] if self.steps else [])}
        for name in sorted(wanted - set(given)):
            yield Fault(f"{path}.{name}", "缺少这一参数。", "This parameter is missing.")
        for name in sorted(set(given) - wanted):
            yield Fault(f"{path}.{name}", "公式没有这一参数。", "The formula has no such parameter.")
        for name in (one for one in (*self.of_points, *self.of_share) if one in given):
            most = EVERYTHING if name in self.of_share else points / self.times
            if not _is_number(given[name]) or not 0 <= Fraction(given[name]) <= most:
                yield Fault(
                    f"{path}.{name}", f"应在 0 与 {float(most):g} 之间。", f"It lies between 0 and {float(most):g}."
                )
            elif name in self.of_points[:1] and Fraction(given[name]) != most:
                yield Fault(f"{path}.{name}", f"应为满分 {float(most):g}。", f"It is the full {float(most):g}.")
        if self.steps and "steps" in given:
            yield from self._faults_of_steps(given["steps"], points, f"{path}.steps")

    def _faults_of_steps(self, steps: object, points: Fraction, path: str) -> Iterator[Fault]:
        pairs: list[list[object]] = steps if isinstance(steps, list) and steps else [[]]
        if not all(isinstance(one, list) and len(one) == 2 for one in pairs) or not all(
            _is_bound(one[0], self.steps) and _is_number(one[1]) for one in pairs
        ):
            yield Fault(path, "应为若干组［界限，得分］。", "It is a list of pairs: bound and points.")
            return
        bounds, marks = (
            [(int(str(one[0])) if self.steps == "days" else str(one[0])) for one in pairs],
            [Fraction(str(one[1])) for one in pairs],
        )
        if bounds != sorted(set(bounds)) or marks != sorted(marks, reverse=True) or marks[0] != points or marks[-1] < 0:
            words = "界限应由小到大，得分由满分递减。"
            yield Fault(path, words, "Bounds rise, and points fall from the full ones.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_bound(value: object, kind: str) -> bool:
    if kind == "days":
        return _is_number(value)
    try:
        date.fromisoformat(f"2001-{value}")
    except (ValueError, TypeError):
        return False
    return True


# --- A: the system stands --------------------------------------------------------------------------------------------


def rule_in_force(facts: Facts, asked: Asked) -> Computed:
    """All points where a work rule is in force on 31 December, else none (Art. 12)."""
    return Computed(asked.points * facts.rule_in_force, (_in_force(facts),))


def rule_complete(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of required parameters that the rule sets; none without a rule in force (Art. 12).

    11 of 12 for 4 points: 3.67.
    """
    share = Fraction(facts.rule_params_present, facts.rule_params_required)
    return Computed(
        asked.points * share * facts.rule_in_force,
        (
            _in_force(facts),
            Input("rule.params_present", "已规定的参数", "parameters set", facts.rule_params_present),
            Input("rule.params_required", "应规定的参数", "parameters required", facts.rule_params_required),
        ),
    )


def in_work_plan(facts: Facts, asked: Asked) -> Computed:
    """All points where the meeting stands in the year's government work plan, with document and clause (R12.4)."""
    said = facts.in_annual_gov_work_plan
    here = Input("plan.in_annual_gov_work_plan", "列入政府年度工作计划", "in the government's work plan", said)
    return Computed(asked.points * said, (here,))


# --- B: meetings are held --------------------------------------------------------------------------------------------


def meetings_held(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of the ordinary meetings that the rule asks for in its period (Art. 4).

    Where the rule counts over several years, those of the earlier years count as well. One of two for 12 points: 6.
    """
    required = facts.params.required_ordinary_meetings
    share = min(EVERYTHING, Fraction(len(facts.counted_days), required))
    return Computed(asked.points * share, (*_days(facts), _required(facts)))


def held_by(facts: Facts, asked: Asked) -> Computed:
    """Points by the day of the meeting with which the year's number was reached; none where it was not (Art. 4)."""
    required, days = facts.params.required_ordinary_meetings, facts.counted_days
    inputs = (*_days(facts), _required(facts))
    if len(days) < required:
        return Computed(NOTHING, inputs)
    reached = days[required - 1]
    steps = [(date.fromisoformat(f"{facts.year}-{day}"), points) for day, points in asked.steps]
    return Computed(_first(steps, reached), inputs)


def conveners_present(facts: Facts, asked: Asked) -> Computed:
    """For each side the points of who led it, averaged over the meetings (Art. 4).

    The chief convener, or the principal leader in that place, counts in full; a convener alone for less.
    """

    def of_side(lead: str) -> Fraction:
        if lead in LEADING:
            return asked.given("leading")
        return asked.given("convener") if lead == "convener" else NOTHING

    return _average(
        facts,
        lambda one: of_side(one.gov_lead) + of_side(one.union_lead),
        lambda one, path: (
            Input(f"{path}.gov_lead", "政府方面领会人", "who led the government's side", one.gov_lead),
            Input(f"{path}.union_lead", "工会方面领会人", "who led the union's side", one.union_lead),
        ),
    )


# --- C: topics are prepared ------------------------------------------------------------------------------------------


def collection_started(facts: Facts, asked: Asked) -> Computed:
    """Points by the days between the due start of collection and the real one, averaged over the meetings (Art. 6).

    Due is the day so many calendar months before the session, clamped to the month's end: 2025-04-30 − 2 months is
    2025-02-28. Without a start there are none.
    """
    lead = facts.params.collection_lead_months or 0

    def of(one: Meeting) -> Fraction:
        if one.collection_started_on is None:
            return NOTHING
        late = (one.collection_started_on - minus_months(one.held_on, lead)).days
        return _first([(int(days), points) for days, points in asked.steps], late)

    return _average(
        facts, of,
        lambda one, path: (
            Input(f"{path}.collection_started_on", "启动征集", "collection started", one.collection_started_on),
            Input("", "应于此日前启动", "due start", minus_months(one.held_on, lead)),
        ),
    )  # fmt: skip


def both_sides_bring(facts: Facts, asked: Asked) -> Computed:
    """All points where both sides brought topics, fewer where one did; a joint topic counts for both (Art. 6)."""
    origins = {topic.origin for topic in facts.topics}
    sides = {"gov", "union"} if "joint" in origins else origins
    points = {0: NOTHING, 1: asked.given("one"), 2: asked.given("both")}[len(sides)]
    counted = tuple(
        Input("meetings[].tabled_topics[].origin", zh, en, sum(topic.origin == origin for topic in facts.topics))
        for origin, zh, en in (
            ("union", "工会议题", "union's topics"), ("gov", "政府议题", "government's topics"),
            ("joint", "联合议题", "joint topics"),
        )
    )  # fmt: skip
    return Computed(points, counted)


def topics_prepared(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of tabled topics that had both a research report and a closed consultation (Art. 6)."""
    ready = sum(topic.research_report and topic.consultation_closed for topic in facts.topics)
    return _share(
        asked, ready, len(facts.topics), "meetings[].tabled_topics", ("准备充分的议题", "prepared topics"), TABLED
    )


def topics_decided(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of tabled topics on which the meeting ended in some way (Art. 8)."""
    decided = sum(topic.outcome is not None for topic in facts.topics)
    return _share(
        asked, decided, len(facts.topics), "meetings[].tabled_topics", ("有结论的议题", "decided topics"), TABLED
    )


# --- D: papers are in time -------------------------------------------------------------------------------------------


def notice_in_time(facts: Facts, asked: Asked) -> Computed:
    """Points by the working days from notice to session, averaged over the meetings (Art. 7).

    Lead time or more: all; at least one: some; none, or no notice: nothing.
    """
    lead = facts.params.notice_lead_workdays

    def of(one: Meeting) -> Fraction:
        if one.notice_issued_on is None:
            return NOTHING
        days = asked.workdays(one.notice_issued_on, one.held_on)
        if days >= lead:
            return asked.given("in_time")
        return asked.given("some") if days >= 1 else NOTHING

    return _average(
        facts, of,
        lambda one, path: (
            Input(f"{path}.notice_issued_on", "通知印发", "notice issued", one.notice_issued_on),
            _counted(asked, one.notice_issued_on, one.held_on),
            Input("params.notice_lead_workdays", "应提前的工作日", "working days asked for", lead),
        ),
    )  # fmt: skip


def minutes_in_time(facts: Facts, asked: Asked) -> Computed:
    """Points by the working days from session to minutes, averaged over the meetings (Art. 9).

    Within the limit: all; within twice the limit: some; later, not at all, or after the filing cut-off: nothing.
    """
    limit = facts.params.minutes_deadline_workdays

    def of(one: Meeting) -> Fraction:
        if one.minutes_issued_on is None or one.minutes_issued_on > facts.filing_cutoff:
            return NOTHING
        days = asked.workdays(one.held_on, one.minutes_issued_on)
        if days <= limit:
            return asked.given("in_time")
        return asked.given("within_twice") if days <= 2 * limit else NOTHING

    return _average(
        facts, of,
        lambda one, path: (
            Input(f"{path}.minutes_issued_on", "纪要印发", "minutes issued", one.minutes_issued_on),
            _counted(asked, one.held_on, one.minutes_issued_on),
            Input("params.minutes_deadline_workdays", "应在几个工作日内印发", "working days allowed", limit),
            Input("filing_cutoff", "归档截止", "filing cut-off", facts.filing_cutoff),
        ),
    )  # fmt: skip


def items_listed(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of agreed items that were listed whole and in time (Art. 11); none without a meeting."""
    listed = sum(item.listed_ok for item in facts.items)
    return _share(
        asked, listed, len(facts.items), "meetings[].agreed_items", ("列入清单完整的事项", "items listed whole"),
        ("议定事项", "agreed items"),
    )  # fmt: skip


# --- E: decisions are carried out ------------------------------------------------------------------------------------


def items_on_time(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of due items that were closed in time; late ones count in part (Art. 11).

    6 in time and 1 late of 8, for 18 points and a half: 14.625, so 14.63.
    """
    due = facts.due_items
    done = due.on_time + due.late_closed * asked.given("late_share")
    share = done / due.due if due.due else NOTHING
    return Computed(
        asked.points * share,
        (
            Input("due_items.on_time", "按期办结", "closed in time", due.on_time),
            Input("due_items.late_closed", "逾期办结", "closed late", due.late_closed),
            Input("due_items.due", "应办结", "due", due.due),
        ),
    )


def reports_on_time(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of progress reports that came in time (Art. 11). 15 of 16 for 6 points: 5.625, so 5.63."""
    reports = facts.reports
    return _share(
        asked, reports.on_time, reports.due, "reports", ("按时报告", "reports in time"), ("应报", "reports due")
    )


def unimplemented_explained(facts: Facts, asked: Asked) -> Computed:
    """Points by the share of unimplemented items with explanation, opinion and new deadline (Art. 3).

    Without a meeting in the year there was nobody to explain it to: none. Where nothing is unimplemented: all.
    """
    prior = facts.prior_unimplemented
    share = Fraction(prior.fully_explained, prior.count) if prior.count else EVERYTHING
    return Computed(
        asked.points * share * bool(facts.ordinary),
        (
            Input("meetings", "本年度例会次数", "ordinary meetings of the year", len(facts.ordinary)),
            Input("prior_unimplemented.count", "未落实事项", "unimplemented items", prior.count),
            Input("prior_unimplemented.fully_explained", "说明完整", "explained whole", prior.fully_explained),
        ),
    )


# --- what they share -------------------------------------------------------------------------------------------------

TABLED, TOPICS = ("提交会议的议题", "tabled topics"), "meetings[].tabled_topics"


def _average(
    facts: Facts, of: Callable[[Meeting], Fraction], seen: Callable[[Meeting, str], Iterable[Input]]
) -> Computed:
    """Return the average over the ordinary meetings; without any, nothing."""
    held = facts.ordinary
    inputs = tuple(
        one
        for meeting in held
        for path in (f"meetings[{facts.meetings.index(meeting)}]",)
        for one in (Input(f"{path}.held_on", "会议日期", "session", meeting.held_on), *seen(meeting, path))
    )
    if not held:
        return Computed(NOTHING, (_none_held(),))
    return Computed(sum((of(one) for one in held), NOTHING) / len(held), inputs)


def _share(
    asked: Asked, part: int, whole: int, path: str, part_said: tuple[str, str], whole_said: tuple[str, str]
) -> Computed:
    share = Fraction(part, whole) if whole else NOTHING
    return Computed(asked.points * share, (Input(path, *part_said, part), Input(path, *whole_said, whole)))


def _first(steps: Iterable[tuple[Bound, Fraction]], value: Bound) -> Fraction:
    """Return the points of the first step whose bound is not passed; beyond the last there are none."""
    return next((points for bound, points in steps if value <= bound), NOTHING)


def _in_force(facts: Facts) -> Input:
    return Input("rule.in_force_at_cutoff", "年末工作规则有效", "work rule in force at year's end", facts.rule_in_force)


def _required(facts: Facts) -> Input:
    required = facts.params.required_ordinary_meetings
    return Input("params.required_ordinary_meetings", "应召开次数", "meetings asked for", required)


def _days(facts: Facts) -> tuple[Input, ...]:
    held = tuple(Input("meetings[].held_on", "例会日期", "ordinary meeting", day) for day in facts.counted_days)
    return held or (_none_held(),)


def _none_held() -> Input:
    return Input("meetings", "例会", "ordinary meetings", 0)


def _counted(asked: Asked, start: date | None, end: date | None) -> Input:
    days = asked.workdays(start, end) if start is not None and end is not None else None
    return Input("", "相隔工作日", "working days between", days)


FORMULAS: Mapping[str, Formula] = {
    one.key: one
    for one in (
        Formula(
            "rule_in_force", rule_in_force, "年末工作规则有效得满分，否则不得分",
            "all points with a work rule in force at year's end, else none",
        ),
        Formula(
            "rule_complete", rule_complete, "满分 × 已规定的参数 ÷ 应规定的参数；没有有效规则不得分",
            "points × parameters set ÷ parameters required; none without a rule in force",
        ),
        Formula(
            "in_work_plan", in_work_plan, "列入政府年度工作计划并有文件和条款得满分",
            "all points where the work plan has it, with document and clause",
        ),
        Formula(
            "meetings_held", meetings_held, "满分 × 实际召开次数 ÷ 应召开次数，至多满分",
            "points × meetings held ÷ meetings asked for, at most all",
        ),
        Formula(
            "held_by", held_by, "以开足应召开次数的那一次会议日期分档计分，没有开足不得分",
            "by the day of the meeting that made the number full; none where it was not reached", steps="day",
        ),
        Formula(
            "conveners_present", conveners_present,
            "双方分别计分后相加：总召集人或主要领导到会得满分，只有召集人到会得部分分；多次会议取平均",
            "both sides added: chief convener or principal leader in full, a convener alone in part; averaged",
            of_points=("leading", "convener"), times=2,
        ),
        Formula(
            "collection_started", collection_started,
            "按启动征集比应启动日晚的天数分档计分，没有启动不得分；多次会议取平均",
            "by the days after the due start; none without a start; averaged", steps="days",
        ),
        Formula(
            "both_sides_bring", both_sides_bring, "双方都有议题得满分，只有一方有议题得部分分；联合议题算双方",
            "all where both sides brought topics, in part for one; a joint topic counts for both",
            of_points=("both", "one"),
        ),
        Formula(
            "topics_prepared", topics_prepared, "满分 × 既有调研报告又完成征求意见的议题 ÷ 提交会议的议题",
            "points × topics with research and closed consultation ÷ tabled topics",
        ),
        Formula(
            "topics_decided", topics_decided, "满分 × 有结论的议题 ÷ 提交会议的议题",
            "points × decided topics ÷ tabled topics",
        ),
        Formula(
            "notice_in_time", notice_in_time,
            "通知到会议的工作日达到规定得满分，至少一个工作日得部分分；多次会议取平均",
            "all with the lead time in working days, in part with one at least; averaged",
            of_points=("in_time", "some"),
        ),
        Formula(
            "minutes_in_time", minutes_in_time,
            "会议到纪要印发的工作日在期限内得满分，在期限两倍以内得部分分，归档截止前没有印发不得分；多次会议取平均",
            "all within the limit in working days, in part within twice; none if not issued by the cut-off; averaged",
            of_points=("in_time", "within_twice"),
        ),
        Formula(
            "items_listed", items_listed, "满分 × 列入清单完整的事项 ÷ 议定事项；没有开会不得分",
            "points × items listed whole ÷ agreed items; none without a meeting",
        ),
        Formula(
            "items_on_time", items_on_time, "满分 ×（按期办结 + 逾期办结的折算）÷ 应办结",
            "points × (closed in time + part of closed late) ÷ due", of_share=("late_share",),
        ),
        Formula(
            "reports_on_time", reports_on_time, "满分 × 按时报告 ÷ 应报", "points × reports in time ÷ reports due"
        ),
        Formula(
            "unimplemented_explained", unimplemented_explained,
            "没有未落实事项得满分，否则满分 × 说明完整的事项 ÷ 未落实事项；本年度没有开会不得分",
            "all where nothing is unimplemented, else points × explained whole ÷ unimplemented; none without a meeting",
        ),
    )
}  # fmt: skip
