"""What setting up a post and handing over need. A guard raises a named refusal or lets the act pass."""

from apps.organizations.accounts.models import User
from apps.organizations.accounts.refusals import UnitDoesNotFit
from apps.organizations.posts import refusals
from apps.organizations.posts.models import Handover, OfficeTerm, Post, Slot
from apps.organizations.posts.selectors import holders_on
from apps.organizations.units.guards import stands
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField

#: What the column of a post's place in the order holds, in figures that people use.
LAST_RANK = 999


def rank_is_sound(act: Act[Post]) -> None:
    """A place in an order."""
    rank = act.given.get("rank")
    if rank is not None and not 0 <= rank <= LAST_RANK:
        raise refusals.RankOutOfRange.beside("rank")


def units_of_own_side(act: Act[Post]) -> None:
    """A leader of one side is in charge of that side's units (R1.3)."""
    if any(unit.side != act.by.side for unit in act.given.get("units") or []):
        raise refusals.UnitOfOtherSide.beside("units")


def post_or_unit(act: Act[Handover]) -> None:
    """One thing changes hands, and for a unit it is said whose it was."""
    post, unit = act.given.get("post"), act.given.get("unit")
    if (post is None) == (unit is None):
        raise refusals.PostOrUnit.beside("post")
    if unit is not None and act.given.get("from_user") is None:
        raise MissingField.beside("from_user")


def successor_fits(act: Act[Handover]) -> None:
    """Somebody of the same side, in service (R1.3), whose account nobody closes in the same moment."""
    thing, successor = act.given.get("post") or act.given["unit"], act.given["to_user"]
    open_now = hold(User.objects.filter(pk=successor.pk, is_active=True)).exists()
    if successor.side != thing.side or not open_now:
        raise refusals.SuccessorOfOtherSide.beside("to_user")


def post_is_held(act: Act[Handover]) -> None:
    """The term that ends is the last one, began before, and is somebody else's."""
    post, day = act.given.get("post"), act.given["on_day"]
    if post is None:
        return
    if OfficeTerm.objects.filter(post=post, starts_on__gte=day).exists():
        raise refusals.HandoverTooEarly.beside("on_day")
    running = hold(OfficeTerm.objects.on(day).filter(post=post)).first()
    former = act.given.get("from_user")
    if former is not None and (running is None or running.holder_id != former.pk):
        raise refusals.NotTheHolder.beside("from_user")
    if running is not None and running.holder_id == act.given["to_user"].pk:
        raise refusals.HoldsItAlready.beside("to_user")


def slots_stay_four_people(act: Act[Handover]) -> None:
    """The successor fills no other of the four slots on that day (R4.2)."""
    post = act.given.get("post")
    if post is None or not post.slot:
        return
    others = [holder for slot, holder in holders_on(act.given["on_day"]).items() if slot != Slot(post.slot)]
    if any(holder.user.pk == act.given["to_user"].pk for holder in others):
        raise refusals.HoldsAnotherSlot.beside("to_user")


def unit_is_spoken_for(act: Act[Handover]) -> None:
    """The unit's liaison is handed over by who has it, to somebody who has it not, on a day that has come."""
    unit, day = act.given.get("unit"), act.given["on_day"]
    if unit is None:
        return
    if not stands(unit):
        raise UnitDoesNotFit.beside("unit")
    speaking = {row.user_id: row for row in hold(unit.memberships.current())}
    former = speaking.get(act.given["from_user"].pk)
    if former is None:
        raise refusals.NotTheHolder.beside("from_user")
    if act.given["to_user"].pk in speaking:
        raise refusals.HoldsItAlready.beside("to_user")
    if day > act.today:
        raise refusals.HandoverNotYet.beside("on_day")
    if day < former.since:
        raise refusals.HandoverTooEarly.beside("on_day")
