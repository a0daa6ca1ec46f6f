"""What each action on a meeting needs. A guard raises a named refusal or lets the act pass; it writes nothing."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.meetings import refusals, rules
from apps.meetings.convening_guards import OTHERS, conveners_on
from apps.meetings.list_guards import asked_first
from apps.meetings.models import Attendance, AttendanceState, Capacity, Meeting, MeetingKind, MeetingState
from apps.meetings.permissions import FROZEN
from apps.organizations.models import Slot, UnitKind
from apps.topics import refusals as topic_refusals
from apps.topics import rules as topic_rules
from apps.topics import selectors as topics
from apps.topics.models import TopicOutcome, TopicState
from apps.workrules import rules as work_rules
from apps.workrules.binding import binding_rule, is_kept
from kernel.clock import day_of
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act


def still_ahead(act: Act) -> None:
    """The planned date has not passed while the draft lay."""
    if act.object.planned_on < act.today:
        raise refusals.DateInPast


def counter_date_is_ahead(act: Act) -> None:
    """A counter-proposed or new date lies ahead."""
    if act.given["date"] < act.today:
        raise refusals.DateInPast(fields={"date": refusals.DateInPast.sentence})


def date_is_later(act: Act) -> None:
    """A meeting is postponed to a later day than the one it stands for."""
    if act.given["date"] <= (act.object.session_on or act.object.planned_on):
        raise refusals.DatesOutOfOrder(fields={"date": refusals.DatesOutOfOrder.sentence})


def slots_are_filled(act: Act) -> None:
    """The conveners whom the rule asks for, all in post today, all different people (R4.2)."""
    conveners_on(binding_rule(day=act.today), act.today)


def not_the_requester(act: Act) -> None:
    """Nobody accepts his or her own request."""
    if act.object.requested_by_id in act.people:
        raise refusals.OwnRequest


def late_start_has_reason(act: Act) -> None:
    """Collection later than planned date less lead needs a reason, which is kept and shown (R6.4)."""
    due, earlier = collection_due_on(act.object), topics.round_of(act.object.pk)
    began = earlier.starts_on if earlier else act.today
    if due is not None and began > due and not act.given.get("late_reason"):
        raise refusals.LateCollectionNeedsReason(fields={"late_reason": refusals.LateCollectionNeedsReason.sentence})


def collection_due_on(meeting: Meeting) -> date | None:
    """Return when collection is due, before as after it began; extraordinary and imported meetings owe none (R4.7)."""
    if meeting.kind == MeetingKind.EXTRAORDINARY or meeting.imported:
        return None
    return work_rules.collection_due_on(meeting.planned_on, binding_rule(meeting))


def topics_are_gathered(act: Act) -> None:
    """A round is open, or a meeting may take topics without one: extraordinary, or announced already (R6.9, R6.12)."""
    waits = Meeting.objects.filter(
        Q(kind=MeetingKind.EXTRAORDINARY, state=MeetingState.ACCEPTED) | Q(state=MeetingState.NOTICED)
    )
    if topics.hold_open_round() is None and not waits.exists():
        raise topic_refusals.NoOpenRound


def not_collected_yet(act: Act) -> None:
    """A meeting that had its round, and was postponed, opens that round again (R6.5)."""
    if topics.round_of(act.object.pk) is not None:
        raise refusals.CollectedBefore


def topic_is_ready(act: Act) -> None:
    """A deliberation topic is tabled after consultation, and with research where the rule asks that first (R6.6)."""
    found = Meeting.objects.filter(pk__in=topics.meetings_listing(act.object)).order_by("planned_on").first()
    if topic_rules.unprepared([topics.listed(act.object, TopicState.TABLED)], **asked_first(found)):
        raise topic_refusals.NotPrepared


def is_extraordinary(act: Act) -> None:
    """Only an extraordinary meeting may do without collection (R6.12)."""
    if act.object.kind != MeetingKind.EXTRAORDINARY:
        raise refusals.OnlyExtraordinary


def had_collection(act: Act) -> None:
    """There is a list to reopen."""
    if topics.round_of(act.object.pk) is None:
        raise topic_refusals.NoOpenRound


def session_is_ahead(act: Act) -> None:
    """The notice precedes the meeting."""
    if day_of(act.given["starts_at"]) < act.today:
        raise refusals.DatesOutOfOrder(fields={"starts_at": refusals.DatesOutOfOrder.sentence})


def both_sides_invited(act: Act) -> None:
    """The list names members of both sides (R7.2)."""
    sides = set(act.object.attendances.listed().filter(capacity=Capacity.MEMBER).values_list("side", flat=True))
    if not {"gov", "union"} <= sides:
        raise refusals.NoticeIncomplete(about=(_("双方的出席人员"),))


def not_more_than_allowed(act: Act) -> None:
    """A rule may limit how many members each side sends (Art. 5)."""
    limit = binding_rule(act.object, day=act.today).reps_per_side
    if limit is None:
        return
    members = list(act.object.attendances.listed().filter(capacity=Capacity.MEMBER).values_list("side", flat=True))
    if max(members.count("gov"), members.count("union")) > limit:
        raise refusals.TooManyMembers(refusals.TooManyMembers.sentence % {"limit": limit})


def room_for_one_more(act: Act) -> None:
    """Whoever is put on the list after the notice fits into what the rule lets each side send (Art. 5).

    Before it, a list that is too long is shortened by hand: the notice waits for that.
    """
    meeting: Meeting = act.given["meeting"]
    limit, noticed = binding_rule(meeting).reps_per_side, {MeetingState.NOTICED, MeetingState.IN_SESSION}
    if limit is None or act.given["capacity"] != Capacity.MEMBER or meeting.state not in noticed:
        return
    if meeting.attendances.listed().filter(capacity=Capacity.MEMBER, side=act.by.side).count() >= limit:
        raise refusals.TooManyMembers(refusals.TooManyMembers.sentence % {"limit": limit})


def agenda_is_complete(act: Act) -> None:
    """All parts that the rule asks for are there, and the one that deliberates has at least one topic (R8.2)."""
    rule, parts = binding_rule(act.object, day=act.today), set(act.object.agenda.values_list("part", flat=True))
    # Where another rule binds from today, its parts are drawn up with the notice.
    if is_kept(act.object, day=act.today) and parts != set(rules.parts_of(rule.agenda_parts)):
        raise refusals.NoticeIncomplete(about=(_("规则规定的各部分议程"),))
    if not act.object.agenda.filter(part=3, topic__isnull=False).exists():
        raise refusals.NoticeIncomplete(about=(_("列入会议的议题"),))


def the_day_has_come(act: Act) -> None:
    """A session is opened on the noticed day, never before (R8.8), and not when that day is long past (R7.5).

    It may be written up a few days late; it was held on the noticed day all the same, because nobody was called for
    another. A meeting that did not take place is announced again or postponed.
    """
    if act.today < act.object.session_on:
        raise refusals.NotYetTheDay
    days, told = binding_rule(act.object).opening_days, refusals.NoticedDayPassed
    if act.today > act.object.session_on + timedelta(days=days):
        raise told(told.sentence % {"days": days} if days else told.at_once)


def all_decided(act: Act) -> None:
    """Every tabled topic has an outcome (R8.6)."""
    open_topics = act.object.agenda.filter(topic__state=TopicState.TABLED).order_by("position")
    if undecided := list(open_topics.values_list("topic__title", flat=True)):
        raise refusals.TopicsUndecided(about=undecided)


def all_checked(act: Act) -> None:
    """Everybody on the list is present, excused or absent (R5.6); nobody changes it meanwhile."""
    rows = hold(act.object.attendances.all()).order_by("pk").values_list("state", "name")
    expected = {AttendanceState.INVITED, AttendanceState.CONFIRMED, AttendanceState.SUBSTITUTED}
    if unchecked := [name for state, name in rows if state in expected]:
        raise refusals.AttendanceOpen(about=unchecked)


def both_sides_present(act: Act) -> None:
    """A joint meeting has both sides in the room; guests are no side (R5.4)."""
    present = act.object.attendances.filter(state=AttendanceState.CHECKED_IN).exclude(capacity=Capacity.GUEST)
    if not {"gov", "union"} <= set(present.values_list("side", flat=True)):
        raise refusals.SideAbsent


def list_is_open(act: Act) -> None:
    """The attendance list is frozen by adjournment (R5.6), which waits until the name is written."""
    meeting = hold(Meeting.objects.all()).get(pk=act.given["meeting"].pk)
    if meeting.state in FROZEN:
        raise refusals.ListFrozen


def category_is_in_the_rule(act: Act) -> None:
    """Guests and observers come in the categories that the rule lists (Art. 5)."""
    category, capacity = act.given.get("category"), act.given["capacity"]
    rule = binding_rule(act.given["meeting"])
    allowed = {Capacity.GUEST: (*rule.invite_categories, OTHERS), Capacity.IN_ATTENDANCE: rule.observers}
    if category and category not in allowed.get(capacity, ()):
        raise refusals.CategoryNotInRule(fields={"category": refusals.CategoryNotInRule.sentence})


def delegates_may_come(act: Act) -> None:
    """A rule may ask everybody to come in person (Art. 5)."""
    if not binding_rule(act.object.meeting).delegates_allowed:
        raise refusals.NoDelegates


def chief_only_by_convener(act: Act) -> None:
    """A chief convener is replaced only by the convener of the same side (R5.5)."""
    attendance: Attendance = act.object
    if attendance.slot is None or not Slot(attendance.slot).is_chief:
        return
    deputy = attendance.slot.removeprefix("chief_")
    if not attendance.meeting.conveners.filter(slot=deputy, name=act.given["name"]).exists():
        raise refusals.SubstituteForChief


def resolutions_fit_outcome(act: Act) -> None:
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


def _supporting_units_fit(row: dict[str, Any], today: date) -> None:
    """The lead unit does not support itself; each unit has one part at most, due within the item's days (R11.1)."""
    parts = row.get("parts") or []
    units = [part["unit"] for part in parts]
    if row["lead_unit"] in [*units, *(row.get("supporting_units") or [])]:
        raise refusals.LeadSupportsItself(fields={"resolutions": refusals.LeadSupportsItself.sentence})
    if len(set(units)) != len(units):
        raise refusals.PartTwice(fields={"resolutions": refusals.PartTwice.sentence})
    if not all(today < part["due_on"] <= row["due_on"] for part in parts):
        raise refusals.PartDeadlineBroken(fields={"resolutions": refusals.PartDeadlineBroken.sentence})
