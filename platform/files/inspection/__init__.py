"""What a file must be before it is kept: its name, its kind, its size, and what stands inside it.

Every check raises a refusal of its own name; the caller stores nothing that did not pass. Formats that are only kept
(OFD, WPS, old Office) are recognised by their first bytes and never opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from files.inspection import images, office, pdfs
from files.inspection.kinds import KINDS, OLE, Kind
from files.inspection.names import ending_of, shown_name
from files.refusals import EmptyFile, EncryptedFile, FileTooLarge, KindNotAccepted, NameUnusable, NotWhatItsNameSays

INSPECTIONS: dict[str, Callable[[IO[bytes], str], None]] = {
    "office": office.inspect,
    "pdf": pdfs.inspect,
    "png": images.inspect_png,
    "jpeg": images.inspect_jpeg,
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of a file that passed: its shown name, its kind, and its size in bytes."""

    name: str
    kind: Kind
    size: int


def inspected(name: str, stream: IO[bytes], *, most: int) -> Inspected:
    """Return what is known of the file, whose first byte is the stream's first; raises the refusal otherwise.

    `most` is the largest size in bytes. The stream must be seekable; where it stands afterwards is not defined.
    """
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
        raise FileTooLarge(most // 2**20)
    _look_inside(stream, kind)
    return Inspected(shown, kind, size)


def _look_inside(stream: IO[bytes], kind: Kind) -> None:
    stream.seek(0)
    first = stream.read(max(len(kind.starts), len(OLE)))
    if not first.startswith(kind.starts):
        raise (
            EncryptedFile if first == OLE and kind.inspected_as == "office" else NotWhatItsNameSays
        )  # encrypted: an OLE container around it
    if kind.inspected_as:
        stream.seek(0)
        INSPECTIONS[kind.inspected_as](stream, kind.ending)


__all__ = ["Inspected", "inspected"]
