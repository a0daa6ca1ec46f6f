"""Verbs: draft, request and answer a meeting, and note the answer of the principal leader (Art. 4)."""

import uuid
from datetime import date, datetime
from typing import Any

from apps.documents.services import hold_series
from apps.meetings.convening import rules
from apps.meetings.convening.convener_services import name_conveners
from apps.meetings.convening.rules import BY_RULE, year_of
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance, Capacity, InvitationAnswer, Meeting
from apps.organizations.models import User
from apps.workrules.binding import bind, binding_rule
from apps.workrules.naming import organ
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb
from tenants.governments.selectors import government
from vocabulary.roles import Side

#: The row that is held while a request gets its ordinal.
ORDINALS = "meeting"


@verb(MEETING, "draft")
def draft_meeting(*, by: User, at: datetime, **given: Any) -> Meeting:
    """The union's office prepares a request; the ordinal follows the last one unless given (R4.1, R4.10)."""
    with acting(MEETING, "draft", by=by, at=at, given=given) as act:
        meeting = Meeting(first_planned_on=given["planned_on"], requesting_side=by.side)
        write_plan(act, meeting)
        create(act, meeting)
    return meeting


@verb(MEETING, "edit")
def edit_meeting(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: Any) -> Meeting:
    """Change the plan of a draft."""
    with acting(MEETING, "edit", meeting_id, by=by, at=at, version=version, given=given) as act:
        write_plan(act, act.object)
    return act.object


@verb(MEETING, "request")
def request_meeting(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The union's leader asks the government to convene; the four conveners and the rule of this day are kept."""
    with acting(MEETING, "request", meeting_id, by=by, at=at, version=version) as act:
        meeting: Meeting = act.object
        bind(meeting, day=act.today)
        if not meeting.ordinal_typed and meeting.requested_at is None:
            hold_series(ORDINALS)
            meeting.ordinal = _next_ordinal(meeting, act)
        name_conveners(meeting, binding_rule(meeting, day=act.today), act.today)
    return meeting


@verb(MEETING, "propose_other_date")
def propose_other_date(
    *, meeting_id: uuid.UUID, date: date, reason: str, by: User, at: datetime, version: int | None = None
) -> Meeting:
    """The government asks for another date; the request goes back to the union as a draft."""
    given = {"date": date, "reason": reason}
    with acting(MEETING, "propose_other_date", meeting_id, by=by, at=at, version=version, given=given) as act:
        act.object.counter_date, act.object.reason = date, reason
    return act.object


@verb(MEETING, "accept")
def accept_meeting(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The government's leader agrees to convene."""
    with acting(MEETING, "accept", meeting_id, by=by, at=at, version=version) as act:
        act.object.reason = ""
    return act.object


@verb(MEETING, "decline")
def decline_meeting(
    *, meeting_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> Meeting:
    """The government's leader declines, with the reason."""
    with acting(MEETING, "decline", meeting_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
    return act.object


PLAN_TEXTS = (
    "request_text", "ordinal_gap_reason", "ground_text", "prior_consultation", "principal_leader",
    "principal_leader_title", "principal_leader_ground", "frequency_reason",
)  # fmt: skip


def write_plan(act: Act, meeting: Meeting) -> None:
    """Write what was typed, and the rule that would bind a request made today (R13.2)."""
    given, rule = act.given, binding_rule(meeting, day=act.today)
    meeting.kind, meeting.planned_on = given["kind"], given["planned_on"]
    meeting.year = year_of(rule, meeting.planned_on, titled=given.get("titled_year"))
    if meeting.requested_at is None:
        _number(act, meeting)
    meeting.ground = given.get("ground")
    bind(meeting, day=act.today)
    for name in PLAN_TEXTS:
        setattr(meeting, name, given.get(name) or "")
    if meeting.principal_leader and not meeting.principal_leader_ground:
        meeting.principal_leader_ground = BY_RULE


def _number(act: Act, meeting: Meeting) -> None:
    """Note the ordinal that the office typed, or the one that the meeting would get today.

    What is only provisional is given anew when the request leaves, so that no draft takes a number from another.
    """
    provisional = _next_ordinal(meeting, act)
    typed = act.given.get("ordinal")
    meeting.ordinal = typed or provisional
    meeting.ordinal_typed = bool(typed) and (typed != provisional or meeting.ordinal_typed)


def _next_ordinal(meeting: Meeting, act: Act) -> int:
    taken = Meeting.objects.asked_for().exclude(pk=meeting.pk).values_list("ordinal", flat=True)
    return rules.next_ordinal(set(taken), start=binding_rule(day=act.today).ordinal_start)


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
    unit = organ(government(), binding_rule(meeting), Side.GOV)
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
                side=Side.GOV,
                capacity=Capacity.MEMBER,
                position=0,
            ),
        )
