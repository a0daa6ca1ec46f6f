"""What opening, closing, giving and taking need. A guard raises a named refusal or lets the act pass."""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from apps.organizations.accounts import refusals
from apps.organizations.accounts.models import AccountState, User
from apps.organizations.accounts.selectors import holding
from apps.organizations.standing.selectors import in_service
from apps.organizations.units.guards import stands
from apps.organizations.units.models import Unit
from apps.organizations.units.permissions import has_open_business
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from kernel.refusals import Refusal, Sentence, WrongRole
from kernel.text import identity
from tenants.governments.selectors import government
from vocabulary.roles import (
    ONLY_WITH_CHILDREN,
    PROCESSING,
    SECURITY_OFFICER,
    SPEAKING,
    Side,
    allowed_for,
    names_of,
)

#: Roles of which somebody always remains: without them nobody opens, grants or looks, or a side stands still.
KEPT = {*allowed_for(Side.NONE), *PROCESSING}

#: Roles by which a person speaks for a unit.


def one_after_another(act: Act) -> None:
    """Changes of rights queue over one row, and whoever asks is looked at again: two officers may be at it at once."""
    hold(Group.objects.filter(name=f"role:{SECURITY_OFFICER.name}")).get()
    wanted = [role.name for role in act.action.by]
    asks = User.objects.filter(pk=act.by.pk, state=AccountState.OPEN, roles__overlap=wanted)
    if not asks.exists():
        raise WrongRole


def not_oneself(act: Act[User]) -> None:
    """Nobody changes what he or she may do."""
    if act.object.pk == act.by.pk:
        raise refusals.OwnAccount


def not_provided(act: Act[User]) -> None:
    """The account of somebody whom the parent sent follows its mandate."""
    if getattr(act.object, "mandate", None) is not None:
        raise refusals.ProvidedByTheParent


def username_is_free(act: Act[User]) -> None:
    """Also of closed accounts, and whether written large or small."""
    if User.objects.filter(username__iexact=identity(act.given["username"])).exists():
        raise refusals.UsernameTaken.beside("username")


def belongs(unit: Unit | None, side: str) -> bool:
    """Whether an account of a side may have the unit: one of that side, and none for an officer of the system."""
    return side == Side.NONE if unit is None else unit.side == side != Side.NONE


def unit_fits(act: Act[User]) -> None:
    """A standing unit of the same side; none for an officer of the system."""
    side = act.object.side if act.object else act.given["side"]
    unit: Unit | None = act.given.get("unit")
    if not belongs(unit, side) or (unit and not stands(unit)):
        raise refusals.UnitDoesNotFit.beside("unit")


def own_unit_stands(act: Act[User]) -> None:
    """Nobody comes back to a unit that is no more."""
    if act.object.unit and not stands(act.object.unit):
        raise refusals.UnitDoesNotFit


def not_an_officer(act: Act[User]) -> None:
    """An officer's password is the officer's own; an account without any role is nobody's danger yet."""
    if act.object.side == Side.NONE and act.object.roles:
        raise refusals.OfficersPassword


def holds_no_post(act: Act[User]) -> None:
    """Neither today nor on a day to come."""
    if act.object.terms.exclude(ends_on__lt=act.today).exists():
        raise refusals.HoldsPost


def no_delegation_runs(act: Act[User]) -> None:
    """Neither given nor received."""
    if any(one.ends_on >= act.today for one in act.object.delegations(afresh=True)):
        raise refusals.DelegationRuns


def _asks_for(act: Act, name: str) -> bool:
    """Whether the row has such a field: known before anybody types."""
    return any(need.name == name for need in act.action.needs)


def _roles_lost(act: Act) -> set[str]:
    return {act.given["role"]} if _asks_for(act, "role") else set(act.object.roles)


