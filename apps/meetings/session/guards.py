"""What it needs to open the session, to record outcomes and to adjourn (Arts. 1, 5, 7, 8, 11)."""

from datetime import date, timedelta

from apps.meetings.attendance import leaders
from apps.meetings.inputs import Chair, Delegation, WasPresided
from apps.meetings.models import Attendance, AttendanceState, Capacity, Meeting
from apps.meetings.notice.lead_times import pack_due_on, pack_of
from apps.meetings.notice.presiding import delegated
from apps.meetings.session import refusals, rules
from apps.meetings.session.refusals import PackTooLate
from apps.organizations.models import UnitKind
from apps.topics.models import Topic, TopicOutcome, TopicState
from apps.workrules.binding import binding_rule
from kernel.canonical import Plain
from kernel.clock import day_of
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField
from kernel.workcalendar.wording import iso
from vocabulary.meetings import MeetingKind
from vocabulary.roles import BOTH_SIDES


def the_day_has_come(act: Act[Meeting]) -> None:
    """A session is opened on the noticed day, never before (R8.8), and not when that day is long past (R7.5).

    It may be written up a few days late; it was held on the noticed day all the same, because nobody was called for
    another. A meeting that did not take place is announced again or postponed.
    """
    noticed_day = act.object.session_on
    assert noticed_day is not None  # noqa: S101 - the row starts from the notice, which names the day
    if act.today < noticed_day:
        raise refusals.NotYetTheDay
    days, told = binding_rule(act.object).opening_days, refusals.NoticedDayPassed
    if act.today > noticed_day + timedelta(days=days):
        raise told(told.sentence % {"days": days} if days else told.at_once)


def all_decided(act: Act[Meeting]) -> None:
    """Every tabled topic has an outcome (R8.6)."""
    open_topics = act.object.agenda.filter(topic__state=TopicState.TABLED).order_by("position")
    if undecided := list(open_topics.values_list("topic__title", flat=True)):
        raise refusals.TopicsUndecided(about=undecided)


def all_checked(act: Act[Meeting]) -> None:
    """Everybody on the list is present, excused or absent (R5.6); nobody changes it meanwhile."""
    rows = hold(act.object.attendances.all()).order_by("pk").values_list("state", "name")
    expected = {AttendanceState.INVITED, AttendanceState.CONFIRMED, AttendanceState.SUBSTITUTED}
    if unchecked := [name for state, name in rows if state in expected]:
        raise refusals.AttendanceOpen(about=unchecked)


def both_sides_present(act: Act[Meeting]) -> None:
    """A joint meeting has both sides in the room; guests are no side (R5.4)."""
    present = act.object.attendances.filter(state=AttendanceState.CHECKED_IN).exclude(capacity=Capacity.GUEST)
    if not set(BOTH_SIDES) <= set(present.values_list("side", flat=True)):
        raise refusals.SideAbsent


def government_leader_was_there(act: Act[Meeting]) -> None:
    """Where the rule has a leader of the government lead the session, one was in the room (Arts. 4, 8; R9.5).

    It is asked before the list is frozen: afterwards the minutes could only repeat that nobody was there.
    """
    if leaders.leaders_wanted(act.object) and not leaders.leaders_present(act.object):
        raise refusals.LeaderWasNotThere


def presider_was_there(act: Act[Meeting]) -> None:
    """Whoever presided was in the room; others than the notice says are named with the reason (R8.1, R9.5).

    A delegation that is recorded is the reason.
    """
    meeting, chair, first = act.object, Chair.of(act), WasPresided.of(act).presider
    if first is None and chair.co_presider is not None:
        raise MissingField(fields={"presider": MissingField.sentence})
    presided = meeting.presiders if first is None else [one for one in (first, chair.co_presider) if one is not None]
    away = [one.name for one in presided if not _is_here(one)]
    if away or not presided:
        sentence = refusals.PresiderWasNotThere.sentence % {"who": "、".join(away)}
        raise refusals.PresiderWasNotThere(sentence, fields={"presider": sentence})
    as_noticed = {one.pk for one in presided} == {one.pk for one in meeting.presiders}
    if not as_noticed and not (chair.presider_reason or "").strip() and not delegated(Delegation.of(act)):
        raise MissingField(fields={"presider_reason": MissingField.sentence})


def _is_here(row: Attendance) -> bool:
    row.refresh_from_db(fields=["state"])
    return row.state == AttendanceState.CHECKED_IN


def resolutions_fit_outcome(act: Act[Topic]) -> None:
    """Agreed topics yield agreed items: one lead unit, deadlines ahead, milestones within (R8.6, R8.7, R11.1)."""
    rows = act.given.get("resolutions") or []
    if TopicOutcome(act.given["outcome"]).binds != bool(rows):
        raise refusals.ResolutionMissing(fields={"resolutions": refusals.ResolutionMissing.sentence})
    for row in rows:
        if row["lead_unit"].kind == UnitKind.OFFICE:
            raise refusals.OfficeCannotLead(fields={"resolutions": refusals.OfficeCannotLead.sentence})
        _supporting_units_fit(row, act.today)
        milestones = [step["due_on"] for step in row.get("milestones") or []]
        if not rules.deadlines_in_order(held_on=act.today, due_on=row["due_on"], milestones=milestones):
            raise refusals.DeadlineBroken(fields={"resolutions": refusals.DeadlineBroken.sentence})
        if not rules.deadline_is_near(held_on=act.today, due_on=row["due_on"]):
            sentence = refusals.DeadlineFarOff.sentence % {"years": rules.MOST_YEARS}
            raise refusals.DeadlineFarOff(sentence, fields={"resolutions": sentence})


def _supporting_units_fit(row: Plain, today: date) -> None:
    """The lead unit does not support itself; each unit has one part at most, due within the item's days (R11.1)."""
    parts = row.get("parts") or []
    units = [part["unit"] for part in parts]
    if row["lead_unit"] in [*units, *(row.get("supporting_units") or [])]:
        raise refusals.LeadSupportsItself(fields={"resolutions": refusals.LeadSupportsItself.sentence})
    if len(set(units)) != len(units):
        raise refusals.PartTwice(fields={"resolutions": refusals.PartTwice.sentence})
    if not all(today < part["due_on"] <= row["due_on"] for part in parts):
        raise refusals.PartDeadlineBroken(fields={"resolutions": refusals.PartDeadlineBroken.sentence})


def pack_was_in_time(act: Act[Meeting]) -> None:
    """With 应当 no ordinary meeting opens unless its material came so long before (R7.6)."""
    meeting: Meeting = act.object
    rule = binding_rule(meeting)
    if rule.pack_lead_strength != "required" or meeting.kind == MeetingKind.EXTRAORDINARY:
        return
    pack, due = pack_of(meeting), pack_due_on(meeting.session_on or meeting.planned_on, rule)
    if pack is None or day_of(pack.issued_at) > due:
        raise PackTooLate(PackTooLate.sentence % {"day": iso(due)})
