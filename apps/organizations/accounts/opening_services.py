"""Accounts opened and closed, and units spoken for, as the verbs and an operator write them.

A verb of the lifecycle decides whether; these functions write what follows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import transaction

from apps.organizations.accounts.models import AccountState, UnitMembership, User
from apps.organizations.accounts.refusals import RolesDoNotFit
from apps.organizations.accounts.token_services import end_access
from apps.organizations.units.models import Unit
from kernel import clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry
from kernel.text import identity
from vocabulary.roles import Side, allowed_for


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that is to be opened, for one person of one side."""

    username: str
    name: str
    side: str
    roles: Sequence[str]
    password_hash: str
    unit: Unit | None = None
    title: str = ""
    password_is_initial: bool = False

    def guard_roles(self) -> None:
        """One side only, and an officer has one role and no other (R1.3)."""
        wanted = set(self.roles)
        if not wanted or not wanted <= set(allowed_for(self.side)) or (self.side == Side.NONE and len(wanted) > 1):
            raise RolesDoNotFit


def open_account(
    *,
    username: str,
    name: str,
    side: str,
    roles: Iterable[str],
    at: datetime,
    by: User | None,
    unit: Unit | None = None,
    title: str = "",
    password_hash: str,
    password_is_initial: bool = False,
) -> User:
    """Open an account of one side. `by` is None only for the first account, which an operator opens."""
    wanted = NewAccount(username, name, side, sorted(set(roles)), password_hash, unit, title, password_is_initial)
    return open_accounts([wanted], by=by, at=at)[0]


@transaction.atomic
def open_accounts(wanted: Sequence[NewAccount], *, by: User | None, at: datetime) -> list[User]:
    """Open many accounts, in their order, each with its own entry in the audit chain."""
    for account in wanted:
        account.guard_roles()
    recorded_at = clock.recorded_now()
    users = User.objects.bulk_create(_user(account, since=recorded_at) for account in wanted)
    groups = {role: role_group(role) for role in sorted({role for account in wanted for role in account.roles})}
    for_units = [user for user in users if user.unit is not None]
    User.groups.through.objects.bulk_create(
        User.groups.through(user=user, group=group)
        for user in users
        for group in [*(groups[role] for role in user.roles), *([user.unit.group] if user.unit else [])]
    )
    UnitMembership.objects.bulk_create(
        UnitMembership(user=user, unit=user.unit, since=clock.day_of(at)) for user in for_units
    )
    audit.append_all([_opened(user, by=by, at=at, recorded_at=recorded_at) for user in users])
    return users


def _user(account: NewAccount, *, since: datetime) -> User:
    return User(
        state=AccountState.OPEN,
        state_since=since,
        username=identity(account.username),
        name=account.name,
        title=account.title,
        side=account.side,
        unit=account.unit,
        roles=sorted(set(account.roles)),
        password=account.password_hash,
        password_is_initial=account.password_is_initial,
    )


def _opened(user: User, *, by: User | None, at: datetime, recorded_at: datetime) -> AuditEntry:
    return audit.entry(
        what="account.open",
        at=at,
        recorded_at=recorded_at,
        by=by,
        object_kind="account",
        object_id=user.pk,
        changes={"username": [None, user.username], "roles": [[], user.roles], "side": [None, user.side]},
    )


def role_group(role: str) -> Group:
    """Return the group that stands for a role; every government has one per role."""
    return Group.objects.get_or_create(name=f"role:{role}")[0]


def speak_for(*, user: User, unit: Unit, since: date) -> UnitMembership:
    """Make `user` a liaison officer of `unit`: everything the unit may act on, the person may act on."""
    membership, _created = UnitMembership.objects.get_or_create(
        user=user, unit=unit, ended_on=None, defaults={"since": since}
    )
    user.groups.add(unit.group_id)
    return membership


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime) -> None:
    """Close an account with everything that was begun under it: sessions and tokens end at once."""
    user.is_active, user.state, user.state_since = False, AccountState.CLOSED, clock.recorded_now()
    user.save(update_fields=["is_active", "state", "state_since"])
    end_access(user)
    audit.append(
        what="account.close", at=at, recorded_at=clock.recorded_now(), by=by, object_kind="account", object_id=user.pk
    )
