"""The two lanes of a meeting: what is done and by whom, what is awaited and from whom, what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from apps.meetings.models import Meeting
from apps.meetings.timetable import Timetable, timetable_of
from apps.meetings.topic_list.permissions import next_checker
from apps.minutes.models import Minutes, MinutesState
from apps.minutes.permissions import REVIEWS
from apps.organizations.models import User
from apps.topics.models import CollectionRound
from apps.topics.rules import days_late
from apps.workrules.binding import binding_rule
from apps.workrules.naming import side_label
from kernel.clock import day_of
from vocabulary.items import OPEN_STATES
from vocabulary.meetings import MeetingKind, MeetingState
from vocabulary.roles import GOV_CLERK, GOV_LEADER, UNION_CLERK, Side, other_side
from web.display_dates import short
from web.shapes import Shown

S, M = MeetingState, MinutesState
LANES = {GOV_CLERK.name: Side.GOV, UNION_CLERK.name: Side.UNION, "either": "both"}


@dataclass(slots=True)
class Facts:
    """What the lanes are computed from; read by the caller in a constant number of queries."""

    meeting: Meeting
    today: date
    round: CollectionRound | None = None
    minutes: Minutes | None = None
    approvals: Shown = field(default_factory=dict)
    #: Sides whose consent to the list stands.
    consented: set[str] = field(default_factory=set)
    item_states: list[str] = field(default_factory=list)
    #: Names as printed, per act that was done under a delegation or on paper.
    printed: dict[str, str] = field(default_factory=dict)
    #: The last day of the agreed items that are still open.
    last_due_on: date | None = None

    def reached(self, state: MeetingState) -> bool:
        """Whether the meeting is at `state` or beyond."""
        return S(self.meeting.state).has_reached(state)


def steps(facts: Facts) -> list[Shown]:
    """Return the steps in the order of the year; the first that is not done is the current one."""
    given_up = S(facts.meeting.state).is_given_up
    found, awaiting = [], not given_up
    for column, step in enumerate(_steps(facts), start=1):
        done, by = step.pop("done"), step.pop("by")
        step["column"] = column
        step["status"] = "done" if done else "current" if awaiting else "skipped" if given_up else "todo"
        awaiting = awaiting and bool(done)
        if step["status"] in {"current", "todo"} and by is not None:
            step |= {"by": by, "late": step["status"] == "current" and by < facts.today}
        if step["status"] == "todo":
            step["words"] = ""
        found.append(step)
    return found


def current(found: list[Shown]) -> Shown | None:
    """Return the step that is awaited now."""
    return next((step for step in found if step["status"] == "current"), None)


def _steps(facts: Facts) -> Iterator[Shown]:
    """Each step with who and when, or until when; the latest days are those of the rule (`apps.meetings.timetable`)."""
    days = timetable_of(facts.meeting)
    yield from _convening(facts, days)
    yield from _preparing(facts, days)
    yield from _minuting(facts, days)
    yield from _following_up(facts)


def _convening(facts: Facts, days: Timetable) -> Iterator[Shown]:
    it = facts.meeting
    requested, accepted = facts.reached(S.REQUESTED), facts.reached(S.ACCEPTED)
    asking = it.requesting_side
    asked = other_side(asking)
    leaders = {Side.GOV: "", Side.UNION: ""} if it.imported else {Side.GOV: _("政府领导"), Side.UNION: _("工会领导")}
    yield _step(
        _("提请召开"), asking, _("第四条"), requested or it.state == S.DECLINED,
        who=_printed(facts, "request", it.requested_by) if requested and it.requested_by else leaders[Side(asking)],
        at=it.requested_at if requested else None,
        words=_counter_date(it), by=days.collection,
    )  # fmt: skip
    yield _step(
        _("同意召开"), asked, _("第四条"), accepted,
        who=_printed(facts, "accept", it.accepted_by) if accepted and it.accepted_by else leaders[asked],
        at=it.accepted_at if accepted else None, by=days.collection,
    )  # fmt: skip


def _counter_date(meeting: Meeting) -> str:
    if meeting.state != S.DRAFT or meeting.counter_date is None:
        return ""
    asked = other_side(meeting.requesting_side)
    return _("%(side)s建议改为 %(day)s") % {"side": side_label(asked), "day": short(meeting.counter_date)}


def _preparing(facts: Facts, days: Timetable) -> Iterator[Shown]:
    it, collected = facts.meeting, facts.round
    collecting, settled, noticed = facts.reached(S.COLLECTING), facts.reached(S.SETTLED), facts.reached(S.NOTICED)
    yield _step(
        _("启动征集"), "both", _("第六条"), collecting,
        who=facts.printed.get("meeting.open_collection", "") if collecting else _("任一方办公室"),
        at=collected.starts_on if collected and collecting else None, words=_collection_words(facts, collecting),
        by=days.collection,
    )  # fmt: skip
    label, lane, who = _settling(it)
    yield _step(
        label, lane, _("第六条"), settled, who=_settled_by(it) if settled else who,
        at=it.settled_at if settled else None, words="" if settled else _awaited_side(facts), by=days.notice,
    )  # fmt: skip
    issuer = binding_rule(it).notice_issuer
    yield _step(
        _("印发通知"), LANES[issuer], _("第七条"), noticed,
        who=_name(it.noticed_by) if noticed else office_named(issuer),
        at=it.noticed_at if noticed else None, by=days.notice,
    )  # fmt: skip
    held = facts.reached(S.HELD)
    yield _step(
        _("召开会议"), "both", _("第八条"), held, who=_chaired(it) if held else _("双方"), at=days.session,
        words=_("会议进行中") if it.state == S.IN_SESSION else "",
    )  # fmt: skip


def _settled_by(meeting: Meeting) -> str:
    """Both offices where both agreed; otherwise whoever took the last step. Of an imported meeting nobody knows."""
    if meeting.imported:
        return ""
    return _("双方办公室") if binding_rule(meeting).topic_settlement == "both" else _name(meeting.settled_by)


def _chaired(meeting: Meeting) -> str:
    names = "、".join(one.name for one in meeting.presiders)
    return _("%(name)s 主持") % {"name": names} if names else ""


def _settling(meeting: Meeting) -> tuple[str, str, str]:
    """How settling the list is called, in which lane it stands and who is awaited, by the meeting's rule (Art. 6)."""
    match binding_rule(meeting).topic_settlement:
        case GOV_LEADER.name:
            return _("确定议题"), Side.GOV, _("政府领导")
        case "chain":
            waited = next_checker(meeting)
            return _("审核议题"), waited[0].side if waited else "both", str(waited[0].label) if waited else ""
        case _:
            return _("商定议题"), "both", _("双方办公室")


