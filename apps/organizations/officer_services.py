"""Officers of a small government whom its parent provides: an account here for a person who belongs there."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from apps.organizations import refusals
from apps.organizations.models import OfficerMandate, User
from apps.organizations.roles import Side, allowed_for
from apps.organizations.selectors import government
from apps.organizations.services import open_account
from kernel import clock
from kernel.audit import services as audit


@dataclass(frozen=True, slots=True)
class Mandate:
    """A person of the parent as he or she is now, and on what document and for how long he or she is sent."""

    government_code: str
    person_id: uuid.UUID
    person_name: str
    person_post: str
    document_number: str
    starts_on: date
    ends_on: date

    def guard(self, role: str, *, today: date) -> None:
        """Officers only, from the government one reports to, on a document, for days that are not over."""
        parent = government().reporting_parent
        if parent is None or parent.code != self.government_code:
            raise refusals.NotTheParent
        if role not in allowed_for(Side.NONE):
            raise refusals.OnlyOfficersAreProvided
        if not self.document_number.strip():
            raise refusals.MandateNeedsDocument
        if self.ends_on < self.starts_on or self.ends_on < today:
            raise refusals.MandateDatesBroken


@transaction.atomic
def provide_officer(
    mandate: Mandate, *, role: str, username: str, place: str, password_hash: str, at: datetime, by: User | None
) -> OfficerMandate:
    """Open the account of an officer whom the parent provides; title and post say from where (`place`)."""
    mandate.guard(role, today=clock.day_of(clock.recorded_now()))
    account = open_account(
        username=username, name=mandate.person_name, side=Side.NONE, roles=[role], by=by, at=at,
        title=f"{mandate.person_post}（{place}派驻）"[:120], password_hash=password_hash, password_is_initial=True,
    )  # fmt: skip
    row = OfficerMandate.objects.create(
        account=account, government_code=mandate.government_code, person_id=mandate.person_id,
        person_name=mandate.person_name, person_post=mandate.person_post, document_number=mandate.document_number,
        starts_on=mandate.starts_on, ends_on=mandate.ends_on,
    )  # fmt: skip
    audit.append(
        what="account.provide", at=at, recorded_at=clock.recorded_now(), by=by, object_kind="account",
        object_id=account.pk,
        changes={
            "government": row.government_code, "person": row.person_id, "name": row.person_name,
            "post": row.person_post, "document": row.document_number, "from": row.starts_on, "to": row.ends_on,
        },
    )  # fmt: skip
    return row
