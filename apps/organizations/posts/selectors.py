"""Reads about posts: who holds which on a day, who reads them, and which successor lacks the role for one."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from apps.organizations.accounts.models import AccountState, UnitMembership, User
from apps.organizations.accounts.selectors import CLERKS_OF, SPEAKERS_OF
from apps.organizations.posts.models import Handover, OfficeTerm, OfficeTermQuerySet, Post, Slot
from apps.organizations.standing.reading import by_right
from apps.organizations.units.models import UnitKind
from vocabulary.roles import GOV_LEADER, OVERSEEING, UNION_LEADER, Side

LEADERS_OF: dict[str, str] = {Side.GOV: GOV_LEADER.name, Side.UNION: UNION_LEADER.name}


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who fills a slot on a day, as printed on that day's documents."""

    slot: Slot
    user: User
    name: str
    title: str


def holders_on(day: date) -> dict[Slot, OfficeHolder]:
    """Return the holders of the four slots on `day`; a slot without a holder is absent."""
    terms = OfficeTerm.objects.on(day).filter(post__slot__isnull=False).select_related("post", "holder__unit")
    holders = {}
    for term in terms.order_by("starts_on", "id"):
        slot = Slot(term.post.slot or "")
        holders[slot] = OfficeHolder(slot, term.holder, term.holder.name, term.post.title)
    return holders


@by_right
def handovers_visible_to(user: User) -> QuerySet[Handover]:
    """Return the handovers `user` may read: those of the own side; all for the officers of security and audit."""
    rows = Handover.objects.select_related("post", "unit", "from_user", "to_user")
    if user.side == Side.NONE:
        return rows if user.role_names & OVERSEEING else rows.none()
    return rows.filter(to_user__side=user.side)


@by_right
def posts_visible_to(user: User) -> QuerySet[Post]:
    """Return the posts `user` may read: those of the own side; all for the officers of security and audit."""
    rows = Post.objects.select_related("unit")
    if user.side == Side.NONE:
        return rows if user.role_names & OVERSEEING else rows.none()
    return rows.filter(side=user.side)


@by_right
def terms_visible_to(user: User) -> OfficeTermQuerySet:
    """Return who holds which post, as `user` may read it: both sides' to both sides, whose notices print them.

    Of the three officers those of security and audit. What falls to a post is its own side's (`posts_visible_to`).
    """
    rows = OfficeTerm.objects.select_related("post", "holder")
    return rows.none() if user.side == Side.NONE and not user.role_names & OVERSEEING else rows


def holders_of(posts: Iterable[Post], day: date) -> dict[uuid.UUID, User]:
    """Return who holds each post on `day`, by the key of the post."""
    terms = OfficeTerm.objects.on(day).filter(post__in=[post.pk for post in posts]).select_related("holder")
    return {term.post_id: term.holder for term in terms}


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
