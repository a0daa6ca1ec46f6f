"""Officers of a small government whom its parent provides: an account here for a person who belongs there."""

import uuid
from datetime import date, datetime

from apps.organizations.accounts.models import User
from apps.organizations.accounts.opening_services import close_account, open_account
from apps.organizations.accounts.password_services import NO_PASSWORD
from apps.organizations.officers.guards import parent_here
from apps.organizations.officers.lifecycle import MANDATE
from apps.organizations.officers.models import OfficerMandate
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb
from vocabulary.roles import Side


@verb(MANDATE, "provide")
def provide_officer(
    *,
    username: str,
    role: str,
    person_name: str,
    person_post: str,
    document_number: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
) -> OfficerMandate:
    """Open the account of an officer whom the parent provides; title and post say from where.

    The account has no password: the operator hands over one that is shown once (`hand_over_password`).
    """
    words = {"person_name": person_name, "person_post": person_post, "document_number": document_number}
    days = {"starts_on": starts_on, "ends_on": ends_on}
    given = {"username": username, "role": role, **words, **days}
    with acting(MANDATE, "provide", by=by, at=at, given=given) as act:
        parent = parent_here()
        account = open_account(
            username=username, name=person_name, side=Side.NONE, roles=[role], by=by, at=at,
            title=f"{person_post}（{parent.name}派驻）", password_hash=NO_PASSWORD, password_is_initial=True,
        )  # fmt: skip
        whose = {"account": account, "government_code": parent.code}
        mandate: OfficerMandate = create(act, OfficerMandate(**whose, **words, **days))
    return mandate


@verb(MANDATE, "revoke")
def revoke_mandate(
    *, officer_mandate_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> OfficerMandate:
    """Call an officer back before the time: the account is closed at once, what was done stays done."""
    with acting(MANDATE, "revoke", officer_mandate_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        mandate: OfficerMandate = act.object
        mandate.reason = reason
        close_account(user=mandate.account, by=by, at=at)
    return mandate
