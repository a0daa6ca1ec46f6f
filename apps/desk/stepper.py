"""The two lanes of a meeting: what is done and by whom, what is awaited and from whom, what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.desk.display_dates import short
from apps.followups.models import OPEN_STATES
from apps.meetings.models import Meeting, MeetingKind, MeetingState
from apps.minutes.models import Minutes, MinutesState
from kernel.clock import day_of

S, M = MeetingState, MinutesState
ROAD = [
    S.DRAFT,
    S.REQUESTED,
    S.ACCEPTED,
    S.COLLECTING,
    S.SETTLED,
    S.NOTICED,
    S.IN_SESSION,
    S.HELD,
    S.FOLLOWING_UP,
    S.CLOSED,
]
ENDED = {S.DECLINED, S.CANCELLED}
UNION_HAS_APPROVED = {M.GOV_REVIEW, M.APPROVED, M.ISSUED}
GOV_HAS_APPROVED = {M.APPROVED, M.ISSUED}


@dataclass(slots=True)
class Facts:
    """What the lanes are computed from; read by the caller in a constant number of queries."""

    meeting: Meeting
    today: date
    round: Any = None
    minutes: Minutes | None = None
    approvals: dict[str, Any] = field(default_factory=dict)
    #: Sides whose consent to the list stands.
    consented: set[str] = field(default_factory=set)
    item_states: list[str] = field(default_factory=list)
    #: Names as printed, per act that was done under a delegation or on paper.
    printed: dict[str, str] = field(default_factory=dict)

    def reached(self, state: str) -> bool:
        """Whether the meeting is at `state` or beyond."""
        return self.meeting.state in ROAD and ROAD.index(S(self.meeting.state)) >= ROAD.index(S(state))


def steps(facts: Facts) -> list[dict[str, Any]]:
    """Return the steps in the order of the year; the first that is not done is the current one."""
    found, awaiting = [], facts.meeting.state not in ENDED
    for column, step in enumerate(_steps(facts), start=1):
        done = step.pop("done")
        step["column"] = column
        step["status"] = (
            "done" if done else "current" if awaiting else "skipped" if facts.meeting.state in ENDED else "todo"
        )
        awaiting = awaiting and bool(done)
        if step["status"] == "todo":
            step["words"] = step.pop("ahead", "")
        step.pop("ahead", None)
        found.append(step)
    return found


def current(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the step that is awaited now."""
    return next((step for step in found if step["status"] == "current"), None)


def _steps(facts: Facts) -> Iterator[dict[str, Any]]:
    yield from _convening(facts)
    yield from _preparing(facts)
    yield from _minuting(facts)
    yield from _following_up(facts)


def _convening(facts: Facts) -> Iterator[dict[str, Any]]:
    it = facts.meeting
    requested, accepted = facts.reached(S.REQUESTED), facts.reached(S.ACCEPTED)
    yield _step(
        _("提请召开"), "union", _("第四条"), requested or it.state == S.DECLINED,
        who=_printed(facts, "request", it.requested_by) if requested and it.requested_by else _("工会领导"),
        at=it.requested_at if requested else None,
        words=_counter_date(it),
    )  # fmt: skip
    yield _step(
        _("同意召开"), "gov", _("第四条"), accepted,
        who=_printed(facts, "accept", it.accepted_by) if accepted and it.accepted_by else _("政府领导"),
        at=it.accepted_at if accepted else None,
    )  # fmt: skip


def _counter_date(meeting: Meeting) -> str:
    if meeting.state != S.DRAFT or meeting.counter_date is None:
        return ""
    return _("政府建议改为 %(day)s") % {"day": short(meeting.counter_date)}


