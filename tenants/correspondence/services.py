"""The only writers of what passes between governments: copies filed upward, letters between levels, and answers.

All run in the transaction of the act they belong to, inside the government that acts, and are recorded in that
government's own audit chain by the caller's lifecycle. None opens another government's schema.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from kernel.canonical import Plain
from kernel.clock import day_of
from kernel.database.names import schema_of
from kernel.lifecycle.table import Actor
from tenants.correspondence.models import Answer, Dispatch, FiledCopy, FilingReceipt
from tenants.correspondence.selectors import government_above
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


@dataclass(frozen=True, slots=True)
class Words:
    """A letter to a government below or above as it leaves the house: its line, its words and day, and its PDF."""

    document_id: uuid.UUID
    kind: str
    side: str
    number: str
    year: int
    title: str
    text: str
    due_on: date
    issuer: str
    issued_on: date
    content_sha256: str
    pdf: bytes
    pdf_sha256: str


def file_copy(paper: Paper, *, by: Actor, at: datetime) -> FiledCopy:
    """Lay a copy into the inbox of the government above."""
    values = {name: getattr(paper, name) for name in Paper.__slots__}
    above = government_above(day_of(at))
    copy = FiledCopy(filed_at=at, filed_to=above.founding_code if above else "", **values, **_written(by))
    copy.save(force_insert=True)
    return copy


def receive_copy(copy: FiledCopy, *, by: Actor, at: datetime) -> FilingReceipt:
    """State that the current government received a copy; the one that filed it can read that."""
    told = {"copy_id": copy.pk, "copy_government": copy.government, "copy_path": copy.path}
    receipt = FilingReceipt(received_at=at, **told, **_written(by))
    receipt.save(force_insert=True)
    return receipt


def dispatch_letter(words: Words, *, to: Government, by: Actor, at: datetime) -> Dispatch:
    """Send a letter to a government below, or a referral to the one above; nobody but these two can read it."""
    values = {name: getattr(words, name) for name in Words.__slots__}
    place = {"to_government": to.founding_code, "to_path": to.path, "to_name": to.name}
    letter = Dispatch(sent_at=at, **place, **values, **_written(by))
    letter.save(force_insert=True)
    return letter


def answer(
    letter: Dispatch, kind: str, *, text: str = "", percentage: int | None = None, by: Actor, at: datetime
) -> Answer:
    """State what was done about a letter: by whom it was sent to, or, when it is closed, by the sender."""
    ends = {"dispatch_id": letter.pk, "dispatch_from": letter.government, "dispatch_to": letter.to_government}
    told = Answer(kind=kind, text=text, percentage=percentage, answered_at=at, **ends, **_written(by))
    told.save(force_insert=True)
    return told


def _written(by: Actor) -> Plain:
    """Return who writes, and for which government, standing where in the tree."""
    if not connection.in_atomic_block:
        raise NotInATransaction
    home = current_government()
    name = Government.objects.values_list("name", flat=True).get(schema_name=schema_of(home.founding_code))
    return {
        "government": home.founding_code, "path": home.path, "government_name": name,
        "by_id": by.pk, "by_name": by.printed_name, "by_post": by.printed_post,
    }  # fmt: skip
