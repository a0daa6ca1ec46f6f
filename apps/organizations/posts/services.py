"""Posts that each office keeps for its own side, and what falls to them: who is proposed for a meeting (R5.2)."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from apps.organizations.accounts.models import User
from apps.organizations.accounts.refusals import RolesDoNotFit
from apps.organizations.posts.lifecycle import POST
from apps.organizations.posts.models import OfficeTerm, Post, PostState
from apps.organizations.units.models import Unit
from kernel import clock
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb

Rows = Sequence[Mapping[str, object]]


@verb(POST, "establish")
def set_up_post(
    *, title: str, rank: int | None = None, portfolio: Rows = (), units: Sequence[Unit] = (), by: User, at: datetime
) -> Post:
    """Set up a post of the own side, with what falls to it; its holder is written down by a handover (R4.4)."""
    given = {"title": title, "rank": rank, "portfolio": list(portfolio), "units": list(units)}
    with acting(POST, "establish", by=by, at=at, given=given) as act:
        order = {} if rank is None else {"rank": rank}
        post: Post = create(act, Post(title=title, side=by.side, **order, **_falling(portfolio, units)))
    return post


@verb(POST, "assign")
def assign_portfolio(
    *,
    post_id: uuid.UUID,
    portfolio: Rows = (),
    units: Sequence[Unit] = (),
    by: User,
    at: datetime,
    version: int | None = None,
) -> Post:
    """Say anew which topics and units fall to a post; lists that were proposed before stay as they are (R5.2)."""
    given = {"portfolio": list(portfolio), "units": list(units)}
    with acting(POST, "assign", post_id, by=by, at=at, version=version, given=given) as act:
        post: Post = act.object
        for name, value in _falling(portfolio, units).items():
            setattr(post, name, value)
    return post


def _falling(portfolio: Rows, units: Sequence[Unit]) -> Plain:
    return {
        "portfolio": sorted({row["category"] for row in portfolio}),
        "portfolio_units": sorted(unit.pk for unit in units),
    }


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
