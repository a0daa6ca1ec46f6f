"""Verbs: postpone, cancel and conclude a meeting; follow the issue of its minutes."""

import uuid
from datetime import date, datetime

from apps.meetings.attendance.services import ask_for_the_new_day
from apps.meetings.convening.rules import year_of
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.notice.issuing_services import write_withdrawal
from apps.organizations.models import User
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.rounds import services as topics
from apps.workrules.binding import binding_rule
from kernel.clock import day_of
from kernel.lifecycle.engine import acting, carry_out
from kernel.lifecycle.table import Act, verb


@verb(MEETING, "postpone")
def postpone_meeting(
    *,
    meeting_id: uuid.UUID,
    date: date | None = None,
    reason: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """Both offices agree on a later date; topics keep their state, both dates are kept (R6.5)."""
    given = {"date": date, "reason": reason}
    with acting(MEETING, "postpone", meeting_id, by=by, at=at, version=version, given=given) as act:
        if act.agreed:
            meeting: Meeting = act.object
            write_withdrawal(act, cancelled=False)
            meeting.planned_on, meeting.reason = act.given["date"], act.given["reason"]
            meeting.year = year_of(binding_rule(meeting), meeting.planned_on, titled=meeting.year)
            meeting.session_on = meeting.starts_at = meeting.noticed_at = meeting.noticed_by = None
            meeting.list_amended_at = meeting.report_as_of = None
            meeting.settled_at = meeting.settled_by = None
            meeting.report_rows = []
            # Whoever was free on the former day is asked anew (R4.5).
            meeting.invitation_answer = meeting.invitation_answered_on = None
            meeting.invitation_note = ""
            ask_for_the_new_day(act)
            topics.unlock_round(meeting_id=meeting.pk)
    return act.object


@verb(MEETING, "cancel")
def cancel_meeting(
    *, meeting_id: uuid.UUID, reason: str | None = None, by: User, at: datetime, version: int | None = None
) -> Meeting:
    """Give a meeting up: a draft by the union alone, afterwards by both offices."""
    with acting(MEETING, "cancel", meeting_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        if act.agreed:
            act.object.reason = act.given["reason"]
            write_withdrawal(act, cancelled=True)
            act.object.resolutions.all().delete()
            if rounds_selectors.round_of(meeting_id) is not None:
                topics.abandon_round(meeting_id=meeting_id, by=by, at=at, recorded_at=act.recorded_at)
    return act.object


def minutes_were_issued(act: Act) -> None:
    """Follow the minutes' issue, in its transaction: it goes into follow-up (R9.8), once: no correction moves it."""
    if act.object.corrects_id:
        return
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=act.object.meeting_id)
    meeting.minutes_issued_on = day_of(act.recorded_at)
    carry_out(MEETING, "issue_minutes", meeting, by=act.by, at=act.at, recorded_at=act.recorded_at)
