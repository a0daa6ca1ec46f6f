"""What an operator hands over: both offices, and accounts with passwords that are shown once and replaced at sign-in.

Operators have no accounts of their own; whatever happens inside a government afterwards is done by its people.
"""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from apps.organizations.accounts.models import User
from apps.organizations.accounts.opening_services import NewAccount, open_account, open_accounts
from apps.organizations.accounts.password_services import one_time_password, reset_password
from apps.organizations.posts.models import Slot
from apps.organizations.posts.services import appoint, establish_post
from apps.organizations.units.models import Unit, UnitKind
from apps.organizations.units.services import NewUnit, establish_units
from kernel import clock
from tenants.governments.models import Government
from vocabulary.roles import AUDIT_OFFICER, GOV_CLERK, ROLES, SECURITY_OFFICER, SYSTEM_OFFICER, UNION_CLERK, Side

#: Officers of the system, then a clerk of each side: enough to begin on the first day.
FIRST = (SYSTEM_OFFICER.name, SECURITY_OFFICER.name, AUDIT_OFFICER.name, GOV_CLERK.name, UNION_CLERK.name)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """An account with its one-time password, which the database does not hold."""

    user: User
    password: str


class AlreadyBegun(ValueError):
    """The government has accounts; further ones are opened one by one."""


@transaction.atomic
def open_first_accounts(government: Government) -> list[HandedOver]:
    """Set up both offices of the government whose schema is open, and the accounts of the first day."""
    if User.objects.exists():
        raise AlreadyBegun(f"{government} has accounts already: use open_account.")
    gov, union = establish_units(
        [
            NewUnit(government.gov_office_name, "政府办", Side.GOV, UnitKind.OFFICE),
            NewUnit(f"{government.union_name}办公室", "工会办", Side.UNION, UnitKind.OFFICE),
        ]
    )
    offices: dict[str, Unit] = {Side.GOV: gov, Side.UNION: union}
    passwords = [one_time_password() for _role in FIRST]
    accounts = [
        _account(role, offices.get(ROLES[role].side), password) for role, password in zip(FIRST, passwords, strict=True)
    ]
    users = open_accounts(accounts, by=None, at=clock.now())
    return [HandedOver(user, password) for user, password in zip(users, passwords, strict=True)]


def _account(role: str, unit: Unit | None, password: str) -> NewAccount:
    """Named by the role until its holder is known."""
    return NewAccount(
        username=role,
        name=str(ROLES[role].label),
        side=ROLES[role].side,
        roles=[role],
        password_hash=make_password(password),
        unit=unit,
        password_is_initial=True,
    )


@transaction.atomic
def hand_over_account(
    *, username: str, name: str, title: str, side: str, roles: list[str], unit: Unit | None, slot: str | None = None
) -> HandedOver:
    """Open one account with a one-time password; with a slot, its holder also takes that office from today on."""
    password = one_time_password()
    user = open_account(
        username=username,
        name=name,
        title=title,
        side=side,
        roles=roles,
        unit=unit,
        password_hash=make_password(password),
        password_is_initial=True,
        at=clock.now(),
        by=None,
    )
    if slot is not None:
        post = establish_post(title=title or str(Slot(slot).label), side=side, slot=slot, unit=unit, rank=10)
        appoint(post=post, holder=user, starts_on=clock.today())
    return HandedOver(user, password)


def hand_over_password(user: User) -> HandedOver:
    """Give an open account a one-time password: one that has none yet, or whose holder forgot it."""
    password = one_time_password()
    reset_password(user=user, password=password, at=clock.now())
    return HandedOver(user, password)
