"""Who is who: units, accounts, posts and tokens. The only writers of these tables."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from apps.organizations.models import ApiToken, OfficeTerm, Post, Unit, UnitMembership, User
from apps.organizations.roles import allowed_for
from kernel import clock
from kernel.audit import services as audit
from kernel.refusals import RuleBroken


class RolesDoNotFit(RuleBroken):
    """Roles of both sides, or an officer's role beside another (R1.3)."""

    rule = "R1.3"
    article = _("第一条")
    sentence = _("一个账号只能代表一方；三员账号只有一个角色，且不得兼任业务角色。")


@transaction.atomic
def establish_unit(*, name: str, short_name: str, side: str, kind: str, functions: str = "") -> Unit:
    """Set up a unit together with the group to which its object permissions will be granted."""
    key = uuid.uuid4()
    group = Group.objects.create(name=f"unit:{key}")
    return Unit.objects.create(
        name=name,
        short_name=short_name,
        sort_key=" ".join(lazy_pinyin(name)),
        side=side,
        kind=kind,
        functions=functions,
        group=group,
    )


@transaction.atomic
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
    wanted = sorted(set(roles))
    if not wanted or not set(wanted) <= set(allowed_for(side)) or (side == "none" and len(wanted) > 1):
        raise RolesDoNotFit
    user = User.objects.create(
        username=username,
        name=name,
        title=title,
        side=side,
        unit=unit,
        roles=wanted,
        password=password_hash,
        password_is_initial=password_is_initial,
    )
    user.groups.set([role_group(role) for role in wanted])
    if unit is not None:
        speak_for(user=user, unit=unit, since=clock.day_of(at))
    audit.append(
        what="account.open",
        at=at,
        recorded_at=clock.recorded_now(),
        by=by,
        object_kind="account",
        object_id=user.pk,
        changes={"username": username, "roles": wanted, "side": side},
    )
    return user


def role_group(role: str) -> Group:
    """Return the group that stands for a role; every government has one per role."""
    return Group.objects.get_or_create(name=f"role:{role}")[0]


def speak_for(*, user: User, unit: Unit, since: date) -> UnitMembership:
    """Make `user` a liaison officer of `unit`: everything the unit may act on, the person may act on."""
    membership, _created = UnitMembership.objects.get_or_create(user=user, unit=unit, defaults={"since": since})
    user.groups.add(unit.group_id)
    return membership


def establish_post(*, title: str, side: str, slot: str | None = None, unit: Unit | None = None, rank: int = 50) -> Post:
    """Set up a post; with a slot where it fills one of the four offices of a joint meeting."""
    return Post.objects.create(title=title, side=side, slot=slot, unit=unit, rank=rank)


def appoint(*, post: Post, holder: User, starts_on: date, ends_on: date | None = None) -> OfficeTerm:
    """Record who holds a post from when; the term is dated, and documents of other days do not change (R4.4)."""
    if holder.side != post.side:
        raise RolesDoNotFit
    return OfficeTerm.objects.create(post=post, holder=holder, starts_on=starts_on, ends_on=ends_on)


def issue_token(*, user: User, at: datetime) -> tuple[str, ApiToken]:
    """Return a new opaque token, shown once, and its row; the database never holds the token itself."""
    token = secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user, digest=token_digest(token), created_at=at, expires_at=at + settings.API_TOKEN_LIFETIME
    )
    return token, row


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
def close_account(*, user: User, by: User, at: datetime) -> None:
    """Close an account: its tokens end at once, its sessions at their next request."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.tokens.all().delete()
    audit.append(
        what="account.close", at=at, recorded_at=clock.recorded_now(), by=by, object_kind="account", object_id=user.pk
    )