def _preparing(facts: Facts) -> Iterator[dict[str, Any]]:
    it, collected = facts.meeting, facts.round
    collecting, settled, noticed = facts.reached(S.COLLECTING), facts.reached(S.SETTLED), facts.reached(S.NOTICED)
    yield _step(
        _("启动征集"), "both", _("第六条"), collecting, who="" if collecting else _("任一方办公室"),
        at=collected.starts_on if collected and collecting else None, words=_collection_words(facts, collecting),
    )  # fmt: skip
    yield _step(
        _("商定议题"), "both", _("第六条"), settled, who="" if settled else _("双方办公室"),
        at=it.settled_at if settled else None, words="" if settled else _awaited_side(facts),
    )  # fmt: skip
    yield _step(
        _("印发通知"), "gov", _("第七条"), noticed, who=_name(it.noticed_by) if noticed else _("政府办公室"),
        at=it.noticed_at if noticed else None,
    )  # fmt: skip
    held = facts.reached(S.HELD)
    yield _step(
        _("召开会议"), "both", _("第八条"), held, who="" if held else _("双方"),
        at=it.held_on if held else it.session_on or it.planned_on,
        words=_("会议进行中") if it.state == S.IN_SESSION else "",
    )  # fmt: skip


def _collection_words(facts: Facts, collecting: bool) -> str:
    it, collected = facts.meeting, facts.round
    if collecting and collected is None:
        return _("不经征集") if it.kind == MeetingKind.EXTRAORDINARY else ""
    late = (collected.starts_on - collected.due_starts_on).days if collected and collecting else 0
    return _("晚 %(days)s 天") % {"days": late} if late > 0 else ""


def _awaited_side(facts: Facts) -> str:
    if facts.consented == {"gov"}:
        return _("等待工会方面")
    return _("等待政府方面") if facts.consented == {"union"} else ""


def _minuting(facts: Facts) -> Iterator[dict[str, Any]]:
    it, minutes = facts.meeting, facts.minutes
    state = minutes.state if minutes else ""
    past = facts.reached(S.FOLLOWING_UP)
    union, gov = past or state in UNION_HAS_APPROVED, past or state in GOV_HAS_APPROVED
    yield _step(
        _("起草、审定纪要"), "union", _("第九条"), union, who=_by(facts, "union", union, _("工会")),
        at=_on(facts, "union", union), words=str(M(state).label) if state and not union else "",
    )  # fmt: skip
    yield _step(
        _("审定纪要"), "gov", _("第九条"), gov, who=_by(facts, "gov", gov, _("政府领导")), at=_on(facts, "gov", gov),
    )  # fmt: skip
    due = _("应于 %(day)s 前") % {"day": short(it.minutes_due_on)} if it.minutes_due_on and not past else ""
    yield _step(
        _("印发纪要"), "union", _("第九条"), past, who="" if past else _("工会办公室"),
        at=it.minutes_issued_on if past else None, words=due, ahead=due,
    )  # fmt: skip


def _following_up(facts: Facts) -> Iterator[dict[str, Any]]:
    it = facts.meeting
    total = len(facts.item_states)
    settled = sum(state not in OPEN_STATES for state in facts.item_states)
    closed = facts.reached(S.CLOSED)
    done = closed or (facts.reached(S.FOLLOWING_UP) and settled == total)
    count = _("%(n)s / %(total)s 已办结") % {"n": settled, "total": total} if total else ""
    yield _step(_("落实、核验、销号"), "both", _("第十一条"), done, who="" if done else _("责任单位"), words=count)
    yield _step(
        _("会议办结"), "both", _("第十一条"), closed, who="" if closed else _("双方办公室"),
        at=day_of(it.concluded_at) if closed and it.concluded_at else it.declared_concluded_on,
    )  # fmt: skip


def _step(
    label: str, lane: str, article: str, done: bool, *, who: str = "", at: Any = None, words: str = "", ahead: str = ""
) -> dict[str, Any]:
    named = {"label": label, "lane": lane, "article": article}
    return {**named, "done": done, "who": who, "at": at, "words": words, "ahead": ahead}


def _name(person: Any) -> str:
    return person.name if person else ""


def _printed(facts: Facts, act: str, person: Any) -> str:
    """The name, with for whom or on which paper where that was so."""
    return facts.printed.get(f"meeting.{act}", person.name)


def _by(facts: Facts, side: str, done: bool, otherwise: str) -> str:
    approval = facts.approvals.get(side)
    return approval.person_name if done and approval else "" if done else otherwise


def _on(facts: Facts, side: str, done: bool) -> Any:
    approval = facts.approvals.get(side)
    return approval.recorded_at if done and approval else None
