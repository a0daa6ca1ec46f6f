"""Who may read which accounts and units, who has not signed in for long, and who lacks the role that a post needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from apps.organizations.models import AccountState, Handover, OfficeTerm, Unit, UnitKind, UnitMembership, User
from apps.organizations.selectors import OVERSEERS
from vocabulary.roles import GOV_CLERK, GOV_LEADER, GOV_UNIT, UNION_CLERK, UNION_LEADER, UNION_UNIT, Side

#: Accounts that nobody has used for so long are listed (security requirements, 访问控制).
IDLE = timedelta(days=90)
LEADERS_OF = {"gov": GOV_LEADER.name, "union": UNION_LEADER.name}
CLERKS_OF = {"gov": GOV_CLERK.name, "union": UNION_CLERK.name}
SPEAKERS_OF = {"gov": GOV_UNIT.name, "union": UNION_UNIT.name}


def accounts_visible_to(user: User) -> QuerySet[User]:
    """Return the accounts `user` may read: all for the officers of the system, for anybody else the own one."""
    rows = User.objects.select_related("unit", "mandate")
    return rows if user.side == Side.NONE and user.role_names else rows.filter(pk=user.pk)


def reads_acts(user: User, account: User) -> bool:
    """Whether `user` may read what was done about an account: its holder, and the officers of security and audit.

    The system officer, whose acts these are, reads no part of the record (三员分立).
    """
    return user.pk == account.pk or bool(user.role_names & OVERSEERS)


def units_visible_to(user: User) -> QuerySet[Unit]:
    """Return the units: both sides' stand in the directory that everybody signed in here reads."""
    return Unit.objects.all()


def idle_since(now: datetime) -> Q:
    """Open accounts that nobody signed in to for ninety days, or ever since they were opened."""
    day = now - IDLE
    return Q(is_active=True) & (Q(last_login__lt=day) | Q(last_login=None, state_since__lt=day))


def is_idle(account: User, now: datetime) -> bool:
    """The same of one account."""
    return account.is_active and (account.last_login or account.state_since) < now - IDLE


def speakers_of(units: Iterable[Unit]) -> dict[Any, list[User]]:
    """Return who speaks for each unit now and has a role to do it by, by the unit's key, in one query."""
    found: dict[Any, list[User]] = {unit.pk: [] for unit in units}
    wanted = sorted({*SPEAKERS_OF.values(), *CLERKS_OF.values()})
    rows = UnitMembership.objects.current().filter(unit__in=list(found), user__state=AccountState.OPEN)
    for row in rows.filter(user__roles__overlap=wanted).select_related("user").order_by("user__username"):
        found[row.unit_id].append(row.user)
    return found


def resting() -> QuerySet[User]:
    """Return the accounts whose rights wait for the security officer, the longest waiting first."""
    return User.objects.filter(state=AccountState.RESET).order_by("state_since", "username")


# --- successors without the role that goes with what was handed over to them --------------------------------------


@dataclass(frozen=True, slots=True)
class MissingRole:
    """Somebody holds a post or speaks for a unit without the role to act by; the security officer gives it (R4.4)."""

    person: User
    role: str
    what: str
    since: date
    basis: str


def missing_roles(day: date) -> list[MissingRole]:
    """Return every successor without a role on `day`, the longest waiting first."""
    handed = list(Handover.objects.select_related("from_user").order_by("on_day", "id"))
    return sorted([*_of_posts(day, handed), *_of_units(handed)], key=lambda one: (one.since, one.person.username))


def _of_posts(day: date, handed: list[Handover]) -> Iterable[MissingRole]:
    by_post = {(one.post_id, one.to_user_id): one for one in handed if one.post_id}
    terms = OfficeTerm.objects.on(day).filter(holder__state=AccountState.OPEN).select_related("post", "holder__unit")
    for term in terms.exclude(post__side=Side.NONE):
        role, came = LEADERS_OF[term.post.side], by_post.get((term.post_id, term.holder_id))
        led_before = bool(came and came.from_user and role in came.from_user.roles)
        if (term.post.slot or led_before) and role not in term.holder.role_names:
            yield MissingRole(term.holder, role, term.post.title, term.starts_on, came.basis if came else "")


def _of_units(handed: list[Handover]) -> Iterable[MissingRole]:
    by_unit = {(one.unit_id, one.to_user_id): one for one in handed if one.unit_id}
    spoken = UnitMembership.objects.current().filter(unit__in={unit for unit, _person in by_unit})
    spoken = spoken.filter(user__state=AccountState.OPEN)
    for row in spoken.exclude(unit__kind=UnitKind.LEADERSHIP).select_related("user__unit", "unit"):
        came, of_side = by_unit.get((row.unit_id, row.user_id)), row.unit.side
        role = (CLERKS_OF if row.unit.kind == UnitKind.OFFICE else SPEAKERS_OF)[of_side]
        if came and not row.user.role_names & {SPEAKERS_OF[of_side], CLERKS_OF[of_side]}:
            yield MissingRole(row.user, role, row.unit.name, came.on_day, came.basis)
