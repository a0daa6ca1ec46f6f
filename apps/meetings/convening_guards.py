"""What announcing a meeting needs of the people it names: conveners in post, an answered invitation (Art. 4)."""

from datetime import date

from apps.meetings import refusals
from apps.meetings.convening_refusals import AdditionNeedsReason, CategoryOfGuest, InvitationUnanswered
from apps.meetings.models import Capacity, MeetingState
from apps.organizations.models import Slot
from apps.organizations.posts.rules import held_twice
from apps.organizations.posts.selectors import OfficeHolder, holders_on
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import RuleParameters
from kernel.clock import day_of
from kernel.lifecycle.table import Act

#: Besides the categories that a rule lists, anybody else may be invited under this one (R5.4).
OTHERS = "其他"
#: Before the list of topics is settled nobody has been proposed, so nobody is put on beside the proposal (R5.2).
NOT_YET_PROPOSED = {
    MeetingState.DRAFT, MeetingState.REQUESTED, MeetingState.ACCEPTED, MeetingState.COLLECTING,
}  # fmt: skip


def conveners_on(rule: RuleParameters, day: date) -> dict[Slot, OfficeHolder]:
    """Return who holds on `day` the slots that the rule asks for, all of them, all different people (R4.2, R4.4)."""
    holders = {slot: holder for slot, holder in holders_on(day).items() if slot in rule.slots}
    if set(holders) != set(rule.slots):
        raise refusals.SlotEmpty
    if held_twice({slot: holder.user.pk for slot, holder in holders.items()}):
        raise refusals.OnePersonTwice
    return holders


def conveners_of_the_day(act: Act) -> None:
    """A meeting is announced with the conveners of its own day, all of them in post (R4.2, R4.4)."""
    conveners_on(binding_rule(act.object, day=act.today), day_of(act.given["starts_at"]))


def invitation_is_answered(act: Act) -> None:
    """The principal leader has said whether he or she comes (R4.5)."""
    if act.object.principal_leader and act.object.invitation_answer is None:
        raise InvitationUnanswered


def answered_by_now(act: Act) -> None:
    """Nobody answered tomorrow."""
    if act.given["answered_on"] > act.today:
        raise refusals.DatesOutOfOrder(fields={"answered_on": refusals.DatesOutOfOrder.sentence})


def guest_has_category(act: Act) -> None:
    """A guest comes in one of the categories of the rule, or under 其他 (R5.4)."""
    if act.given["capacity"] == Capacity.GUEST and not act.given.get("category"):
        known = (*binding_rule(act.given["meeting"]).invite_categories, OTHERS)
        sentence = CategoryOfGuest.sentence % {"categories": "、".join(dict.fromkeys(known))}
        raise CategoryOfGuest(sentence, fields={"category": sentence})


def addition_has_reason(act: Act) -> None:
    """Whoever stands for a side and was not proposed is put on for a reason that stays (R5.2)."""
    own = act.given["capacity"] != Capacity.GUEST and not act.given.get("category")
    if own and act.given["meeting"].state not in NOT_YET_PROPOSED and not act.given.get("reason"):
        raise AdditionNeedsReason(fields={"reason": AdditionNeedsReason.sentence})
