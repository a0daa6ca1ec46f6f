"""What delegating and handing over need. A guard raises a named refusal or lets the act pass; it writes nothing."""

from apps.organizations import leaders_acts, people_refusals, refusals
from apps.organizations.models import Delegation, OfficeTerm, Slot, Unit, User
from apps.organizations.selectors import government, holders_on
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField
from tenants.governments.models import Government
from vocabulary.roles import SECURITY_OFFICER, Side, allowed_for

#: What the column of a post's place in the order holds, in figures that people use.
LAST_RANK = 999


def within_mandate(act: Act) -> None:
    """An officer whom the parent provides acts on the days of the mandate only."""
    mandate = getattr(act.by, "mandate", None)
    if mandate is not None and not mandate.covers(act.today):
        raise refusals.OutsideMandate


def stands(unit: Unit) -> bool:
    """Whether the unit stands, and nobody closes it before this act is done."""
    return hold(Unit.objects.filter(pk=unit.pk, closed_on=None)).first() is not None


# --- delegation ---------------------------------------------------------------------------------------------------


def grantor_of(act: Act) -> User:
    """Return whose acts are lent: the leader's own, or those of the leader whom the security officer names."""
    named: User | None = act.given.get("grantor")
    if SECURITY_OFFICER.name not in act.by.role_names:
        if named is not None and named.pk != act.by.pk:
            raise refusals.OnlyOwnActs(fields={"grantor": refusals.OnlyOwnActs.sentence})
        own: User = act.by
        return own
    if named is None:
        raise MissingField(fields={"grantor": MissingField.sentence})
    return named


def delegate_fits(act: Act) -> None:
    """Another person of the same side, with an open account (R1.3)."""
    grantor, delegate = grantor_of(act), act.given["delegate"]
    if delegate.pk == grantor.pk:
        raise refusals.DelegateToOneself(fields={"delegate": refusals.DelegateToOneself.sentence})
    if delegate.side != grantor.side or not delegate.is_active:
        raise refusals.DelegateOfOtherSide(fields={"delegate": refusals.DelegateOfOtherSide.sentence})


def delegation_dates(act: Act) -> None:
    """In order, and not wholly past."""
    starts_on, ends_on = act.given["starts_on"], act.given["ends_on"]
    if ends_on < starts_on or ends_on < act.today:
        raise refusals.DelegationDatesBroken(fields={"ends_on": refusals.DelegationDatesBroken.sentence})


def acts_of(act: Act) -> list[str]:
    """Return the acts named, each once."""
    return sorted({row["act"] for row in act.given["acts"]})


def grantor_holds_acts(act: Act) -> None:
    """Each act is the grantor's own: nobody lends what he or she does not have, or has only borrowed."""
    grantor = grantor_of(act)
    for name in acts_of(act):
        if leaders_acts.holds(grantor, name):
            continue
        borrowed = any(
            one.delegate_id == grantor.pk and one.covers(name, act.today) for one in grantor.delegations(afresh=True)
        )
        refusal = refusals.OnwardDelegation if borrowed else refusals.NotHeldByGrantor
        raise refusal(fields={"acts": refusal.sentence})


def not_delegated_already(act: Act) -> None:
    """One deputy per act and day; the grantor's account is held, so that two grants cannot come at once."""
    grantor = hold(User.objects.all()).get(pk=grantor_of(act).pk)
    same = Delegation.objects.standing().filter(grantor=grantor, acts__overlap=acts_of(act))
    if same.overlapping(act.given["starts_on"], act.given["ends_on"]).exists():
        raise refusals.DelegationOverlaps(fields={"acts": refusals.DelegationOverlaps.sentence})


def not_over(act: Act) -> None:
    """What has ended by itself is not taken back."""
    if act.object.ends_on < act.today:
        raise refusals.DelegationOver


# --- officers provided by the parent ------------------------------------------------------------------------------


def parent_here() -> Government:
    """Return the government that provides: the one this one reports to (R1.3)."""
    parent: Government | None = government().reporting_parent
    if parent is None:
        raise refusals.NotTheParent
    return parent


def officers_only(act: Act) -> None:
    """From the government one reports to comes an officer of the system, never somebody of a side (R1.3)."""
    parent_here()
    if act.given["role"] not in allowed_for(Side.NONE):
        raise refusals.OnlyOfficersAreProvided(fields={"role": refusals.OnlyOfficersAreProvided.sentence})


