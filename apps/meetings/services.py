"""What people do with meetings. One keyword-only function per verb; the only writers of these tables."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from apps.meetings.checklist_services import draw_up_checklist
from apps.meetings.convening_services import name_conveners, renew_conveners
from apps.meetings.issuing_services import write_notice, write_withdrawal
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.named_by_rule import checks_that_stand, list_digest
from apps.meetings.plan_services import bind_to_rule_of, collect, list_was_settled, write_plan, year_of
from apps.meetings.preparation_services import draw_up_agenda, propose_attendance
from apps.meetings.timetable import minutes_due_on
from apps.organizations.models import User
from apps.topics import round_services as topics
from apps.topics import selectors as topic_lists
from apps.topics.models import Topic
from apps.topics.round_services import table_directly
from apps.workrules.binding import bind, binding_rule
from kernel.clock import day_of
from kernel.lifecycle.engine import acting, carry_out, create, move
from kernel.lifecycle.table import Act, verb


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


@verb(MEETING, "open_collection")
def open_collection(
    *,
    meeting_id: uuid.UUID,
    late_reason: str | None = None,
    closes_on: date | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """Either office opens the collection of topics; a late start keeps its reason (R6.4)."""
    given = {"late_reason": late_reason, "closes_on": closes_on}
    with acting(MEETING, "open_collection", meeting_id, by=by, at=at, version=version, given=given) as act:
        collect(act, late_reason=late_reason or "", closes_on=closes_on)
    return act.object


@verb(MEETING, "skip_collection")
def skip_collection(
    *,
    meeting_id: uuid.UUID,
    reason: str | None = None,
    topics: Sequence[Topic] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """Both offices agree to hold an extraordinary meeting on these topics, without collection (R6.12)."""
    given = {"reason": reason, "topics": None if topics is None else list(topics)}
    with acting(MEETING, "skip_collection", meeting_id, by=by, at=at, version=version, given=given) as act:
        if act.agreed:
            meeting: Meeting = act.object
            meeting.reason = act.given["reason"]
            who = {"by": by, "at": at, "recorded_at": act.recorded_at}
            table_directly(meeting_id=meeting.pk, year=meeting.year, listed=act.given["topics"], **who)
            draw_up_agenda(act)
            draw_up_checklist(act)
            propose_attendance(act)
    return act.object


@verb(MEETING, "settle")
def settle_list(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """A side consents to the list of topics; with the other side's consent to the same list it is settled (R6.9)."""
    with acting(MEETING, "settle", meeting_id, by=by, at=at, version=version) as act:
        if act.agreed:
            list_was_settled(act)
    return act.object


