"""Reads about the people inside one government."""

from dataclasses import dataclass
from datetime import date, datetime

from apps.organizations.models import ApiToken, OfficeTerm, Slot, Unit, UnitKind, User
from kernel.database.current import connection
from tenants.governments.models import Government


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


def user_of_token(digest: str, *, at: datetime) -> User | None:
    """Return the active account whose token is valid at `at`."""
    row = ApiToken.objects.select_related("user__unit").filter(digest=digest, expires_at__gt=at).first()
    return row.user if row and row.user.is_active else None


def with_role(role: str) -> list[User]:
    """Return the active accounts that hold `role`."""
    return list(User.objects.filter(is_active=True, roles__contains=[role]).select_related("unit"))


def government() -> Government:
    """Return the government whose schema is open now."""
    tenant = connection.tenant
    assert isinstance(tenant, Government)  # noqa: S101 - people exist inside a government only
    return tenant