def mandate_dates(act: Act) -> None:
    """In order, and not wholly past."""
    starts_on, ends_on = act.given["starts_on"], act.given["ends_on"]
    if ends_on < starts_on or ends_on < act.today:
        raise refusals.MandateDatesBroken(fields={"ends_on": refusals.MandateDatesBroken.sentence})


def not_ones_own_mandate(act: Act) -> None:
    """Nobody calls himself or herself back and closes the account from which it is done."""
    if act.object.account_id == act.by.pk:
        raise refusals.OwnMandate


# --- posts --------------------------------------------------------------------------------------------------------


def rank_is_sound(act: Act) -> None:
    """A place in an order."""
    rank = act.given.get("rank")
    if rank is not None and not 0 <= rank <= LAST_RANK:
        raise refusals.RankOutOfRange(fields={"rank": refusals.RankOutOfRange.sentence})


def units_of_own_side(act: Act) -> None:
    """A leader of one side is in charge of that side's units (R1.3)."""
    if any(unit.side != act.by.side for unit in act.given.get("units") or []):
        raise refusals.UnitOfOtherSide(fields={"units": refusals.UnitOfOtherSide.sentence})


# --- handover -----------------------------------------------------------------------------------------------------


def post_or_unit(act: Act) -> None:
    """One thing changes hands, and for a unit it is said whose it was."""
    post, unit = act.given.get("post"), act.given.get("unit")
    if (post is None) == (unit is None):
        raise refusals.PostOrUnit(fields={"post": refusals.PostOrUnit.sentence})
    if unit is not None and act.given.get("from_user") is None:
        raise MissingField(fields={"from_user": MissingField.sentence})


def successor_fits(act: Act) -> None:
    """Somebody of the same side, in service (R1.3), whose account nobody closes in the same moment."""
    thing, successor = act.given.get("post") or act.given["unit"], act.given["to_user"]
    open_now = hold(User.objects.filter(pk=successor.pk, is_active=True)).exists()
    if successor.side != thing.side or not open_now:
        raise refusals.SuccessorOfOtherSide(fields={"to_user": refusals.SuccessorOfOtherSide.sentence})


def post_is_held(act: Act) -> None:
    """The term that ends is the last one, began before, and is somebody else's."""
    post, day = act.given.get("post"), act.given["on_day"]
    if post is None:
        return
    if OfficeTerm.objects.filter(post=post, starts_on__gte=day).exists():
        raise refusals.HandoverTooEarly(fields={"on_day": refusals.HandoverTooEarly.sentence})
    running = hold(OfficeTerm.objects.on(day).filter(post=post)).first()
    former = act.given.get("from_user")
    if former is not None and (running is None or running.holder_id != former.pk):
        raise refusals.NotTheHolder(fields={"from_user": refusals.NotTheHolder.sentence})
    if running is not None and running.holder_id == act.given["to_user"].pk:
        raise refusals.HoldsItAlready(fields={"to_user": refusals.HoldsItAlready.sentence})


def slots_stay_four_people(act: Act) -> None:
    """The successor fills no other of the four slots on that day (R4.2)."""
    post = act.given.get("post")
    if post is None or not post.slot:
        return
    others = [holder for slot, holder in holders_on(act.given["on_day"]).items() if slot != Slot(post.slot)]
    if any(holder.user.pk == act.given["to_user"].pk for holder in others):
        raise refusals.HoldsAnotherSlot(fields={"to_user": refusals.HoldsAnotherSlot.sentence})


def unit_is_spoken_for(act: Act) -> None:
    """The unit's liaison is handed over by who has it, to somebody who has it not, on a day that has come."""
    unit, day = act.given.get("unit"), act.given["on_day"]
    if unit is None:
        return
    if not stands(unit):
        raise people_refusals.UnitDoesNotFit(fields={"unit": people_refusals.UnitDoesNotFit.sentence})
    speaking = {row.user_id: row for row in hold(unit.memberships.current())}
    former = speaking.get(act.given["from_user"].pk)
    if former is None:
        raise refusals.NotTheHolder(fields={"from_user": refusals.NotTheHolder.sentence})
    if act.given["to_user"].pk in speaking:
        raise refusals.HoldsItAlready(fields={"to_user": refusals.HoldsItAlready.sentence})
    if day > act.today:
        raise refusals.HandoverNotYet(fields={"on_day": refusals.HandoverNotYet.sentence})
    if day < former.since:
        raise refusals.HandoverTooEarly(fields={"on_day": refusals.HandoverTooEarly.sentence})
