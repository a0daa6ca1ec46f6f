"""What an office says of its registers: the word of a series, and the number that comes next."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from apps.documents.models import IssuedDocument, NumberWord, Series
from apps.documents.numbering import keeps, word_of
from apps.documents.refusals import NumberGoesBack, PlainWord, WordMalformed
from apps.documents.rules import LONGEST_WORD, document_number
from apps.documents.services import hold_series
from apps.organizations.models import User
from kernel import clock
from kernel.audit import services as audit
from kernel.refusals import MissingField, Refusal, WrongRole

KIND = "number_word"
SET, START = f"{KIND}.set", f"{KIND}.start"
WORD = re.compile(rf"[\u4e00-\u9fa5]{{2,{LONGEST_WORD}}}")
T = TypeVar("T")


def set_number_word(*, series: str, word: str, by: User, at: datetime) -> NumberWord:
    """Say which word the office's register has for a series; documents issued from now on bear it."""
    return _recorded(SET, lambda: _set(Series(series), word.strip(), by, at), by=by, at=at)


@transaction.atomic
def _set(kind: Series, word: str, by: User, at: datetime) -> NumberWord:
    _require(by, kind)
    if WORD.fullmatch(word) is None:
        raise WordMalformed.beside("word")
    before = word_of(kind)
    if before == word:
        raise PlainWord.beside("word")
    row, _created = NumberWord.objects.update_or_create(series=kind, defaults={"word": word})
    _note(SET, row, {"series": kind.value, "word": [before, word]}, by=by, at=at)
    return row


def start_numbers_at(*, series: str, following: int, reason: str, by: User, at: datetime) -> None:
    """Let the next document of this year take a number: who begins in November goes on where the paper is."""
    _recorded(START, lambda: _start(Series(series), following, reason.strip(), by, at), by=by, at=at)


@transaction.atomic
def _start(kind: Series, following: int, reason: str, by: User, at: datetime) -> None:
    _require(by, kind)
    if not reason:
        raise MissingField.beside("reason")
    word, year = word_of(kind), clock.day_of(at).year
    row = hold_series(word, year)
    taken = document_number(word, year, following)
    if following <= row.last or IssuedDocument.objects.filter(number=taken).exists():
        raise NumberGoesBack.after(document_number(word, year, row.last) if row.last else taken)
    before, row.last = row.last, following - 1
    row.save(update_fields=["last"])
    _note(START, row, {"series": kind.value, "next": [before + 1, following], "reason": reason}, by=by, at=at)


def _require(by: User, kind: Series) -> None:
    if not keeps(by, kind):
        raise WrongRole


def _note(what: str, row: object, changes: dict[str, object], *, by: User, at: datetime) -> None:
    key = getattr(row, "pk", None)
    audit.append(
        what=what, at=at, recorded_at=clock.recorded_now(), by=by, object_kind=KIND, object_id=key, changes=changes
    )


def _recorded(what: str, do: Callable[[], T], *, by: User, at: datetime) -> T:
    """Do it; a refusal is written down after everything else was rolled back."""
    try:
        return do()
    except Refusal as refusal:
        audit.append_refusal(refusal, what=what, at=at, by=by, object_kind=KIND)
        raise
