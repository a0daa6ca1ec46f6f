"""People, roles, and units of accounts that an act may name (`Need.among`)."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.models import User
from apps.organizations.units.models import Unit
from kernel.lifecycle.table import Among, Asking
from vocabulary.roles import LEADING, ROLES, Side, allowed_for


def label_of_person(user: User) -> str:
    """Return a person as a form offers one."""
    return f"{user.name}（{user.title or user.username}）"


def _of_account(asking: Asking) -> Iterable[Unit]:
    """Return units of the account's side: for its home any, to speak for one more, or to speak for one no more."""
    account: User | None = asking.object
    if account is None:
        return Unit.objects.current()
    same = Unit.objects.current().of_side(account.side)
    spoken = account.memberships.current().values("unit")
    if asking.action == "bind":
        return same.exclude(pk__in=spoken)
    return same.filter(pk__in=spoken) if asking.action == "unbind" else same


#: Whether the unit stands, and is of the account's side, a guard asks under a lock.
UNIT_OF_ACCOUNT = Among(
    _("账号所属方面的现存单位"),
    lambda asking: Unit.objects.all(),
    offered=_of_account,
    label=lambda unit: f"{unit.name}（{unit.get_side_display()}）",
)


def people(asking: Asking) -> QuerySet[User]:
    """Return the people of both sides: their names stand in a directory, whoever may read their accounts."""
    return User.objects.exclude(side=Side.NONE)


def in_service(asking: Asking) -> QuerySet[User]:
    """Return those in service: of both sides for an officer of the system, of the own side for anybody else."""
    found = people(asking).filter(is_active=True).order_by("side", "username")
    return found if asking.by.side == Side.NONE else found.filter(side=asking.by.side)


def _leaders(asking: Asking) -> QuerySet[User]:
    return in_service(asking).filter(roles__overlap=sorted(LEADING))


#: Side, service and post of the person are asked by guards, each with its own refusal.
PERSON = Among(_("政府、工会双方的人员"), people, offered=in_service, label=label_of_person)
LEADER = replace(PERSON, words=_("政府、工会的领导"), offered=_leaders)


def _roles(asking: Asking) -> list[tuple[object, object]]:
    """Return the roles to be given, those of the account's side that it lacks; to be taken, those it has."""
    account: User = asking.object
    lacking = set(allowed_for(account.side)) - account.role_names
    named = set(account.roles) if asking.action == "take_role" else lacking
    return [(role.name, role.label) for role in ROLES.values() if role.name in named]


ROLE = Among(_("授予时为所属方面的角色，收回时为已有的角色"), pairs=_roles)
