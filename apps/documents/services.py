"""Numbers and issue. The only writers of issued documents."""

import hashlib
import json
import uuid
from datetime import datetime

from apps.documents import proof, rendering
from apps.documents.inputs import NUMBER
from apps.documents.models import IssuedDocument, NumberSequence, NumberWord
from apps.documents.numbering import word_of
from apps.documents.refusals import CannotBePrinted, NumberIsTaken, NumberOfAnotherYear
from apps.documents.rendering.content import Letter, Minutes, Notice
from apps.documents.rules import document_number
from kernel.hashes import sm3
from kernel.lifecycle.table import Act, Actor
from kernel.refusals import Malformed
from vocabulary.disclosure import Disclosure
from vocabulary.numbers import number_fault, parts_of


def hold_series(series: str, year: int = 0) -> NumberSequence:
    """Return the row of a series, locked until commit; made where there is none yet."""
    NumberSequence.objects.bulk_create([NumberSequence(series=series, year=year)], ignore_conflicts=True)
    return NumberSequence.objects.select_for_update().get(series=series, year=year)


def next_serial(series: str, year: int) -> int:
    """Take the next number of a series: no gap and no duplicate, because the row stays locked until commit."""
    row = hold_series(series, year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def next_serials(series: str, year: int, count: int) -> range:
    """Take several numbers of a series at once."""
    last = next_serial(series, year)
    if count > 1:
        NumberSequence.objects.filter(series=series, year=year).update(last=last + count - 1)
    return range(last, last + count)


def issue_document(
    document: Letter | Notice | Minutes,
    *,
    kind: str,
    issuer: str,
    subject_id: uuid.UUID,
    year: int,
    by: Actor,
    issued_at: datetime,
    content_sha256: str = "",
    disclosure: str = Disclosure.ON_REQUEST,
    corrects: IssuedDocument | None = None,
) -> IssuedDocument:
    """Render both files and store them for ever, inside the caller's transaction.

    `content_sha256` is the hash that approvals were bound to; without approvals, that of the document itself.
    """
    try:
        printed = rendering.digest(document)
        code = proof.code_of(printed)
        line = proof.line_of(code, printed)
        docx, pdf = rendering.render_docx(document, proof=line), rendering.render_pdf(document, proof=line)
    except (rendering.MissingGlyph, rendering.UnprintableCharacter) as missing:
        raise CannotBePrinted(missing) from None
    issued = IssuedDocument(
        kind=kind,
        subject_id=subject_id,
        number=document.number,
        year=year,
        title=document.title,
        issuer=issuer,
        disclosure=disclosure,
        issued_at=issued_at,
        issued_by_name=by.printed_name,
        content_sha256=content_sha256 or printed,
        code=code,
        content=json.loads(rendering.canonical(document)),
        docx=docx,
        docx_sha256=hashlib.sha256(docx).hexdigest(),
        docx_sm3=sm3(docx),
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        pdf_sm3=sm3(pdf),
        corrects=corrects,
    )
    issued.save(force_insert=True)
    return issued


def blank_number(kind: str, year: int) -> str:
    """Return the number of a draft with its place left open: the office fills it from its register of documents."""
    return document_number(word_of(kind), year, "　")


def number_for(act: Act, kind: str) -> str:
    """Return the number of the document that an act issues: as typed from the office's own register, or the next."""
    typed = act.given.get(NUMBER.name)
    return take_number(typed, act.today.year) if typed else next_number(kind, act.today.year)


def take_number(number: str, year: int) -> str:
    """Take a number that the office's own register has given, and go on after it (R7.4).

    The register may run ahead of ours: numbers between went to papers outside the system. The series stays locked
    until commit. Raises Malformed, NumberOfAnotherYear or NumberIsTaken.
    """
    fault = number_fault(number)
    if fault is not None:
        raise Malformed(fields={NUMBER.name: fault})
    word, of_year, serial = parts_of(number)
    if of_year != year:
        raise NumberOfAnotherYear.beside_number(number, year)
    row = hold_series(word, year)
    if IssuedDocument.objects.filter(number=number).exists():
        raise NumberIsTaken.beside_number(number, year)
    if serial > row.last:
        row.last = serial
        row.save(update_fields=["last"])
    return number


def next_number(kind: str, year: int) -> str:
    """Take the next printed number of this government's series of a kind, past those that a document bears already.

    With its first number a register has its word for good: governments that come later change the proposals.
    """
    row, _first = NumberWord.objects.get_or_create(series=kind, defaults={"word": word_of(kind)})
    while True:
        number = document_number(row.word, year, next_serial(row.word, year))
        if not IssuedDocument.objects.filter(number=number).exists():
            return number
