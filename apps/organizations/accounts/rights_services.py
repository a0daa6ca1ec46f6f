"""What the security officer gives and takes: roles, and units somebody speaks for. In force from the next request."""

import uuid
from datetime import datetime

from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.models import UnitMembership, User
from apps.organizations.accounts.opening_services import role_group, speak_for
from apps.organizations.accounts.token_services import end_access
from apps.organizations.units.models import Unit
from kernel.lifecycle.engine import acting, move
from kernel.lifecycle.table import Act, verb
from vocabulary.roles import LEADING


@verb(ACCOUNT, "give_role")
def give_role(
    *, account_id: uuid.UUID, role: str, basis: str, by: User, at: datetime, version: int | None = None
) -> User:
    """Give one role; with the first one of a side its holder speaks for the home unit.

    A leader's role that lay still since the last post was handed over comes to life again.
    """
    given = {"role": role, "basis": basis}
    with acting(ACCOUNT, "give_role", account_id, by=by, at=at, version=version, given=given) as act:
        account: User = act.object
        account.roles = sorted({*account.roles, role})
        if role in LEADING:
            account.leads_until = None
        account.groups.add(role_group(role))
        _speak_for_home(act)
    return account


@verb(ACCOUNT, "take_role")
def take_role(
    *, account_id: uuid.UUID, role: str, reason: str, by: User, at: datetime, version: int | None = None
) -> User:
    """Take one role away; the next request that needs it is refused."""
    given = {"role": role, "reason": reason}
    with acting(ACCOUNT, "take_role", account_id, by=by, at=at, version=version, given=given) as act:
        account: User = act.object
        account.roles = sorted({*account.roles} - {role})
        if role in LEADING:
            account.leads_until = None
        account.groups.remove(role_group(role))
    return account


@verb(ACCOUNT, "restore")
def restore_rights(*, account_id: uuid.UUID, basis: str, by: User, at: datetime, version: int | None = None) -> User:
    """Let the rights work again that rest since a reset: the holder says that the new password is his or hers."""
    given = {"basis": basis}
    account: User = move(ACCOUNT, "restore", account_id, by=by, at=at, version=version, given=given)
    return account


@verb(ACCOUNT, "bind")
def bind_to_unit(
    *, account_id: uuid.UUID, unit: Unit, basis: str, by: User, at: datetime, version: int | None = None
) -> User:
    """Make somebody a liaison officer of one more unit of the same side."""
    given = {"unit": unit, "basis": basis}
    with acting(ACCOUNT, "bind", account_id, by=by, at=at, version=version, given=given) as act:
        speak_for(user=act.object, unit=unit, since=act.today)
    account: User = act.object
    return account


@verb(ACCOUNT, "unbind")
def unbind_from_unit(
    *, account_id: uuid.UUID, unit: Unit, reason: str, by: User, at: datetime, version: int | None = None
) -> User:
    """End a liaison: what the unit may act on, the person may act on no longer."""
    given = {"unit": unit, "reason": reason}
    with acting(ACCOUNT, "unbind", account_id, by=by, at=at, version=version, given=given) as act:
        UnitMembership.objects.current().filter(user=act.object, unit=unit).update(ended_on=act.today)
        act.object.groups.remove(unit.group_id)
    account: User = act.object
    return account


@verb(ACCOUNT, "end_sessions")
def end_sessions(*, account_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> User:
    """End every session and token of an account; its holder may sign in again (ASVS 7.4.5)."""
    given = {"reason": reason}
    with acting(ACCOUNT, "end_sessions", account_id, by=by, at=at, version=version, given=given) as act:
        end_access(act.object)
    account: User = act.object
    return account


def _speak_for_home(act: Act) -> None:
    account: User = act.object
    if account.unit is not None and not account.memberships.current().exists():
        speak_for(user=account, unit=account.unit, since=act.today)
