"""Reads of what passes between governments. The row policies decide what is visible; these only narrow it."""

import uuid
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from tenants.correspondence.models import FiledCopy, FilingReceipt
from tenants.ledger.services import current_government


def inbox() -> QuerySet[FiledCopy]:
    """Return the copies filed by governments below the current one, without their bytes, latest first."""
    return FiledCopy.objects.defer("pdf").exclude(government=current_government().code)


def copy_of(document_id: uuid.UUID) -> FiledCopy | None:
    """Return the copy that the current government filed of a document of its own."""
    own = FiledCopy.objects.defer("pdf").filter(government=current_government().code)
    return own.filter(document_id=document_id).first()


def receipts_of(copies: Iterable[uuid.UUID]) -> dict[uuid.UUID, FilingReceipt]:
    """Return the receipt of each copy that was received, in one query."""
    return {one.copy_id: one for one in FilingReceipt.objects.filter(copy_id__in=list(copies))}


def filed_by(year: int) -> dict[str, int]:
    """Return how many documents of a year each government below filed, by the code it was founded with."""
    found = inbox().filter(year=year).order_by().values_list("government").annotate(number=Count("pk"))
    return dict(found)
