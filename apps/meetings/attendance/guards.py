"""What a name on the attendance list needs (Art. 5)."""

from apps.meetings.attendance import refusals
from apps.meetings.attendance.refusals import AdditionNeedsReason, CategoryOfGuest
from apps.meetings.attendance.rules import OTHERS
from apps.meetings.models import Attendance, Capacity, Meeting
from apps.organizations.models import Slot
from apps.workrules.binding import binding_rule
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from kernel.text import identity
from vocabulary.meetings import MeetingState


def room_for_one_more(act: Act[Attendance]) -> None:
    """Whoever is put on the list after the notice fits into what the rule lets each side send (Art. 5).

    Before it, a list that is too long is shortened by hand: the notice waits for that.
    """
    meeting: Meeting = act.given["meeting"]
    limit, noticed = binding_rule(meeting).reps_per_side, {MeetingState.NOTICED, MeetingState.IN_SESSION}
    if limit is None or act.given["capacity"] != Capacity.MEMBER or meeting.state not in noticed:
        return
    if meeting.attendances.listed().filter(capacity=Capacity.MEMBER, side=act.by.side).count() >= limit:
        raise refusals.TooManyMembers(refusals.TooManyMembers.sentence % {"limit": limit})


def list_is_open(act: Act[Attendance]) -> None:
    """The attendance list is frozen by adjournment (R5.6), which waits until the name is written."""
    meeting = hold(Meeting.objects.all()).get(pk=act.given["meeting"].pk)
    if not MeetingState(meeting.state).is_before(MeetingState.HELD):
        raise refusals.ListFrozen


def category_is_in_the_rule(act: Act[Attendance]) -> None:
    """Guests and observers come in the categories that the rule lists (Art. 5)."""
    category, capacity = act.given.get("category"), act.given["capacity"]
    rule = binding_rule(act.given["meeting"])
    allowed = {Capacity.GUEST: (*rule.invite_categories, OTHERS), Capacity.IN_ATTENDANCE: rule.observers}
    if category and category not in allowed.get(capacity, ()):
        raise refusals.CategoryNotInRule(fields={"category": refusals.CategoryNotInRule.sentence})


def delegates_may_come(act: Act[Attendance]) -> None:
    """A rule may ask everybody to come in person (Art. 5)."""
    if not binding_rule(act.object.meeting).delegates_allowed:
        raise refusals.NoDelegates


def chief_only_by_convener(act: Act[Attendance]) -> None:
    """A chief convener is replaced only by the convener of the same side (R5.5)."""
    attendance: Attendance = act.object
    if attendance.slot is None or not Slot(attendance.slot).is_chief:
        return
    deputy = attendance.slot.removeprefix("chief_")
    if not attendance.meeting.conveners.filter(slot=deputy, name=act.given["name"]).exists():
        raise refusals.SubstituteForChief


def chief_stays_on_the_list(act: Act[Attendance]) -> None:
    """A chief convener is excused or substituted by the rule, never dropped (R5.5)."""
    if act.object.slot is not None and Slot(act.object.slot).is_chief:
        raise refusals.ChiefIsNotDropped


def somebody_else_approves(act: Act[Attendance]) -> None:
    """Nobody grants leave to himself or herself (R5.5)."""
    if identity(act.given["approver"]) == identity(act.object.name):
        raise refusals.OwnLeave(fields={"approver": refusals.OwnLeave.sentence})


def guest_has_category(act: Act[Attendance]) -> None:
    """A guest comes in one of the categories of the rule, or under 其他 (R5.4)."""
    if act.given["capacity"] == Capacity.GUEST and not act.given.get("category"):
        known = (*binding_rule(act.given["meeting"]).invite_categories, OTHERS)
        sentence = CategoryOfGuest.sentence % {"categories": "、".join(dict.fromkeys(known))}
        raise CategoryOfGuest(sentence, fields={"category": sentence})


def addition_has_reason(act: Act[Attendance]) -> None:
    """Whoever stands for a side and was not proposed is put on for a reason that stays (R5.2).

    Before the list of topics is settled nobody has been proposed, so nobody is put on beside the proposal.
    """
    proposed = not MeetingState(act.given["meeting"].state).is_before(MeetingState.SETTLED)
    own = act.given["capacity"] != Capacity.GUEST and not act.given.get("category")
    if own and proposed and not act.given.get("reason"):
        raise AdditionNeedsReason(fields={"reason": AdditionNeedsReason.sentence})
