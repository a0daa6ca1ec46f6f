"""What the system officer does with accounts: opens them without rights, corrects them, closes them.

A one-time password is made here and handed back on the account that the verb returns; nothing keeps it.
"""

import uuid
from datetime import datetime
from typing import Any

from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.models import UnitMembership, User
from apps.organizations.accounts.password_services import OneTime
from apps.organizations.accounts.token_services import end_access
from apps.organizations.units.models import Unit
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb
from kernel.text import identity


@verb(ACCOUNT, "open")
def open_without_rights(
    *, username: str, name: str, side: str, unit: Unit | None = None, title: str | None = None, by: User, at: datetime
) -> User:
    """Open an account that can do nothing but choose its own password; rights are given by the security officer."""
    return open_with(None, username=username, name=name, side=side, unit=unit, title=title, by=by, at=at)


def open_with(password: OneTime | None, *, by: User, at: datetime, **given: Any) -> User:
    """Open an account as above, with the password that whoever opens many has made beforehand."""
    with acting(ACCOUNT, "open", by=by, at=at, given=given) as act:
        account = User(**given | {"title": given["title"] or "", "username": identity(given["username"])})
        words = _renew_password(account, password)
        create(act, account)
    return _handed_over(account, words)


@verb(ACCOUNT, "edit")
def edit_account(
    *,
    account_id: uuid.UUID,
    name: str,
    unit: Unit | None = None,
    title: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> User:
    """Correct name, title and home unit; documents keep what they printed, and no right changes (R4.4)."""
    given = {"name": name, "unit": unit, "title": title}
    with acting(ACCOUNT, "edit", account_id, by=by, at=at, version=version, given=given) as act:
        account: User = act.object
        account.name, account.unit, account.title = name, unit, title or ""
    return account


@verb(ACCOUNT, "reset_password")
def reset_password(*, account_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> User:
    """Replace a lost password by one that is shown once; whoever resets does not choose it (ASVS 6.4.6).

    Who saw the new one could sign in by it, so the rights rest until the security officer restores them.
    """
    given = {"reason": reason}
    with acting(ACCOUNT, "reset_password", account_id, by=by, at=at, version=version, given=given) as act:
        account: User = act.object
        password = _renew_password(account)
        end_access(account)
    return _handed_over(account, password)


@verb(ACCOUNT, "close")
def close_with_reason(
    *, account_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> User:
    """Close an account: every session and token ends at once, and no unit is spoken for under it any more."""
    with acting(ACCOUNT, "close", account_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        account: User = act.object
        account.is_active = False
        end_access(account)
        _leave_all_units(act)
    return account


@verb(ACCOUNT, "reopen")
def reopen_account(*, account_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None) -> User:
    """Take an account into use again, without any right and with a new one-time password.

    A token that was issued in the very moment of closing does not come back with it.
    """
    with acting(ACCOUNT, "reopen", account_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        account: User = act.object
        account.is_active, account.roles, account.leads_until = True, [], None
        account.groups.clear()
        _leave_all_units(act)
        end_access(account)
        password = _renew_password(account)
    return _handed_over(account, password)


def _renew_password(account: User, made: OneTime | None = None) -> str:
    new = made or OneTime()
    account.password, account.password_is_initial = new.hashed, True
    return new.words


def _handed_over(account: User, password: str) -> User:
    """The password rides on the returned object only, for whoever shows it; it is no column."""
    account.one_time_password = password
    return account


def _leave_all_units(act: Act) -> None:
    spoken = UnitMembership.objects.current().filter(user=act.object)
    act.object.groups.remove(*spoken.values_list("unit__group", flat=True))
    spoken.update(ended_on=act.today)
