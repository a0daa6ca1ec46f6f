"""Who may read which accounts, who holds a role today, and who has not signed in for long."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from apps.organizations.accounts.models import AccountState, UnitMembership, User
from apps.organizations.standing.reading import by_right
from apps.organizations.units.models import Unit
from kernel import clock
from vocabulary.roles import (
    GOV_CLERK,
    GOV_UNIT,
    LEADING,
    OVERSEEING,
    UNION_CLERK,
    UNION_UNIT,
    Side,
)

#: Accounts that nobody has used for so long are listed (security requirements, 访问控制).
IDLE = timedelta(days=90)

CLERKS_OF: dict[str, str] = {Side.GOV: GOV_CLERK.name, Side.UNION: UNION_CLERK.name}

SPEAKERS_OF: dict[str, str] = {Side.GOV: GOV_UNIT.name, Side.UNION: UNION_UNIT.name}


@by_right
def accounts_visible_to(user: User) -> QuerySet[User]:
    """Return the accounts `user` may read: all for the officers of the system, for anybody else the own one."""
    rows = User.objects.select_related("unit", "mandate")
    return rows if user.side == Side.NONE and user.role_names else rows.filter(pk=user.pk)


def reads_acts(user: User, account: User) -> bool:
    """Whether `user` may read what was done about an account: its holder, and the officers of security and audit.

    The system officer, whose acts these are, reads no part of the record (三员分立).
    """
    return user.pk == account.pk or bool(user.role_names & OVERSEEING)


def idle_since(now: datetime) -> Q:
    """Open accounts that nobody signed in to for ninety days, or ever since they were opened."""
    day = now - IDLE
    return Q(is_active=True) & (Q(last_login__lt=day) | Q(last_login=None, state_since__lt=day))


def is_idle(account: User, now: datetime) -> bool:
    """The same of one account."""
    return account.is_active and (account.last_login or account.state_since) < now - IDLE


def speakers_of(units: Iterable[Unit]) -> dict[uuid.UUID, list[User]]:
    """Return who speaks for each unit now and has a role to do it by, by the unit's key, in one query."""
    found: dict[uuid.UUID, list[User]] = {unit.pk: [] for unit in units}
    wanted = sorted({*SPEAKERS_OF.values(), *CLERKS_OF.values()})
    rows = UnitMembership.objects.current().filter(unit__in=list(found), user__state=AccountState.OPEN)
    for row in rows.filter(user__roles__overlap=wanted).select_related("user").order_by("user__username"):
        found[row.unit_id].append(row.user)
    return found


def resting() -> QuerySet[User]:
    """Return the accounts whose rights wait for the security officer, the longest waiting first."""
    return User.objects.filter(state=AccountState.RESET).order_by("state_since", "username")


def with_role(role: str) -> list[User]:
    """Return the active accounts that hold `role`."""
    return list(holding(role).filter(is_active=True).select_related("unit"))


def holding(*roles: str) -> QuerySet[User]:
    """Return who holds one of the roles today: a leader's lies still once the last post was handed over (R4.4).

    Nor does anybody hold one whose rights rest since a password was reset.
    """
    leading = sorted(LEADING & set(roles))
    leads = Q(roles__overlap=leading) & ~Q(leads_until__lt=clock.today())
    return User.objects.exclude(state=AccountState.RESET).filter(leads | Q(roles__overlap=sorted(set(roles) - LEADING)))
