"""What a file must be before it is kept: its name, its kind, its size, and what stands inside it.

Every check raises a refusal of its own name; the caller stores nothing that did not pass. What is inside is read apart
from this process, within limits (`files.apart`). Formats that are only kept (OFD, WPS, old Office) are recognised by
their first bytes and never opened.
"""

from dataclasses import dataclass
from typing import IO

from files import apart
from files.inspection.kinds import KINDS, Kind
from files.inspection.names import ending_of, shown_name
from files.refusals import EmptyFile, FileTooLarge, KindNotAccepted, NameUnusable


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of a file that passed: its shown name, its kind, and its size in bytes."""

    name: str
    kind: Kind
    size: int


def inspected(name: str, stream: IO[bytes], *, most: int, turn: apart.Turn | None = None) -> Inspected:
    """Return what is known of the file, whose first byte is the stream's first; raises the refusal otherwise.

    `most` is the largest size in bytes; `turn` says who waits for it. The stream must be seekable; where it stands
    afterwards is not defined.
    """
    known = named(name, stream, most=most)
    with apart.turn_of(turn):
        apart.done("inspect", stream, ending=known.kind.ending)
    return known


def named(name: str, stream: IO[bytes], *, most: int) -> Inspected:
    """Return what name and size say of a file that nobody has looked into yet; raises the refusal otherwise."""
    shown = shown_name(name)
    if not shown or not ending_of(shown):
        raise NameUnusable
    kind = KINDS.get(ending_of(shown))
    if kind is None:
        raise KindNotAccepted
    size = stream.seek(0, 2)
    if size == 0:
        raise EmptyFile
    if size > most:
        raise FileTooLarge(found=str(most // 2**20))
    return Inspected(shown, kind, size)


__all__ = ["Inspected", "inspected", "named"]
