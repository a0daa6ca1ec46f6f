"""Looking inside a file: what a child of the keeper does. No database."""

from collections.abc import Callable
from typing import IO

from files.inspection import images, office, pdfs
from files.inspection.kinds import KINDS, OLE
from files.refusals import EncryptedFile, NotWhatItsNameSays

INSPECTIONS: dict[str, Callable[[IO[bytes], str], None]] = {
    "office": office.inspect,
    "pdf": pdfs.inspect,
    "png": images.inspect_png,
    "jpeg": images.inspect_jpeg,
}


def inspect(stream: IO[bytes], *, ending: str) -> None:
    """Raise the refusal unless the file is of its kind and nothing stands against what is inside it."""
    kind = KINDS[ending]
    first = stream.read(max(len(kind.starts), len(OLE)))
    if not first.startswith(kind.starts):
        locked = first == OLE and kind.inspected_as == "office"  # an OLE container around an encrypted office file
        raise EncryptedFile if locked else NotWhatItsNameSays
    if kind.inspected_as:
        stream.seek(0)
        INSPECTIONS[kind.inspected_as](stream, ending)
