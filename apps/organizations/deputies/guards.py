"""What delegating needs. A guard raises a named refusal or lets the act pass; it writes nothing."""

from apps.organizations.accounts.models import User
from apps.organizations.deputies import leaders_acts, refusals
from apps.organizations.deputies.models import Delegation
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField
from vocabulary.roles import SECURITY_OFFICER


def grantor_of(act: Act) -> User:
    """Return whose acts are lent: the leader's own, or those of the leader whom the security officer names."""
    named: User | None = act.given.get("grantor")
    if SECURITY_OFFICER.name not in act.by.role_names:
        if named is not None and named.pk != act.by.pk:
            raise refusals.OnlyOwnActs.beside("grantor")
        return User.behind(act.by)
    if named is None:
        raise MissingField.beside("grantor")
    return named


def delegate_fits(act: Act[Delegation]) -> None:
    """Another person of the same side, with an open account (R1.3)."""
    grantor, delegate = grantor_of(act), act.given["delegate"]
    if delegate.pk == grantor.pk:
        raise refusals.DelegateToOneself.beside("delegate")
    if delegate.side != grantor.side or not delegate.is_active:
        raise refusals.DelegateOfOtherSide.beside("delegate")


def delegation_dates(act: Act[Delegation]) -> None:
    """In order, and not wholly past."""
    starts_on, ends_on = act.given["starts_on"], act.given["ends_on"]
    if ends_on < starts_on or ends_on < act.today:
        raise refusals.DelegationDatesBroken.beside("ends_on")


def acts_of(act: Act) -> list[str]:
    """Return the acts named, each once."""
    return sorted({row["act"] for row in act.given["acts"]})


def grantor_holds_acts(act: Act[Delegation]) -> None:
    """Each act is the grantor's own: nobody lends what he or she does not have, or has only borrowed."""
    grantor = grantor_of(act)
    for name in acts_of(act):
        if leaders_acts.holds(grantor, name):
            continue
        borrowed = any(
            one.delegate_id == grantor.pk and one.covers(name, act.today) for one in grantor.delegations(afresh=True)
        )
        refusal = refusals.OnwardDelegation if borrowed else refusals.NotHeldByGrantor
        raise refusal.beside("acts")


def not_delegated_already(act: Act[Delegation]) -> None:
    """One deputy per act and day; the grantor's account is held, so that two grants cannot come at once."""
    grantor = hold(User.objects.all()).get(pk=grantor_of(act).pk)
    same = Delegation.objects.standing().filter(grantor=grantor, acts__overlap=acts_of(act))
    if same.overlapping(act.given["starts_on"], act.given["ends_on"]).exists():
        raise refusals.DelegationOverlaps.beside("acts")


def not_over(act: Act[Delegation]) -> None:
    """What has ended by itself is not taken back."""
    if act.object.ends_on < act.today:
        raise refusals.DelegationOver
