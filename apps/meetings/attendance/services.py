"""Verbs: what offices do with the attendance list, each side with its own names (Art. 5)."""

import uuid
from datetime import datetime

from django.db.models import Max

from apps.meetings.lifecycle import ATTENDANCE
from apps.meetings.models import Attendance, Capacity, Meeting
from apps.organizations.models import User
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb
from vocabulary.roles import Side


@verb(ATTENDANCE, "invite")
def invite(
    *,
    meeting: Meeting,
    name: str,
    unit_name: str,
    capacity: str,
    title: str | None = None,
    category: str | None = None,
    reason: str | None = None,
    by: User,
    at: datetime,
) -> Attendance:
    """Put somebody on the list: a person of one's own side, or a guest or observer, who has none."""
    person = {"name": name, "unit_name": unit_name, "title": title}
    given = {"meeting": meeting, **person, "capacity": capacity, "category": category, "reason": reason}
    with acting(ATTENDANCE, "invite", by=by, at=at, given=given) as act:
        last = meeting.attendances.aggregate(last=Max("position"))["last"] or 0
        observes = capacity == Capacity.IN_ATTENDANCE and bool(category)
        side = Side.NONE if capacity == Capacity.GUEST or observes else by.side
        row = Attendance(
            meeting=meeting,
            name=name,
            unit_name=unit_name,
            title=title or "",
            capacity=capacity,
            category=category or "",
            reason=reason or "",
            side=side,
            position=last + 1,
        )
        create(act, row)
    return row


@verb(ATTENDANCE, "confirm")
def confirm_attendance(*, attendance_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Attendance:
    """Note that somebody will come, also who had been excused or replaced before (R7.3)."""
    with acting(ATTENDANCE, "confirm", attendance_id, by=by, at=at, version=version) as act:
        one: Attendance = act.object
        one.leave_reason = one.leave_approver = one.substitute_name = one.substitute_title = ""
    return one


def ask_for_the_new_day(act: Act[Meeting]) -> None:
    """Ask everybody anew who had answered for the former day: came, was excused, or was replaced (R6.5, R7.3)."""
    answered = act.object.attendances.filter(state__in=ATTENDANCE.states_from("ask_again")).order_by("pk")
    writes = dict.fromkeys(("leave_reason", "leave_approver", "substitute_name", "substitute_title"), "")
    for row in answered.select_for_update(of=("self",)):
        carry_out(ATTENDANCE, "ask_again", row, by=act.by, at=act.at, recorded_at=act.recorded_at, writes=writes)


@verb(ATTENDANCE, "remove")
def remove(*, attendance_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Attendance:
    """Take a name off the list before the notice; who it was, and why, stays on record (R5.2)."""
    given = {"reason": reason}
    with acting(ATTENDANCE, "remove", attendance_id, by=by, at=at, version=version, given=given) as act:
        act.object.reason = reason
    return act.object


@verb(ATTENDANCE, "take_leave")
def take_leave(
    *, attendance_id: uuid.UUID, reason: str, approver: str, by: User, at: datetime, version: int | None = None
) -> Attendance:
    """Excuse somebody, with the reason and who allowed it (R5.5)."""
    given = {"reason": reason, "approver": approver}
    with acting(ATTENDANCE, "take_leave", attendance_id, by=by, at=at, version=version, given=given) as act:
        act.object.leave_reason, act.object.leave_approver = reason, approver
    return act.object


@verb(ATTENDANCE, "substitute")
def substitute(
    *, attendance_id: uuid.UUID, name: str, title: str, by: User, at: datetime, version: int | None = None
) -> Attendance:
    """Let somebody of the same unit come instead (R5.5)."""
    given = {"name": name, "title": title}
    with acting(ATTENDANCE, "substitute", attendance_id, by=by, at=at, version=version, given=given) as act:
        act.object.substitute_name, act.object.substitute_title = name, title
    return act.object
