"""What a child may be asked to do, by name: a closed list, imported once by the keeper. No database."""

from collections.abc import Callable
from typing import IO, Any

Work = Callable[..., Any]


def _inspect(stream: IO[bytes], **given: Any) -> Any:
    from files.inspection.inside import inspect

    return inspect(stream, **given)


def _workbook(stream: IO[bytes], **given: Any) -> Any:
    from files.workbooks.grids import grid_of

    return grid_of(stream, **given)


#: Each is called with the open file and what else was given, and returns what JSON can hold. What does the work is
#: imported when it is first asked for: the keeper starts small.
WORKS: dict[str, Work] = {"inspect": _inspect, "workbook": _workbook}


def work_of(name: str) -> Work:
    """Return the function behind a name."""
    return WORKS[name]


def carried_out(name: str, stream: IO[bytes], given: dict[str, Any]) -> dict[str, Any]:
    """Do the work and say how it ended: with a value, with a refusal of `files.refusals`, or out of memory."""
    from files.refusals import FileRefused

    try:
        return {"value": work_of(name)(stream, **given)}
    except FileRefused as refusal:
        return {"refused": refusal.name, "found": refusal.found}
    except MemoryError:
        return {"exhausted": True}
