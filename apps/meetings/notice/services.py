"""Verbs: issue and reissue the notice, send the material; the conveners of the meeting's own day (Arts. 4, 7)."""

import uuid
from contextlib import ExitStack
from datetime import date, datetime

from apps.meetings.agenda.drawing_services import draw_up_agenda
from apps.meetings.convening.convener_services import name_conveners
from apps.meetings.inputs import Noticed, NoticedAgain
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance, Convener, Meeting
from apps.meetings.notice.issuing_services import write_notice
from apps.organizations.models import User
from apps.topics.consultations.services import end_asking
from apps.topics.models import Topic
from apps.topics.rounds import services as topics
from apps.workrules.binding import bind, binding_rule
from kernel.canonical import Plain
from kernel.clock import day_of
from kernel.lifecycle.engine import acting, carry_out
from kernel.lifecycle.table import Act, verb


@verb(MEETING, "issue_notice")
def issue_notice(
    *, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> Meeting:
    """The government's office issues the numbered notice; from now on no side changes the list alone (R7.2)."""
    with acting(MEETING, "issue_notice", meeting_id, by=by, at=at, version=version, given=given) as act:
        renew_conveners(act, day_of(Noticed.of(act).starts_at))
        bind_to_rule_of(act)
        write_notice(act)
        listed = Topic.objects.of_meeting(meeting_id)
        end_asking(listed, by=by, at=at, recorded_at=act.recorded_at)
        topics.lock_round(meeting_id=meeting_id, recorded_at=act.recorded_at)
    return act.object


@verb(MEETING, "reissue_notice")
def reissue_notice(
    *, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: object
) -> Meeting:
    """A change after the notice is a new numbered notice that refers to the old one (R7.5)."""
    with acting(MEETING, "reissue_notice", meeting_id, by=by, at=at, version=version, given=given) as act:
        said = NoticedAgain.of(act)
        renew_conveners(act, day_of(said.starts_at))
        write_notice(act, what_changed=said.what_changed)
    return act.object


def bind_to_rule_of(act: Act) -> None:
    """Let the rule of the notice's day bind where that of the request says so; its agenda may have other parts."""
    if bind(act.object, day=act.today):
        draw_up_agenda(act)


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


def _written(row: Convener) -> Plain:
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
