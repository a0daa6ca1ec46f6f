"""Posts that each office keeps for its own side, and what falls to them: who is proposed for a meeting (R5.2)."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from apps.organizations.lifecycle import POST
from apps.organizations.models import Post, Unit, User
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb

Rows = Sequence[Mapping[str, Any]]


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


def _falling(portfolio: Rows, units: Sequence[Unit]) -> dict[str, Any]:
    return {
        "portfolio": sorted({row["category"] for row in portfolio}),
        "portfolio_units": sorted(unit.pk for unit in units),
    }