def somebody_remains(act: Act[User]) -> None:
    """Another account in use, with a password, that keeps the role; one whose rights rest helps nobody."""
    if any(_is_last(act.object, role) for role in sorted(_roles_lost(act) & KEPT & act.object.roles_on(act.today))):
        raise refusals.LastOfItsRole(fields=_beside(act, refusals.LastOfItsRole))


def _is_last(account: User, role: str) -> bool:
    others = holding(role).filter(is_active=True).exclude(pk=account.pk).select_related("mandate")
    return not any(_serves(one) for one in others)


def _serves(one: User) -> bool:
    return in_service(one) and one.has_usable_password()


def somebody_stays_behind(act: Act) -> None:
    """Whom the parent calls back leaves another officer; who never served, or serves no more, leaves as he came."""
    account = act.object.account
    if _serves(account) and any(_is_last(account, role) for role in account.roles):
        raise refusals.LastOfItsRole


def _beside(act: Act, refusal: type[Refusal]) -> Mapping[str, Sentence]:
    return {"role": refusal.sentence} if _asks_for(act, "role") else {}


def units_keep_a_speaker(act: Act[User]) -> None:
    """What has open business keeps somebody who may act for it; a role that speaks for nobody leaves nobody alone."""
    named: Unit | None = act.given["unit"] if _asks_for(act, "unit") else None
    if named is None and not _roles_lost(act) & SPEAKING:
        return
    spoken = act.object.memberships.current().select_related("unit__group")
    for row in spoken.filter(unit=named) if named else spoken:
        if not _speakers(row.unit).exclude(pk=act.object.pk).exists() and has_open_business(row.unit):
            raise refusals.LastSpeaker(fields={"unit": refusals.LastSpeaker.sentence} if named else {})


def _speakers(unit: Unit) -> QuerySet[User]:
    """Whoever may act for a unit: bound to it, with an account in use and a role to do it by."""
    return User.objects.filter(
        state=AccountState.OPEN, roles__overlap=sorted(SPEAKING), memberships__unit=unit, memberships__ended_on=None
    )


def role_fits(act: Act[User]) -> None:
    """Of the person's side; an officer of the system has one role and no other (R1.3)."""
    side, role = act.object.side, act.given["role"]
    second = side == Side.NONE and set(act.object.roles) - {role}
    if role not in allowed_for(side) or second:
        raise refusals.RolesDoNotFit.beside("role")


def role_is_new(act: Act[User]) -> None:
    """A leader's role that lay still since the last post was handed over may be given again."""
    if act.given["role"] in act.object.role_names:
        raise refusals.RoleHeldAlready.beside("role")


def role_is_held(act: Act[User]) -> None:
    """Also one that lies still."""
    if act.given["role"] not in act.object.roles:
        raise refusals.RoleNotHeld.beside("role")


def children_to_look_at(act: Act[User]) -> None:
    """Assessors and reviewers only where there are governments below."""
    only = names_of(ONLY_WITH_CHILDREN)
    if act.given["role"] in only and not government().reporting_children.exists():
        raise refusals.NobodyBelow.beside("role")


def first_password_replaced(act: Act[User]) -> None:
    """Rights come to an account whose password its holder replaced: a leader's as well as an officer's."""
    if act.object.password_is_initial:
        raise refusals.FirstPasswordStands(fields=_beside(act, refusals.FirstPasswordStands))


def may_speak_for_it(act: Act[User]) -> None:
    """A standing unit of the person's own side (R1.3)."""
    unit: Unit = act.given["unit"]
    if unit.side != act.object.side or not stands(unit):
        raise refusals.UnitDoesNotFit.beside("unit")


def _speaks(act: Act) -> bool:
    return bool(act.object.memberships.current().filter(unit=act.given["unit"]).exists())


def does_not_speak_yet(act: Act[User]) -> None:
    """Once is enough."""
    if _speaks(act):
        raise refusals.SpeaksAlready.beside("unit")


def speaks_for_it(act: Act[User]) -> None:
    """Otherwise there is nothing to end."""
    if not _speaks(act):
        raise refusals.DoesNotSpeak.beside("unit")
