"""Zip containers, looked at before anything in them is believed. No Django, no database.

What the directory promises is checked first; then every entry is read through with a hard cap, because a promise may
be a lie.
"""

import re
import stat
import struct
import zipfile
import zlib
from typing import IO

from files.inspection.kinds import OLE
from files.refusals import DamagedFile, EncryptedFile, ObjectsInside, UnpacksTooLarge

MOST_ENTRIES, MOST_UNPACKED, HIGHEST_RATIO = 2_000, 200 * 2**20, 100
#: An honest directory of 2,000 entries is far smaller; the library reads it whole, whatever count it announces.
LARGEST_DIRECTORY = 2**20
#: A ratio harms nobody below this size: an empty picture, or a thousand equal styles, pack to almost nothing, and a
#: white page scanned without compression has 26 million bytes.
RATIO_MATTERS_FROM = 32 * 2**20
PIECE = 2**20
END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
LOCAL, ENCRYPTED = b"PK\x03\x04", 0x1
#: Where office programs keep the numbers behind a chart; it is looked into like a workbook.
EMBEDDED_WORKBOOK = re.compile(r"(word|xl)/embeddings/[^/]+\.xlsx", re.I)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def opened(stream: IO[bytes], *, most: int = MOST_UNPACKED) -> zipfile.ZipFile:
    """Return the archive when its directory promises nothing dangerous; raises the refusal otherwise.

    `most` is what it may hold unpacked, in bytes: less where all of it is read into memory at once.
    """
    _check_end(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise DamagedFile from None
    _check_whole(archive.infolist(), most)
    for entry in archive.infolist():
        _check_entry(entry)
    return archive


def _check_end(stream: IO[bytes]) -> None:
    """Refuse an oversized directory before the library reads it; files this small need no 64-bit directory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_OF_DIRECTORY.size - 2**16))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END_OF_DIRECTORY.size:
        raise DamagedFile
    _, _, _, here, entries, length, _, _ = END_OF_DIRECTORY.unpack_from(tail, at)
    if max(here, entries) > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        raise UnpacksTooLarge
    stream.seek(0)


def _check_whole(entries: list[zipfile.ZipInfo], most: int) -> None:
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > MOST_ENTRIES or unpacked > most:
        raise UnpacksTooLarge
    if unpacked > RATIO_MATTERS_FROM and unpacked > HIGHEST_RATIO * packed:
        raise UnpacksTooLarge
    if len({one.filename.lower() for one in entries}) != len(entries):
        raise DamagedFile  # two parts of one name: programs disagree which of them counts


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise EncryptedFile
    steps = entry.filename.replace("\\", "/").split("/")
    if ".." in steps or steps[0] == "" or ":" in steps[0] or stat.S_ISLNK(entry.external_attr >> 16):
        raise DamagedFile
    if entry.compress_type not in METHODS:
        raise DamagedFile
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > HIGHEST_RATIO * entry.compress_size:
        raise UnpacksTooLarge


def read_through(archive: zipfile.ZipFile) -> None:
    """Unpack every entry once, keeping nothing: sizes and checksums must be as promised, and none be an archive."""
    for entry in archive.infolist():
        try:
            with archive.open(entry) as content:
                _read_entry(content, entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error):
            raise DamagedFile from None


def _read_entry(content: IO[bytes], entry: zipfile.ZipInfo) -> None:
    read, first = 0, True
    while piece := content.read(PIECE):
        if first and piece.startswith((LOCAL, OLE)) and not EMBEDDED_WORKBOOK.fullmatch(entry.filename):
            raise ObjectsInside(found=entry.filename)
        read, first = read + len(piece), False
        if read > entry.file_size:
            raise DamagedFile
    if read != entry.file_size:
        raise DamagedFile
