"""PDF: refused where it runs scripts, starts programs or carries files. No Django, no database.

The file is not interpreted: it is searched for the few names without which none of that can be said, both in its plain
bytes and inside compressed object streams, whose size is capped. Downloads are attachments in any case.
"""

import re
import zipfile
import zlib
from io import BytesIO
from typing import IO

from files.refusals import ActivePdf, DamagedFile, EncryptedFile, NotWhatItsNameSays, UnpacksTooLarge

ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData)(?![A-Za-z0-9])|/XFA\s*[\[\d]")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
#: A name may spell any letter as #xx: /J#61vaScript is /JavaScript.
SPELT = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
#: The one form in which programs write object streams; any other could hide what it holds.
READABLE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*(\]|/|>)")
PREDICTED = re.compile(rb"/Predictor\s+([2-9]|1[0-9])")
LONGEST_DICTIONARY = 2_000
MOST_UNPACKED, LARGEST_OBJECTS = 64 * 2**20, 16 * 2**20
#: The bytes are searched a window at a time, because names are spelt out in a copy; no name is longer than the overlap.
WINDOW, OVERLAP = 4 * 2**20, 128
#: Near the beginning nothing of a web page, at the end nothing of an archive: then one file is two (a polyglot).
MARKUP = re.compile(rb"<\s*(script|html|svg|body|!doctype)", re.I)
NEAR = 1024


def inspect(stream: IO[bytes], ending: str) -> None:
    """Raise the refusal for what stands against this PDF."""
    content = stream.read()
    if MARKUP.search(content[:NEAR]) or zipfile.is_zipfile(BytesIO(content[-(2**16 + NEAR) :])):
        raise NotWhatItsNameSays
    if b"%%EOF" not in content[-NEAR:]:
        raise DamagedFile
    _judge(content)
    room = MOST_UNPACKED
    for found in STREAM.finditer(content):
        if content[found.start() - 3 : found.start()] != b"end":
            room -= _judge_stream(content, found, room)


def _judge(content: bytes) -> None:
    for start in range(0, len(content), WINDOW):
        plain = _spelt_out(content[start : start + WINDOW + OVERLAP])
        if LOCKED.search(plain):
            raise EncryptedFile
        if ACTIVE.search(plain):
            raise ActivePdf


def _judge_stream(content: bytes, found: re.Match[bytes], room: int) -> int:
    """Look into an object stream; return how many bytes it unpacked to, 0 for every other stream."""
    before = content[max(0, found.start() - LONGEST_DICTIONARY) : found.start()].rpartition(b"endobj")[2]
    dictionary = _spelt_out(before)
    if not OBJECTS.search(dictionary):
        return 0
    if b"/Filter" not in dictionary:
        return 0  # plain bytes, which were judged with the rest
    if not READABLE.search(dictionary) or PREDICTED.search(dictionary):
        raise ActivePdf
    most = min(room, LARGEST_OBJECTS)
    try:
        unpacked = zlib.decompressobj().decompress(memoryview(content)[found.end() :], most + 1)
    except zlib.error:
        raise DamagedFile from None
    if len(unpacked) > most:
        raise UnpacksTooLarge
    _judge(unpacked)
    return len(unpacked)


def _spelt_out(content: bytes) -> bytes:
    return SPELT.sub(lambda found: bytes([int(found[1], 16)]), content)
