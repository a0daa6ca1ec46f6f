"""The only writers of what passes between governments: filing a copy upward, and receiving it.

Both run in the transaction of the act they belong to, inside the government that acts, and both are recorded in that
government's own audit chain by the caller's lifecycle. Neither opens another government's schema.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tenants.correspondence.models import FiledCopy, FilingReceipt
from tenants.governments.models import Government
from tenants.ledger.services import NotInATransaction, current_government


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it leaves the house: what names it, its hashes, and its PDF."""

    document_id: uuid.UUID
    kind: str
    number: str
    year: int
    title: str
    issuer: str
    disclosure: str
    issued_on: date
    content_sha256: str
    pdf: bytes
    pdf_sha256: str


def government_above() -> Government | None:
    """Return the government that the current one answers to; None at the top."""
    codes = current_government().path.split(".")
    return Government.objects.get(schema_name=f"g{codes[-2]}") if len(codes) > 1 else None


def file_copy(paper: Paper, *, by: Any, at: datetime) -> FiledCopy:
    """Lay a copy into the inbox of the government above."""
    values = {name: getattr(paper, name) for name in Paper.__slots__}
    copy = FiledCopy(filed_at=at, **values, **_written(by))
    copy.save(force_insert=True)
    return copy


def receive_copy(copy: FiledCopy, *, by: Any, at: datetime) -> FilingReceipt:
    """State that the current government received a copy; the one that filed it can read that."""
    told = {"copy_id": copy.pk, "copy_government": copy.government, "copy_path": copy.path}
    receipt = FilingReceipt(received_at=at, **told, **_written(by))
    receipt.save(force_insert=True)
    return receipt


def _written(by: Any) -> dict[str, Any]:
    """Return who writes, and for which government, standing where in the tree."""
    if not connection.in_atomic_block:
        raise NotInATransaction
    home = current_government()
    name = Government.objects.values_list("name", flat=True).get(schema_name=f"g{home.code}")
    return {
        "government": home.code, "path": home.path, "government_name": name,
        "by_id": by.pk, "by_name": by.printed_name, "by_post": by.printed_post,
    }  # fmt: skip
