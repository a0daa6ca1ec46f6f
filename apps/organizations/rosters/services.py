"""Many units and accounts at once, all or nothing: each by the verb that opens one, each with its own record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.models import User
from apps.organizations.accounts.password_services import OneTime
from apps.organizations.accounts.services import open_with
from apps.organizations.units.models import Unit
from apps.organizations.units.services import NewUnit, set_up_unit
from kernel.audit import services as audit
from kernel.lifecycle.permission import permitted
from kernel.refusals import Refusal

#: Each new account costs a third of a second for its password, while a page waits.
MOST_ACCOUNTS = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One account of a list; its unit is named, because it may stand in the same list."""

    username: str
    name: str
    side: str
    unit: str = ""
    title: str = ""


def may_take(by: User, at: datetime) -> None:
    """Raise the refusal, and record it, for whoever may not open accounts."""
    try:
        permitted(ACCOUNT, "open", None, by)
    except Refusal as refusal:
        _record(refusal, by=by, at=at)
        raise


def _record(refusal: Refusal, *, by: User, at: datetime) -> None:
    audit.append_refusal(refusal, what="account.open", at=at, by=by, object_kind=ACCOUNT.name, rule=refusal.rule)


def take_roster(*, units: Sequence[NewUnit], accounts: Sequence[Listed], by: User, at: datetime) -> list[User]:
    """Set up the units, then open the accounts without rights; each account carries its one-time password, once.

    A refusal on the way undoes all of it and is then recorded: what the verb itself records is undone with the rest.
    """
    may_take(by, at)
    passwords = [OneTime() for _one in accounts]
    try:
        return _taken(units, accounts, passwords, by=by, at=at)
    except Refusal as refusal:
        _record(refusal, by=by, at=at)
        raise


def _taken(
    units: Sequence[NewUnit], accounts: Sequence[Listed], passwords: Sequence[OneTime], *, by: User, at: datetime
) -> list[User]:
    with transaction.atomic():
        for unit in units:
            words = {"name": unit.name, "short_name": unit.short_name, "functions": unit.functions}
            set_up_unit(side=unit.side, kind=unit.kind, by=by, at=at, **words)
        named = {unit.name: unit for unit in Unit.objects.current()}
        return [
            open_with(
                password, username=one.username, name=one.name, side=one.side, title=one.title,
                unit=named.get(one.unit), by=by, at=at,
            )
            for one, password in zip(accounts, passwords, strict=True)
        ]  # fmt: skip
