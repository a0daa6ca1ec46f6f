"""What a child may be asked to do, by name: a closed list, imported once by the keeper. No database."""

from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

Work = Callable[..., Any]
#: Each is called with the open file and what else was given, and returns what JSON can hold.
WORKS = {
    "inspect": "files.inspection.inside:inspect",
    "workbook": "files.workbooks.grids:grid_of",
}


def work_of(name: str) -> Work:
    """Return the function behind a name."""
    module, _, function = WORKS[name].partition(":")
    found: Work = getattr(import_module(module), function)
    return found


def carried_out(name: str, stream: IO[bytes], given: dict[str, Any]) -> dict[str, Any]:
    """Do the work and say how it ended: with a value, with a refusal of `files.refusals`, or out of memory."""
    from files.refusals import FileRefused

    try:
        return {"value": work_of(name)(stream, **given)}
    except FileRefused as refusal:
        return {"refused": refusal.name, "found": refusal.found}
    except MemoryError:
        return {"exhausted": True}