@verb(MEETING, "settle_by_leader")
def settle_by_leader(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The government's leader settles the list, where the rule says so (Art. 6)."""
    with acting(MEETING, "settle_by_leader", meeting_id, by=by, at=at, version=version) as act:
        list_was_settled(act)
    return act.object


@verb(MEETING, "check_list")
def check_list(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The next of the rule's chain checks the list; with the last check it is settled. An edit voids all checks."""
    with acting(MEETING, "check_list", meeting_id, by=by, at=at, version=version) as act:
        meeting: Meeting = act.object
        chain, done = binding_rule(meeting).topic_settlement_chain, checks_that_stand(meeting)
        check = {
            "role": chain[len(done)],
            "person": str(by.pk),
            "people": sorted(str(key) for key in act.people),
            "name": act.by.printed_name,
            "at": act.recorded_at.isoformat(),
        }
        meeting.list_checks = [*done, {**check, "sha256": list_digest(meeting)}]
        if len(meeting.list_checks) == len(chain):
            meeting.settled_at, meeting.settled_by = act.recorded_at, act.by
            list_was_settled(act)
    return act.object


@verb(MEETING, "reopen_list")
def reopen_list(*, meeting_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> Meeting:
    """Either office opens the settled list again, before the notice; consents are void (R6.9)."""
    with acting(MEETING, "reopen_list", meeting_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        act.object.agenda.all().delete()
        topics.reopen_round(meeting_id=meeting_id, by=by, at=at, recorded_at=act.recorded_at)
    return act.object


@verb(MEETING, "issue_notice")
def issue_notice(
    *,
    meeting_id: uuid.UUID,
    starts_at: datetime,
    venue: str,
    contact: str,
    presider: Attendance,
    presider_reason: str | None = None,
    disclosure: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """The government's office issues the numbered notice; from now on no side changes the list alone (R7.2)."""
    given = {
        "starts_at": starts_at, "venue": venue, "contact": contact, "presider": presider,
        "presider_reason": presider_reason, "disclosure": disclosure,
    }  # fmt: skip
    with acting(MEETING, "issue_notice", meeting_id, by=by, at=at, version=version, given=given) as act:
        renew_conveners(act, day_of(starts_at))
        bind_to_rule_of(act)
        write_notice(act)
        topics.lock_round(meeting_id=meeting_id, recorded_at=act.recorded_at)
    return act.object


@verb(MEETING, "reissue_notice")
def reissue_notice(
    *,
    meeting_id: uuid.UUID,
    starts_at: datetime,
    venue: str,
    contact: str,
    presider: Attendance,
    what_changed: str,
    presider_reason: str | None = None,
    disclosure: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """A change after the notice is a new numbered notice that refers to the old one (R7.5)."""
    given = {
        "starts_at": starts_at, "venue": venue, "contact": contact, "presider": presider,
        "presider_reason": presider_reason, "what_changed": what_changed, "disclosure": disclosure,
    }  # fmt: skip
    with acting(MEETING, "reissue_notice", meeting_id, by=by, at=at, version=version, given=given) as act:
        renew_conveners(act, day_of(starts_at))
        write_notice(act, what_changed=what_changed)
    return act.object


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
            meeting.report_rows = []
            # Whoever was free on the former day is asked anew (R4.5).
            meeting.invitation_answer = meeting.invitation_answered_on = None
            meeting.invitation_note = ""
            topics.unlock_round(meeting_id=meeting.pk)
    return act.object


@verb(MEETING, "open_session")
def open_session(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """Either office opens the session on its day."""
    with acting(MEETING, "open_session", meeting_id, by=by, at=at, version=version) as act:
        topics.bring_before(meeting_id=meeting_id)
    return act.object


@verb(MEETING, "adjourn")
def adjourn_meeting(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The union's office closes the session; the attendance list is frozen and the time for the minutes runs.

    The meeting was held on the day of its notice, also where somebody opens or closes the session later in the record.
    """
    with acting(MEETING, "adjourn", meeting_id, by=by, at=at, version=version) as act:
        meeting: Meeting = act.object
        assert meeting.session_on is not None  # noqa: S101 - written with the notice
        meeting.held_on = meeting.session_on
        meeting.year = year_of(binding_rule(meeting), meeting.held_on, titled=meeting.year)
        topics.take_back(meeting_id=meeting_id)
        meeting.minutes_due_on = minutes_due_on(meeting.held_on, binding_rule(meeting))
    return act.object


@verb(MEETING, "conclude")
def conclude_meeting(*, meeting_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Meeting:
    """The union's office proposes, the government's office confirms that everything is settled (Arts. 3, 11)."""
    return move(MEETING, "conclude", meeting_id, by=by, at=at, version=version)


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
            if topic_lists.round_of(meeting_id) is not None:
                topics.abandon_round(meeting_id=meeting_id, by=by, at=at, recorded_at=act.recorded_at)
    return act.object


def minutes_were_issued(act: Act) -> None:
    """Follow the minutes' issue, in its transaction: it goes into follow-up (R9.8), once: no correction moves it."""
    if act.object.corrects_id:
        return
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=act.object.meeting_id)
    meeting.minutes_issued_on = day_of(act.recorded_at)
    carry_out(MEETING, "issue_minutes", meeting, by=act.by, at=act.at, recorded_at=act.recorded_at)
