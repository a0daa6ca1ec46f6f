"""The people a meeting is called by: its four conveners of the day, and the principal leader where invited (Art. 4)."""

import uuid
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any

from apps.meetings.convening_guards import conveners_on
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance, Capacity, Convener, InvitationAnswer, Meeting
from apps.meetings.presiding import presides_as_asked, turn_of
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from apps.workrules.parameters import RuleParameters
from kernel.lifecycle.engine import acting, carry_out, create
from kernel.lifecycle.table import Act, verb
from tenants.governments.selectors import government


def name_conveners(meeting: Meeting, rule: RuleParameters, day: date) -> list[Convener]:
    """Write down who fills the slots of a meeting on `day`, in place of whoever was written down before."""
    meeting.conveners.all().delete()
    return Convener.objects.bulk_create(
        Convener(meeting=meeting, slot=slot, holder=holder.user, name=holder.name, title=holder.title)
        for slot, holder in sorted(conveners_on(rule, day).items())
    )


def renew_conveners(act: Act, day: date) -> None:
    """Name the conveners of the meeting's own day; whoever stood there before stays in the audit chain (R4.4)."""
    meeting: Meeting = act.object
    before = {row.slot: _written(row) for row in meeting.conveners.all()}
    now = {row.slot: row for row in name_conveners(meeting, binding_rule(act.object, day=act.today), day)}
    changed = {slot: row for slot, row in now.items() if _written(row) != before.get(slot)}
    if not changed:
        return
    act.given["conveners_before"] = list(before.values())
    rows = [row for row in meeting.attendances.listed().filter(slot__in=list(changed)) if _succeeds(row, changed)]
    with ExitStack() as together:
        moved = [together.enter_context(acting(ATTENDANCE, "succeed", row.pk, by=act.by, at=act.at)) for row in rows]
        _free_names(act, rows, changed)
        for one in moved:
            _write_successor(one.object, changed[str(one.object.slot)])


def _written(row: Convener) -> dict[str, Any]:
    return {"slot": str(row.slot), "holder": str(row.holder_id), "name": row.name, "title": row.title}


def _succeeds(row: Attendance, changed: dict[str, Convener]) -> bool:
    another = row.person_id != changed[str(row.slot)].holder_id
    return another and row.state in ATTENDANCE.states_from("succeed")


def _free_names(act: Act, rows: list[Attendance], changed: dict[str, Convener]) -> None:
    """Let people change places: no name stands twice, not for a moment, and a successor leaves his former line."""
    for row in rows:
        Attendance.objects.filter(pk=row.pk).update(name=f"#{row.pk}")
    coming = [convener.holder_id for convener in changed.values()]
    for row in act.object.attendances.listed().filter(slot=None, person__in=coming):
        row.reason = "已列为召集人"
        carry_out(ATTENDANCE, "remove", row, by=act.by, at=act.at, recorded_at=act.recorded_at)


def _write_successor(one: Attendance, convener: Convener) -> None:
    """Put whoever holds the post on that day in the place of whoever held it when the list was proposed."""
    holder = convener.holder
    one.person, one.name, one.title = holder, convener.name, convener.title
    one.unit_name = holder.unit.name if holder and holder.unit else one.unit_name
    one.leave_reason = one.leave_approver = one.substitute_name = one.substitute_title = ""


@verb(MEETING, "answer_invitation")
def answer_invitation(
    *,
    meeting_id: uuid.UUID,
    answer: str,
    answered_on: date,
    note: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """The government's office writes down whether the principal leader comes; who accepts stands first (R4.5)."""
    given = {"answer": answer, "answered_on": answered_on, "note": note}
    with acting(MEETING, "answer_invitation", meeting_id, by=by, at=at, version=version, given=given) as act:
        meeting: Meeting = act.object
        meeting.invitation_answer, meeting.invitation_answered_on = answer, answered_on
        meeting.invitation_note = note or ""
        if answer == InvitationAnswer.ACCEPTED:
            _list_leader(act)
    return act.object


def _list_leader(act: Act) -> None:
    """Put the principal leader on the list, unless the list has him or her already."""
    meeting: Meeting = act.object
    unit = organ(government(), binding_rule(meeting), "gov")
    if meeting.attendances.listed().filter(name=meeting.principal_leader, unit_name=unit).exists():
        return
    with acting(ATTENDANCE, "propose", by=act.by, at=act.at) as invited:
        create(
            invited,
            Attendance(
                meeting=meeting,
                name=meeting.principal_leader,
                unit_name=unit,
                title=meeting.principal_leader_title,
                side="gov",
                capacity=Capacity.MEMBER,
                position=0,
            ),
        )


def usual_presider(meeting: Meeting) -> Attendance | None:
    """Return who would preside: the principal leader who comes, or the first whom the rule wants in the chair."""
    coming, rule = meeting.attendances.coming().in_order(), binding_rule(meeting)
    known = leader_on_the_list(meeting) or (meeting.presider if meeting.presider in coming else None)
    if known is not None:
        return known
    turn = turn_of(rule, meeting)
    asked = (row for row in coming if row.capacity == Capacity.MEMBER and presides_as_asked(rule, row, turn))
    return next(asked, None)


def leader_on_the_list(meeting: Meeting) -> Attendance | None:
    """Return the row of the principal leader who accepted and is coming: who presides by default (R4.5)."""
    if not meeting.principal_leader_comes:
        return None
    leader = {"name": meeting.principal_leader, "title": meeting.principal_leader_title, "side": "gov"}
    return meeting.attendances.coming().filter(**leader).first()