def office_named(named: str) -> str:
    return {GOV_CLERK.name: _("政府办公室"), UNION_CLERK.name: _("工会办公室")}.get(named, _("任一方办公室"))


def _collection_words(facts: Facts, collecting: bool) -> str:
    it, collected = facts.meeting, facts.round
    if collecting and collected is None:
        return _("不经征集") if it.kind == MeetingKind.EXTRAORDINARY else ""
    began = collected if collecting else None
    late = days_late(starts_on=began.starts_on, due_starts_on=began.due_starts_on) if began else 0
    return _("晚 %(days)s 天") % {"days": late} if late > 0 else ""


def _awaited_side(facts: Facts) -> str:
    if len(facts.consented) != 1:
        return ""
    awaited = Side.UNION if facts.consented == {Side.GOV} else Side.GOV
    return _("等待%(side)s") % {"side": side_label(awaited)}


def _minuting(facts: Facts, days: Timetable) -> Iterator[Shown]:
    it, minutes = facts.meeting, facts.minutes
    state = minutes.state if minutes else ""
    past = facts.reached(S.FOLLOWING_UP)
    rule = binding_rule(it)
    chain = list(rule.minutes_approval_chain)
    if len(chain) == 2 and chain[0] == LANES[rule.minutes_drafter]:
        written = _both_approve(facts, chain, state, past)
    else:
        written = _drafted_and_approved(facts, chain, state, past)
    yield from ({**step, "by": days.minutes} for step in written)
    issued_by = _name(minutes.issued_by) if minutes else ""
    yield _step(
        _("印发纪要"), LANES[rule.minutes_issuer], _("第九条"), past,
        who=issued_by if past else office_named(rule.minutes_issuer), at=it.minutes_issued_on if past else None,
        by=days.minutes,
    )  # fmt: skip


