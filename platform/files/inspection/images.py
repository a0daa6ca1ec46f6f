"""PNG and JPEG, walked along their own structure without decoding a pixel. No Django, no database.

Nothing may stand before, between or behind the picture: a file that is two things at once ends here.
"""

import re
import struct
import zlib
from typing import IO

from files.refusals import DamagedFile, TooManyPixels

MOST_PIXELS = 40_000_000
CHUNK = struct.Struct(">I4s")
#: Start of frame: every way of coding, but not the tables that share the range.
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
END, SCAN, RESTARTS = 0xD9, 0xDA, set(range(0xD0, 0xD8))
WITHOUT_LENGTH = {0x01, 0xD8, *RESTARTS}
OTHER = re.compile(rb"[^\xff]")


def inspect_png(stream: IO[bytes], ending: str) -> None:
    """Raise the refusal unless it is a whole PNG of at most 40 million pixels and nothing else."""
    content = stream.read()
    at, kind = 8, b""
    while kind != b"IEND":
        if len(content) < at + CHUNK.size:
            raise DamagedFile
        length, kind = CHUNK.unpack_from(content, at)
        body, at = content[at + CHUNK.size : at + CHUNK.size + length], at + CHUNK.size + length + 4
        if content[at - 4 : at] != struct.pack(">I", zlib.crc32(kind + body)):
            raise DamagedFile
        if kind == b"IHDR" and len(body) == 13:
            _check_pixels(*struct.unpack_from(">II", body))
        elif at == 8 + CHUNK.size + length + 4:
            raise DamagedFile  # the first chunk says how large the picture is
    if at != len(content):
        raise DamagedFile


def inspect_jpeg(stream: IO[bytes], ending: str) -> None:
    """Raise the refusal unless it is one or more whole JPEGs (cameras append a preview) and nothing else."""
    content = stream.read().rstrip(b"\x00")
    at = 0
    while at < len(content):
        if content[at : at + 2] != b"\xff\xd8":
            raise DamagedFile
        at = _end_of_jpeg(content, at + 2)


def _end_of_jpeg(content: bytes, at: int) -> int:
    """Return where the picture that begins before `at` ends."""
    framed = False
    while True:
        if content[at : at + 1] != b"\xff" or at + 1 >= len(content):
            raise DamagedFile
        marker = content[at + 1]
        if marker == END:
            if not framed:
                raise DamagedFile
            return at + 2
        if marker == 0xFF:
            at = _end_of_padding(content, at)
            continue
        if marker in WITHOUT_LENGTH:
            at += 2
            continue
        framed = _read_frame(content, at, marker) or framed
        at = _after_segment(content, at, marker)


def _end_of_padding(content: bytes, at: int) -> int:
    """Return where the last of several 0xff stands: any number may precede a marker."""
    other = OTHER.search(content, at)
    if other is None:
        raise DamagedFile
    return other.start() - 1


def _read_frame(content: bytes, at: int, marker: int) -> bool:
    if marker not in FRAMES:
        return False
    if len(content) < at + 9:
        raise DamagedFile
    _check_pixels(*struct.unpack_from(">HH", content, at + 5))
    return True


def _after_segment(content: bytes, at: int, marker: int) -> int:
    if len(content) < at + 4:
        raise DamagedFile
    following = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    if following < at + 4:
        raise DamagedFile
    if marker != SCAN:
        return following
    while True:  # coded pixels: 0xff stands there only before 0x00 or a restart
        following = content.find(b"\xff", following)
        if following < 0 or following + 1 >= len(content):
            raise DamagedFile
        if content[following + 1] not in {0x00, *RESTARTS}:
            return following
        following += 2


def _check_pixels(one: int, other: int) -> None:
    if not one * other:
        raise DamagedFile
    if one * other > MOST_PIXELS:
        raise TooManyPixels
