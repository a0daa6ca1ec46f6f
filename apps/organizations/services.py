"""Who is who: units, accounts, posts and tokens. The only writers of these tables."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from pypinyin import lazy_pinyin

from apps.organizations.models import (
    AccountState,
    ApiToken,
    OfficeTerm,
    Post,
    PostState,
    Unit,
    UnitMembership,
    UnitState,
    User,
)
from apps.organizations.refusals import RolesDoNotFit
from kernel import clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry
from vocabulary.roles import allowed_for

#: Of an account that nobody can sign in to before the operator hands a password over.
NO_PASSWORD = "!"  # noqa: S105 - the mark of none


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that is to be set up."""

    name: str
    short_name: str
    side: str
    kind: str
    functions: str = ""


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
        if not wanted or not wanted <= set(allowed_for(self.side)) or (self.side == "none" and len(wanted) > 1):
            raise RolesDoNotFit


def establish_unit(*, name: str, short_name: str, side: str, kind: str, functions: str = "") -> Unit:
    """Set up a unit together with the group to which its object permissions will be granted."""
    return establish_units([NewUnit(name, short_name, side, kind, functions)])[0]


@transaction.atomic
def establish_units(wanted: Sequence[NewUnit], *, closed_on: Sequence[date | None] = ()) -> list[Unit]:
    """Set up many units, in their order, with two statements; those of history are closed from the beginning."""
    closed = [*closed_on, *[None] * (len(wanted) - len(closed_on))]
    groups, now = Group.objects.bulk_create(new_unit_group() for _unit in wanted), clock.recorded_now()
    return Unit.objects.bulk_create(
        Unit(
            name=unit.name,
            short_name=unit.short_name,
            sort_key=sort_key(unit.name),
            side=unit.side,
            kind=unit.kind,
            functions=unit.functions,
            closed_on=day,
            group=group,
            state=UnitState.CLOSED if day else UnitState.STANDING,
            state_since=now,
        )
        for unit, group, day in zip(wanted, groups, closed, strict=True)
    )


def new_unit_group() -> Group:
    """Return an unsaved group for a unit; nobody reads its name."""
    return Group(name=f"unit:{uuid.uuid4()}")


def sort_key(name: str) -> str:
    """Return what lists order a unit's name by."""
    return " ".join(lazy_pinyin(name))


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
        username=account.username,
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


def establish_post(
    *,
    title: str,
    side: str,
    slot: str | None = None,
    unit: Unit | None = None,
    rank: int = 50,
    portfolio: Sequence[str] = (),
) -> Post:
    """Set up a post; with a slot where it fills one of the four offices of a joint meeting, with what falls to it."""
    stands = {"state": PostState.STANDING, "state_since": clock.recorded_now()}
    what = {"title": title, "side": side, "slot": slot, "unit": unit, "rank": rank, "portfolio": list(portfolio)}
    return Post.objects.create(**what, **stands)


def appoint(*, post: Post, holder: User, starts_on: date, ends_on: date | None = None) -> OfficeTerm:
    """Record who holds a post from when; the term is dated, and documents of other days do not change (R4.4).

    Whoever had handed over the last post and comes back leads again.
    """
    if holder.side != post.side:
        raise RolesDoNotFit
    User.objects.filter(pk=holder.pk).exclude(leads_until=None).update(leads_until=None)
    return OfficeTerm.objects.create(post=post, holder=holder, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def forget_expired(*, at: datetime) -> int:
    """Delete sessions and tokens that can no longer be used; how many."""
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    tokens, _ = ApiToken.objects.filter(expires_at__lt=at).delete()
    return sessions + tokens


@transaction.atomic
def issue_token(*, user: User, at: datetime) -> tuple[str, ApiToken]:
    """Return a new opaque token, shown once, and its row; the database never holds the token itself."""
    token = secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user, digest=token_digest(token), created_at=at, expires_at=at + settings.API_TOKEN_LIFETIME
    )
    _note_token("token.issue", user)
    return token, row


@transaction.atomic
def end_token(*, user: User, digest: str) -> None:
    """End one token of `user`: the next request with it is refused."""
    user.tokens.filter(digest=digest).delete()
    _note_token("token.end", user)


def _note_token(what: str, user: User) -> None:
    now = clock.recorded_now()
    audit.append(what=what, at=now, recorded_at=now, by=user, object_kind="account", object_id=user.pk)


def token_digest(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set a new password and end every token; the caller ends the sessions by the changed session hash."""
    user.set_password(password)
    user.password_is_initial = False
    user.save(update_fields=["password", "password_is_initial"])
    user.tokens.all().delete()
    audit.append(
        what="account.change_password",
        at=at,
        recorded_at=clock.recorded_now(),
        by=user,
        object_kind="account",
        object_id=user.pk,
    )


@transaction.atomic
def reset_password(*, user: User, password: str, at: datetime) -> None:
    """Set a password that must be replaced at the first sign-in; sessions end by the changed hash, tokens at once."""
    user.set_password(password)
    user.password_is_initial = True
    user.save(update_fields=["password", "password_is_initial"])
    user.tokens.all().delete()
    audit.append(
        what="account.hand_over_password",
        at=at,
        recorded_at=clock.recorded_now(),
        by=None,
        object_kind="account",
        object_id=user.pk,
    )


def end_access(user: User) -> int:
    """End every session and token of an account, so that the next request with one of them is refused; how many."""
    own = [one.pk for one in Session.objects.all() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    sessions, _ = Session.objects.filter(pk__in=own).delete()
    tokens, _ = user.tokens.all().delete()
    return sessions + tokens


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime) -> None:
    """Close an account with everything that was begun under it: sessions and tokens end at once."""
    user.is_active, user.state, user.state_since = False, AccountState.CLOSED, clock.recorded_now()
    user.save(update_fields=["is_active", "state", "state_since"])
    end_access(user)
    audit.append(
        what="account.close", at=at, recorded_at=clock.recorded_now(), by=by, object_kind="account", object_id=user.pk
    )
