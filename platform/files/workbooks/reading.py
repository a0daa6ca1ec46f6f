"""Workbooks read cell by cell, within limits. What is wrong with a cell is for the caller to say in its own words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from files.refusals import DamagedFile
from files.workbooks.sheets import YES_NO, Column, Sheet


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[Any]:
    """Open a workbook whose archive was looked at before (`files.inspection`); raises `DamagedFile`, with its cause."""
    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
    except Exception as fault:  # whatever a broken part makes the library raise
        raise DamagedFile from fault
    try:
        yield book
    finally:
        book.close()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that names no column of the sheet, or, with `column`, one that stands there twice."""

    position: int
    text: str
    column: Column | None

    @property
    def letter(self) -> str:
        """The letter of the heading's column in this file."""
        return str(get_column_letter(self.position))


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that holds something: a value, or the formula or error by its `data_type`."""

    position: int
    column: Column | None
    data_type: str
    value: Any

    @property
    def letter(self) -> str:
        """The letter of the cell's column in this file."""
        return str(get_column_letter(self.position))

    @property
    def is_formula(self) -> bool:
        """Whether a program would calculate what the cell shows."""
        return self.data_type == "f"

    @property
    def is_error(self) -> bool:
        """Whether a calculation failed."""
        return self.data_type == "e"


@dataclass
class Page:
    """One sheet of a file: its headings first, then its rows down to the row `most_rows`."""

    sheet: Sheet
    #: Columns by their position in this file.
    places: dict[int, Column] = field(default_factory=dict)
    strange: list[Heading] = field(default_factory=list)
    _lines: Iterator[Any] = field(default_factory=lambda: iter(()))

    @classmethod
    def of(cls, book: Any, sheet: Sheet, *, most_rows: int, most_columns: int) -> "Page | None":
        """Return the sheet of an opened workbook with its headings read; None when the file has no such sheet."""
        if sheet.label not in book.sheetnames:
            return None
        page = book[sheet.label]
        page.reset_dimensions()
        read = cls(sheet)
        read._lines = page.iter_rows(max_row=most_rows, max_col=most_columns)
        read._read_headings(next(read._lines, ()))
        return read

    def _read_headings(self, line: Any) -> None:
        for position, cell in enumerate(line, start=1):
            text = str(cell.value or "").strip()
            column = self.sheet.column(text)
            if column and column not in self.places.values():
                self.places[position] = column
            elif text:
                self.strange.append(Heading(position, text, column))

    @property
    def missing(self) -> list[Column]:
        """The columns that a file must have and this one has not."""
        there = self.places.values()
        return [column for column in self.sheet.columns if column.needed and column not in there]

    def rows(self) -> Iterator[tuple[int, list[Filled]]]:
        """Yield the number of each row with its filled cells."""
        for number, line in enumerate(self._lines, start=2):
            yield (
                number,
                [
                    Filled(position, self.places.get(position), cell.data_type, cell.value)
                    for position, cell in enumerate(line, start=1)
                    if cell.value is not None and cell.value != ""
                ],
            )

    def letters(self) -> Mapping[str, str]:
        """The letter under which the word of each column stands in this file."""
        return {column.word: get_column_letter(position) for position, column in self.places.items()}


def value_of(column: Column, found: Any) -> Any:
    """Return a cell's value by the kind of its column; a value that does not fit is passed on as it is."""
    value = plain(found)
    if value is None:
        return None
    match column.kind:
        case "text" if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        case "choice":
            return column.choices.get(str(value), value)
        case "yes_no":
            return YES_NO.get(str(value), value)
        case "words" if isinstance(value, str):
            return [word for part in value.split("、") if (word := part.strip())]
        case _:
            return value


def plain(found: Any) -> Any:
    """Days as text, whole numbers without a point, text without the blanks around it that nobody sees."""
    match found:
        case datetime() if found.time() == time.min:
            return found.date().isoformat()
        case datetime() | date():
            return found.isoformat()
        case time():
            return found.isoformat()
        case float() if found.is_integer():
            return int(found)
        case str():
            return found.strip() or None
        case _:
            return found
