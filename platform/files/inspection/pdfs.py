"""PDF: refused where it runs scripts, starts programs, carries files or fetches something. No database.

The file is parsed, not searched: every object is read by a library as a reader of PDF reads it, those in object streams
through whatever filters they have; what a text or a picture happens to spell does no harm. Objects that no table lists
are read as well, because a reader that repairs a file finds them. Downloads are attachments in any case.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    read_object,
)

from files.refusals import ActivePdf, DamagedFile, EncryptedFile, NotWhatItsNameSays, UnpacksTooLarge

#: Keys that are there only to run, carry or fetch something; an entry that is null does nothing.
KEYS = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
#: What an action does, by its /S; an annotation or an object is, by its /Subtype or /Type.
ACTIONS = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute", "/Rendition", "/Movie", "/Sound",
    "/GoToE", "/GoTo3DView",
}  # fmt: skip
SORTS = {"/RichMedia", "/FileAttachment", "/EmbeddedFile", "/3D", "/Movie", "/Sound", "/Flash", "/JavaScript"}
#: What is carried out without a click may only turn to a place in the file itself.
TRIGGERS = {"/OpenAction", "/AA"}
HARMLESS = {"/GoTo", "/Named", "/SetOCGState", "/Hide", "/Trans"}
#: Actions that follow one another; more of them, or a circle, is no way to show a page.
MOST_ACTIONS = 100
RUNNING = re.compile(r"[\x00-\x20]*(javascript|vbscript|data):", re.I)
#: The word before an object's content, and what stands before the word. The word alone is found fastest.
OBJECT = re.compile(rb"(?<!d)obj(?![A-Za-z0-9])")
NUMBERED = re.compile(rb"\d{1,10}[\x00\s]+\d{1,5}[\x00\s]+\Z")
BEFORE = 256
#: Near the beginning nothing of a web page, at the end nothing of an archive: then one file is two (a polyglot).
MARKUP = re.compile(rb"<\s*(script|html|svg|body|!doctype)", re.I)
NEAR = 1024
#: Said behind a file, this makes the library look for the objects itself.
WITHOUT_TABLE = b"\nstartxref\n0\n%%EOF\n"
#: Bytes that one object stream or table may unpack to; those of a book have a few hundred thousand.
MOST_UNPACKED = 16 * 2**20
UNPACKED: dict[str, Any] = {f"{way}_maximum_output_length": MOST_UNPACKED for way in ("zlib", "lzw", "run_length")}
#: What broken objects make the library raise.
BROKEN = (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)


def inspect(stream: IO[bytes], ending: str) -> None:
    """Raise the refusal for what stands against this PDF."""
    content = stream.read()
    if MARKUP.search(content[:NEAR]) or zipfile.is_zipfile(BytesIO(content[-(2**16 + NEAR) :])):
        raise NotWhatItsNameSays
    if b"%%EOF" not in content[-NEAR:]:
        raise DamagedFile
    try:
        with apply_configuration(**UNPACKED):
            _read(content)
    except LimitReachedError:
        raise UnpacksTooLarge from None
    except BROKEN:
        raise DamagedFile from None


def _opened(content: bytes) -> PdfReader:
    """Return the reader, which repairs a broken table of objects as other readers do."""
    try:
        return PdfReader(BytesIO(content), strict=False)
    except LimitReachedError:
        raise
    except BROKEN:
        return PdfReader(BytesIO(content + WITHOUT_TABLE), strict=False)


def _read(content: bytes) -> None:
    reader = _opened(content)
    _judge(reader.trailer)
    if not isinstance(_value(reader.trailer, "/Root"), DictionaryObject):
        raise DamagedFile  # whatever stands there, nobody could show it
    listed = {place for places in reader.xref.values() for place in places.values()}
    for generation, places in reader.xref.items():
        for number in places:
            _judge(reader.get_object(IndirectObject(number, generation, reader)))
    for number in reader.xref_objStm:
        _judge(reader.get_object(IndirectObject(number, 0, reader)))
    place = BytesIO(content)
    for found in OBJECT.finditer(content):
        start = max(0, found.start() - BEFORE)
        numbers = NUMBERED.search(content[start : found.start()])
        if numbers and start + numbers.start() not in listed:
            place.seek(found.end())
            _judge_unlisted(place, reader)


def _judge_unlisted(place: BytesIO, reader: PdfReader) -> None:
    """Look at an object that stands in no table: an earlier version, or one that only a repair would find."""
    try:
        found = read_object(place, reader)
    except BROKEN:
        return  # no object at all, such as a number before a word within a picture
    _judge(found)


def _judge(found: Any) -> None:
    """Refuse what an object says anywhere within itself; what it refers to is an object of its own."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            _judge_dictionary(one)
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
        if isinstance(one, StreamObject) and _name(one, "/Type") == "/ObjStm":
            waiting.extend(_within(one))


def _judge_dictionary(one: DictionaryObject) -> None:
    if "/Encrypt" in one:  # said in the table of objects, and nowhere else
        raise EncryptedFile
    for key in KEYS & one.keys():
        if _given(one, key):
            raise ActivePdf(found=key[1:])
    for key, words in (("/S", ACTIONS), ("/Subtype", SORTS), ("/Type", SORTS)):
        if (word := _name(one, key)) in words:
            raise ActivePdf(found=word[1:])
    if _name(one, "/FS") == "/URL":
        raise ActivePdf(found="FS URL")
    for key in TRIGGERS & one.keys():
        _judge_trigger(key, _value(one, key))
    address = _value(one, "/URI")
    if isinstance(address, str | bytes) and RUNNING.match(_text(address)):
        raise ActivePdf(found=f"URI {_text(address)[:40]}")


def _judge_trigger(key: str, value: Any) -> None:
    """Refuse an action that nobody asked for, or one that follows it, when it leaves the file."""
    waiting = list(value.values()) if key == "/AA" and isinstance(value, DictionaryObject) else [value]
    for _ in range(MOST_ACTIONS):
        if not waiting:
            return
        action = _plain(waiting.pop())
        if not isinstance(action, DictionaryObject):
            continue  # a place in the file
        if "/S" in action and _name(action, "/S") not in HARMLESS:
            raise ActivePdf(found=f"{key[1:]} {_name(action, '/S')[1:]}")
        following = _value(action, "/Next")
        waiting.extend(following if isinstance(following, ArrayObject) else [following])
    raise ActivePdf(found=key[1:])


def _within(stream: StreamObject) -> Iterator[Any]:
    """Yield the objects of an object stream, whatever filters it has."""
    content = stream.get_data()
    count, first = int(_value(stream, "/N")), int(_value(stream, "/First"))
    numbers = content[:first].split()
    if len(numbers) < 2 * count:
        raise ValueError("an object stream without its numbers")
    place = BytesIO(content)
    for offset in numbers[1 : 2 * count : 2]:
        place.seek(first + int(offset))
        yield read_object(place, stream.pdf if hasattr(stream, "pdf") else None)


def _value(one: DictionaryObject, key: str) -> Any:
    return _plain(one.raw_get(key)) if key in one else None


def _plain(found: Any) -> Any:
    return found.get_object() if isinstance(found, IndirectObject) else found


def _given(one: DictionaryObject, key: str) -> bool:
    found = _value(one, key)
    return found is not None and type(found).__name__ != "NullObject"


def _name(one: DictionaryObject, key: str) -> str:
    found = _value(one, key)
    return str(found) if isinstance(found, NameObject) else ""


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
