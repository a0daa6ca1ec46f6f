"""Reads about the people inside one government."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.organizations.models import (
    AccountState,
    ApiToken,
    Delegation,
    Handover,
    OfficerMandate,
    OfficeTerm,
    Post,
    Slot,
    TokenPurpose,
    Unit,
    UnitKind,
    User,
)
from apps.organizations.models.people import LEADING
from apps.organizations.models.posts import OfficeTermQuerySet
from kernel import clock
from kernel.database.current import connection
from tenants.governments.models import Government
from vocabulary.roles import Side

#: Officers who oversee who may do what.
OVERSEERS = {"security_officer", "audit_officer"}


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


def office_of(side: str) -> Unit | None:
    """Return the general office of a side."""
    return Unit.objects.current().filter(side=side, kind=UnitKind.OFFICE).first()


def accounts() -> QuerySet[User]:
    """Return the accounts as a request needs them: with home unit, mandate, and whether delegations name them."""
    naming = Delegation.objects.standing().filter(Q(delegate=OuterRef("pk")) | Q(grantor=OuterRef("pk")))
    return User.objects.select_related("unit", "mandate").annotate(has_delegations=Exists(naming))


def in_service(user: User) -> bool:
    """Whether the account may be used today: an officer whom the parent provides only inside the mandate's dates."""
    mandate = getattr(user, "mandate", None) if user.side == Side.NONE else None
    return mandate is None or mandate.covers(clock.today())


def user_of_token(digest: str, *, at: datetime, purpose: str = TokenPurpose.INTERFACE) -> User | None:
    """Return the active account whose token is valid at `at`, for what it is asked to open and nothing else."""
    valid = ApiToken.objects.filter(user=OuterRef("pk"), digest=digest, expires_at__gt=at, purpose=purpose)
    user = accounts().filter(Exists(valid), is_active=True).first()
    return user if user is not None and in_service(user) else None


def delegations_visible_to(user: User) -> QuerySet[Delegation]:
    """Return the delegations `user` may read: those of the own side; all for the officers of security and audit."""
    rows = Delegation.objects.select_related("grantor", "delegate")
    if user.side == Side.NONE:
        return rows if user.role_names & OVERSEERS else rows.none()
    return rows.filter(grantor__side=user.side)


def handovers_visible_to(user: User) -> QuerySet[Handover]:
    """Return the handovers `user` may read: those of the own side; all for the officers of security and audit."""
    rows = Handover.objects.select_related("post", "unit", "from_user", "to_user")
    if user.side == Side.NONE:
        return rows if user.role_names & OVERSEERS else rows.none()
    return rows.filter(to_user__side=user.side)


def mandates_visible_to(user: User) -> QuerySet[OfficerMandate]:
    """Return the mandates `user` may read: the officers of security and audit read them."""
    rows = OfficerMandate.objects.select_related("account")
    return rows if user.side == Side.NONE and user.role_names & OVERSEERS else rows.none()


def posts_visible_to(user: User) -> QuerySet[Post]:
    """Return the posts `user` may read: those of the own side; all for the officers of security and audit."""
    rows = Post.objects.select_related("unit")
    if user.side == Side.NONE:
        return rows if user.role_names & OVERSEERS else rows.none()
    return rows.filter(side=user.side)


def terms_visible_to(user: User) -> OfficeTermQuerySet:
    """Return who holds which post, as `user` may read it: both sides' to both sides, whose notices print them.

    Of the three officers those of security and audit. What falls to a post is its own side's (`posts_visible_to`).
    """
    rows = OfficeTerm.objects.select_related("post", "holder")
    return rows.none() if user.side == Side.NONE and not user.role_names & OVERSEERS else rows


def holders_of(posts: Iterable[Post], day: date) -> dict[uuid.UUID, User]:
    """Return who holds each post on `day`, by the key of the post."""
    terms = OfficeTerm.objects.on(day).filter(post__in=[post.pk for post in posts]).select_related("holder")
    return {term.post_id: term.holder for term in terms}


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


def government() -> Government:
    """Return the government whose schema is open now."""
    tenant = connection.tenant
    assert isinstance(tenant, Government)  # noqa: S101 - people exist inside a government only
    return tenant