def _both_approve(facts: Facts, chain: list[str], state: str, past: bool) -> Iterator[Shown]:
    """The side that drafts approves first, in one step with its draft; then the other side."""
    first, second = (_approved(side, chain, state, past) for side in chain)
    who = {Side.UNION: _("工会"), Side.GOV: _("政府")}[Side(chain[0])]
    yield _step(
        _("起草、审定纪要"), chain[0], _("第九条"), first, who=_by(facts, chain[0], first, who),
        at=_on(facts, chain[0], first), words=str(M(state).label) if state and not first else "",
    )  # fmt: skip
    yield _approval(facts, chain[1], second)


def _drafted_and_approved(facts: Facts, chain: list[str], state: str, past: bool) -> Iterator[Shown]:
    """Drafting is a step of its own where another side approves first, or one side alone (Art. 9)."""
    drafter = binding_rule(facts.meeting).minutes_drafter
    drafted = past or state not in {"", M.DRAFTING, M.RETURNED}
    yield _step(
        _("起草纪要"), LANES[drafter], _("第九条"), drafted, who="" if drafted else office_named(drafter),
        words=str(M(state).label) if state and not drafted else "",
    )  # fmt: skip
    for side in chain:
        yield _approval(facts, side, _approved(side, chain, state, past))


def _approval(facts: Facts, side: str, done: bool) -> Shown:
    who = {Side.UNION: _("工会领导"), Side.GOV: _("政府领导")}[Side(side)]
    return _step(_("审定纪要"), side, _("第九条"), done, who=_by(facts, side, done, who), at=_on(facts, side, done))


def _approved(side: str, chain: list[str], state: str, past: bool) -> bool:
    """Whether a side of the chain has approved: a later one's turn has come, or all are done."""
    later = {str(REVIEWS[one]) for one in chain[chain.index(side) + 1 :]}
    return past or state in later | {M.APPROVED, M.ISSUED}


def _following_up(facts: Facts) -> Iterator[Shown]:
    it = facts.meeting
    total = len(facts.item_states)
    settled = sum(state not in OPEN_STATES for state in facts.item_states)
    closed = facts.reached(S.CLOSED)
    done = closed or (facts.reached(S.FOLLOWING_UP) and settled == total)
    count = _("%(n)s / %(total)s 已办结") % {"n": settled, "total": total} if total else ""
    yield _step(
        _("落实、核验、销号"), "both", _("第十一条"), done, who="" if done else _("责任单位"), words=count,
        by=facts.last_due_on,
    )  # fmt: skip
    yield _step(
        _("会议办结"), "both", _("第十一条"), closed, who="" if closed and it.imported else _("双方办公室"),
        at=day_of(it.concluded_at) if closed and it.concluded_at else it.declared_concluded_on,
    )  # fmt: skip


def _step(
    label: str,
    lane: str,
    article: str,
    done: bool,
    *,
    who: str = "",
    at: datetime | date | None = None,
    words: str = "",
    by: date | None = None,
) -> Shown:
    named = {"label": label, "lane": lane, "article": article}
    return {**named, "done": done, "who": who, "at": at, "words": words, "by": by}


def _name(person: User | None) -> str:
    return person.name if person else ""


def _printed(facts: Facts, act: str, person: Any) -> str:
    """The name, with for whom or on which paper where that was so."""
    return facts.printed.get(f"meeting.{act}", person.name)


def _by(facts: Facts, side: str, done: bool, otherwise: str) -> str:
    approval = facts.approvals.get(side)
    return approval.person_name if done and approval else "" if done else otherwise


def _on(facts: Facts, side: str, done: bool) -> datetime | date | None:
    approval = facts.approvals.get(side)
    return approval.recorded_at if done and approval else None
