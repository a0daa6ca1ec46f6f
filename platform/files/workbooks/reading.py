"""Workbooks read cell by cell, within limits. What is wrong with a cell is for the caller to say in its own words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl.utils import get_column_letter

from files import apart
from files.workbooks.days import day_of
from files.workbooks.sheets import YES_NO, Column, Sheet

#: How the child names values that JSON has no sort for.
SORTS = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "hour": time.fromisoformat}
#: The data type of a cell that holds nothing because it was merged into another.
MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read apart from this process: its sheets as plain cells."""

    since_1904: bool
    grids: Mapping[str, Mapping[str, Any]]

    def strangers(self, known: Collection[str]) -> list[str]:
        """Return the sheets that nobody asked for; hidden and empty ones are what office programs leave behind."""
        return [
            label
            for label, grid in self.grids.items()
            if label not in known and not grid["hidden"] and not grid["empty"]
        ]


def read(
    stream: IO[bytes],
    sheets: Collection[Sheet],
    *,
    most_unpacked: int,
    most_rows: int,
    most_columns: int,
    turn: apart.Turn | None = None,
) -> Book:
    """Look into a workbook and read its sheets down to a row and a column; raises the refusal of a file otherwise."""
    with apart.turn_of(turn):
        told = apart.done(
            "workbook", stream, wanted=[sheet.label for sheet in sheets], most=most_unpacked,
            most_rows=most_rows, most_columns=most_columns,
        )  # fmt: skip
    return Book(told["since_1904"], {grid["label"]: grid for grid in told["sheets"]})


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
    #: For a cell that was merged, the area it belongs to.
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
    def is_merged(self) -> bool:
        """Whether it lies under a cell beside or above, with which it was merged."""
        return self.data_type == MERGED

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
    since_1904: bool = False
    _rows: dict[int, list[Any]] = field(default_factory=dict)
    _merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, book: Book, sheet: Sheet) -> "Page | None":
        """Return the sheet of a workbook with its headings read; None when the file has no such sheet."""
        if sheet.label not in book.grids:
            return None
        grid = book.grids[sheet.label]
        page = cls(sheet, since_1904=book.since_1904)
        page._rows = dict(grid["rows"])
        page._merged = [tuple(area) for area in grid["merged"]]
        page._read_headings(page._rows.pop(1, []))
        return page

    def _read_headings(self, line: list[Any]) -> None:
        for position, _, value in line:
            text = str(value).strip()
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
        """Yield the number of each row that holds something with its filled cells, and those that were merged."""
        covered = self._covered()
        for number in sorted(self._rows.keys() | covered.keys()):
            filled = [
                Filled(position, self.places.get(position), data_type, _restored(value))
                for position, data_type, value in self._rows.get(number, [])
            ]
            yield number, filled + covered.get(number, [])

    def _covered(self) -> dict[int, list[Filled]]:
        """The cells of columns of ours that lie under another one that holds something."""
        found: dict[int, list[Filled]] = {}
        last = max(self._rows, default=0)
        for left, top, right, bottom in self._merged:
            holds = top == 1 or any(position == left for position, _, _ in self._rows.get(top, []))
            area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
            columns = [position for position in self.places if left <= position <= right]
            for number in range(max(top, 2), min(bottom, last) + 1) if holds else ():
                found.setdefault(number, []).extend(
                    Filled(position, self.places[position], MERGED, area)
                    for position in columns
                    if (number, position) != (top, left)
                )
        return found

    def value_of(self, cell: Filled) -> Any:
        """Return what a cell of a known column says, by the kind of its column."""
        assert cell.column is not None  # noqa: S101 - asked of cells under a heading
        return value_of(cell.column, cell.value, since_1904=self.since_1904)

    def letters(self) -> Mapping[str, str]:
        """The letter under which the word of each column stands in this file."""
        return {column.word: get_column_letter(position) for position, column in self.places.items()}


def _restored(value: Any) -> Any:
    return SORTS[value[0]](value[1]) if isinstance(value, list) else value


def value_of(column: Column, found: Any, *, since_1904: bool = False) -> Any:
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
        case "day" if (day := day_of(value, since_1904=since_1904)) is not None:
            return day.isoformat()
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
