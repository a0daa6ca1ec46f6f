"""Lending a leader's acts to somebody of the same side, and taking them back."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from apps.organizations.accounts.models import User
from apps.organizations.deputies.guards import acts_of, grantor_of
from apps.organizations.deputies.lifecycle import DELEGATION
from apps.organizations.deputies.models import Delegation
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb


@verb(DELEGATION, "grant")
def grant_delegation(
    *,
    delegate: User,
    acts: Sequence[Mapping[str, object]],
    starts_on: date,
    ends_on: date,
    ground: str,
    grantor: User | None = None,
    by: User,
    at: datetime,
) -> Delegation:
    """A leader, or the security officer for one, lends named acts for some days."""
    given = {
        "grantor": grantor, "delegate": delegate, "acts": acts, "starts_on": starts_on, "ends_on": ends_on,
        "ground": ground,
    }  # fmt: skip
    with acting(DELEGATION, "grant", by=by, at=at, given=given) as act:
        lent = {"starts_on": starts_on, "ends_on": ends_on, "ground": ground}
        delegation: Delegation = create(
            act, Delegation(grantor=grantor_of(act), delegate=delegate, acts=acts_of(act), **lent)
        )
    return delegation


@verb(DELEGATION, "revoke")
def revoke_delegation(
    *, delegation_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> Delegation:
    """Take a delegation back; what was done under it stays done."""
    with acting(DELEGATION, "revoke", delegation_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        delegation: Delegation = act.object
        delegation.reason = reason
    return delegation
