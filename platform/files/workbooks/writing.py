"""Workbooks written cell by cell. Nothing in them is ever taken for a formula."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from files import room
from files.workbooks.cells import as_text
from files.workbooks.sheets import GUIDE, Column


def guided(guidance: Sequence[str], *, width: int) -> Workbook:
    """Return a workbook whose first sheet explains the others, a line for each row."""
    book = Workbook()
    page = book.active
    page.title = GUIDE
    page.column_dimensions["A"].width = width
    for line, text in enumerate(guidance, start=1):
        write(page.cell(line, 1), text)
        page.cell(line, 1).alignment = Alignment(wrap_text=True, vertical="top")
    return book


def write(cell: Any, value: Any) -> None:
    """Text is typed as text, whatever it begins with; days are days, numbers are numbers."""
    if isinstance(value, str):
        as_text(cell, value)
    else:
        cell.value = value


@contextmanager
def nothing_left_of(page: Any) -> Iterator[None]:
    """Delete the temporary file of a sheet that is only written, where writing fails: the library leaves it.

    Its generators are closed here, because they flush when they end, and would fail once more wherever they are
    collected. A full disk is raised as what it is; lxml has an error of its own, which names the system's code.
    """
    try:
        yield
    except BaseException as fault:
        writer = getattr(page, "_writer", None)
        for generator in (getattr(page, "_rows", None), getattr(writer, "xf", None)):
            with suppress(Exception):
                generator.close()  # type: ignore[union-attr]
        with suppress(OSError, AttributeError, ValueError):
            writer.cleanup()  # type: ignore[union-attr]
        said = str(fault)
        code = getattr(errno, said.removeprefix("IO_"), None) if said.startswith("IO_E") else None
        if code is not None:
            raise OSError(code, os.strerror(code)) from fault
        raise


def offer(page: Any, position: int, column: Column, *, until: int) -> None:
    """Offer the words of a column's choices in its cells, from the second row to the row `until`."""
    if column.choices:
        letter = get_column_letter(position)
        offered = DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}{until}")
        page.add_data_validation(offered)


def shown(column: Column, value: Any) -> Any:
    """Return a value as its column shows it: choices by their labels, several words in one cell, days as days."""
    match column.kind:
        case "choice" | "yes_no" if value is not None:
            return next((label for label, word in column.choices.items() if word == value), value)
        case "words":
            return "、".join(value or ())
        case "day" if value:
            return date.fromisoformat(value)
        case _:
            return value


def as_bytes(book: Workbook) -> bytes:
    """Return the whole file; raises `DiskFull` where the library has no room for its sheets."""
    stream = BytesIO()
    with room.needed():
        book.save(stream)
    return stream.getvalue()
