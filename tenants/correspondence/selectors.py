"""Reads of what passes between governments. The row policies decide what is visible; these only narrow it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from kernel.database.names import CODE_BEGINS, schema_of
from tenants.correspondence.models import Answer, AnswerKind, Dispatch, FiledCopy, FilingReceipt
from tenants.governments.models import SEPARATOR, Government
from tenants.ledger.services import current_government


def government_above(on: date) -> Government | None:
    """Return the government that the current one answers to on a day: the nearest above that is not closed then."""
    return _nearest(current_government().path.split(SEPARATOR)[:-1], on)


def receiver_of(copy: FiledCopy, on: date) -> str:
    """Return the founding code of whoever may receive a copy on a day, should the one it was filed to be closed then.

    Empty when nobody above stands any more.
    """
    nearest = _nearest(copy.path.split(SEPARATOR)[:-1], on)
    return nearest.founding_code if nearest else ""


def _nearest(codes: Sequence[str], on: date) -> Government | None:
    """Return the last of these, from the root down, that stands on a day."""
    schemas = [schema_of(code) for code in codes]
    standing = {one.schema_name: one for one in Government.objects.standing(on).filter(schema_name__in=schemas)}
    return next((standing[schema] for schema in reversed(schemas) if schema in standing), None)


def below_here(on: date) -> QuerySet[Government]:
    """Return the governments below the current one that stand on a day, in the order of the tree."""
    path = current_government().path
    return Government.objects.standing(on).under(path).exclude(path=path).order_by("path")


def receivers(on: date, *, upward: bool) -> QuerySet[Government]:
    """Return to whom the current government may write on a day, in the order of the tree.

    Those below it and, `upward`, the one that it answers to: never one further up, and none beside.
    """
    below, above = below_here(on), government_above(on) if upward else None
    return below if above is None else Government.objects.filter(Q(pk=above.pk) | Q(pk__in=below)).order_by("path")


def inbox() -> QuerySet[FiledCopy]:
    """Return the copies filed by governments below the current one, without their bytes, latest first."""
    return FiledCopy.objects.defer("pdf").exclude(government=current_government().founding_code)


def perhaps_filed_to_here(on: date) -> QuerySet[FiledCopy]:
    """Return the copies filed to the current government, and those filed to one that is closed on a day.

    Which of the latter fall to the current one, `is_filed_to_here` says.
    """
    closed = Government.objects.filter(closed_on__lte=on).values(code_of_founding=Substr("schema_name", CODE_BEGINS))
    return inbox().filter(Q(filed_to=current_government().founding_code) | Q(filed_to__in=closed))


def unreceived(copies: QuerySet[FiledCopy]) -> QuerySet[FiledCopy]:
    """Return those of the copies of which nobody has written a receipt."""
    return copies.exclude(Exists(FilingReceipt.objects.filter(copy_id=OuterRef("pk"))))


def is_filed_to_here(copy: FiledCopy, on: date) -> bool:
    """Return whether the current government receives a copy: the one it was filed to, or, when that closed, its heir.

    The heir is the nearest one above the writer that stands on the day.
    """
    code = current_government().founding_code
    return copy.filed_to == code or (copy.government != code and receiver_of(copy, on) == code)


def copy_of(document_id: uuid.UUID) -> FiledCopy | None:
    """Return the copy that the current government filed of a document of its own."""
    own = FiledCopy.objects.defer("pdf").filter(government=current_government().founding_code)
    return own.filter(document_id=document_id).first()


def receipts_of(copies: Iterable[uuid.UUID]) -> dict[uuid.UUID, FilingReceipt]:
    """Return the receipt of each copy that was received, in one query."""
    return {one.copy_id: one for one in FilingReceipt.objects.filter(copy_id__in=list(copies))}


def filed_by(year: int) -> dict[str, int]:
    """Return how many documents of a year each government below filed, by the code it was founded with."""
    found = inbox().filter(year=year).order_by().values_list("government").annotate(number=Count("pk"))
    return dict(found)


def arrived() -> QuerySet[Dispatch]:
    """Return the letters that were sent to the current government, without their bytes, latest first."""
    return Dispatch.objects.defer("pdf").filter(to_government=current_government().founding_code)


def unsigned() -> QuerySet[Dispatch]:
    """Return the letters that were sent to the current government and that it has yet to sign for."""
    signed = Answer.objects.filter(government=current_government().founding_code, kind=AnswerKind.RECEIVED)
    return arrived().exclude(Exists(signed.filter(dispatch_id=OuterRef("pk"))))


def sent() -> QuerySet[Dispatch]:
    """Return the letters that the current government sent, without their bytes, latest first."""
    return Dispatch.objects.defer("pdf").filter(government=current_government().founding_code)


def answers_to(letters: Iterable[Dispatch]) -> dict[uuid.UUID, list[Answer]]:
    """Return what was done about each letter, in order, in one query; only what an end of that letter said."""
    known = {one.pk: one for one in letters}
    found: dict[uuid.UUID, list[Answer]] = defaultdict(list)
    for told in Answer.objects.filter(dispatch_id__in=list(known)):
        letter = known[told.dispatch_id]
        if told.government == (letter.government if told.kind == AnswerKind.CLOSED else letter.to_government):
            found[told.dispatch_id].append(told)
    return found
