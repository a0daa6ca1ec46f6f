"""From a workbook to the words of a package. Which cell each word came from is kept, so that faults can name it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from apps.history.package import BrokenPackage, Cells
from apps.history.workbook.nesting import nest
from apps.history.workbook.rows import Row, Rows
from apps.history.workbook.safety import faults_of_archive
from apps.history.workbook.sheets import BY_LABEL, GUIDE, SHEETS, YES_NO, Column, Sheet

#: More rows than any government has; what stands below is not looked at, and said to be.
MOST_ROWS, MOST_COLUMNS = 5_000, 40


def read_workbook(name: str, stream: IO[bytes]) -> tuple[Any, Cells]:
    """The words of the package and the cell of each, or a refusal naming sheet, row and column."""
    faults = faults_of_archive(name, stream)
    if faults:
        raise BrokenPackage(faults)
    try:
        stream.seek(0)
        book = load_workbook(stream, read_only=True, keep_links=False)
    except Exception as fault:  # whatever a broken part makes the library raise
        raise BrokenPackage([f"{name}: cannot be read as a workbook ({fault})."]) from fault
    try:
        rows = {sheet.label: _Reading(sheet, faults).rows(book) for sheet in SHEETS}
        strange = [label for label in book.sheetnames if label not in BY_LABEL and label != GUIDE]
        faults += [f"sheet {label}: is not known here; known are {'、'.join(BY_LABEL)}." for label in strange]
    finally:
        book.close()
    value, cells = nest(rows, faults)
    if faults:
        raise BrokenPackage(faults)
    return value, cells


@dataclass
class _Reading:
    """One sheet being read."""

    sheet: Sheet
    faults: list[str]
    places: dict[int, Column] = field(default_factory=dict)

    def rows(self, book: Any) -> Rows:
        """Its rows in their order; those without any value are passed over."""
        if self.sheet.label not in book.sheetnames:
            return []
        page = book[self.sheet.label]
        page.reset_dimensions()
        lines = page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        self._read_headings(next(lines, ()))
        found = list(self._read_rows(lines))
        if found and found[-1].number > MOST_ROWS:
            self.faults.append(f"sheet {self.sheet.label}, row {MOST_ROWS + 1}: there are too many rows.")
        return found

    def _read_headings(self, line: Any) -> None:
        for position, cell in enumerate(line, start=1):
            heading = str(cell.value or "").strip()
            column = self.sheet.column(heading)
            if column in self.places.values():
                self._fault(1, position, f"the heading {heading} stands there twice.")
            elif column:
                self.places[position] = column
            elif heading:
                known = "、".join(one.label for one in self.sheet.columns)
                self._fault(1, position, f"the heading {heading} is not known here; known are {known}.")
        given = self.places.values()
        for column in self.sheet.columns:
            if column.needed and column not in given:
                self.faults.append(f"sheet {self.sheet.label}, row 1: there is no column {column.label}.")

    def _read_rows(self, lines: Iterator[Any]) -> Iterator[Row]:
        for number, line in enumerate(lines, start=2):
            row = Row(self.sheet, number)
            for position, cell in enumerate(line, start=1):
                if cell.value is not None and cell.value != "":
                    self._read_cell(row, position, cell)
            if row.values:
                row.letters = {column.word: get_column_letter(place) for place, column in self.places.items()}
                yield row

    def _read_cell(self, row: Row, position: int, cell: Any) -> None:
        column = self.places.get(position)
        if column is None:
            self._fault(row.number, position, "stands under no heading.")
        elif cell.data_type == "f":
            self._fault(row.number, position, "holds a formula; write the value itself.")
        elif cell.data_type == "e":
            self._fault(row.number, position, f"holds the error {cell.value}.")
        else:
            value = _value(column, cell.value)
            if value is not None:
                row.values[column.word] = value

    def _fault(self, number: int, position: int, sentence: str) -> None:
        place = self.places.get(position)
        name = f" ({place.label})" if place else ""
        self.faults.append(
            f"sheet {self.sheet.label}, row {number}, column {get_column_letter(position)}{name}: {sentence}"
        )


def _value(column: Column, found: Any) -> Any:
    """A cell's value as the package writes it; what does not fit is passed on, to be refused with its place."""
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
