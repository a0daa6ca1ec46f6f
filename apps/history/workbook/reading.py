"""From a workbook to the words of a package. Which cell each word came from is kept, so that faults can name it."""

from typing import IO, Any

from openpyxl.utils import get_column_letter

from apps.history.package import BrokenPackage, Cells
from apps.history.workbook import safety
from apps.history.workbook.nesting import nest
from apps.history.workbook.rows import Row, Rows
from apps.history.workbook.sheets import BY_LABEL, SHEETS
from files.refusals import FileRefused
from files.workbooks.reading import Book, Filled, Page, read
from files.workbooks.sheets import GUIDE, Sheet

#: More rows than any government has; what stands below is not looked at, and said to be.
MOST_ROWS, MOST_COLUMNS = 5_000, 40


def read_workbook(name: str, stream: IO[bytes]) -> tuple[Any, Cells]:
    """The words of the package and the cell of each, or a refusal naming sheet, row and column."""
    book = _opened(name, stream)
    faults: list[str] = []
    rows = {sheet.label: _rows(book, sheet, faults) for sheet in SHEETS}
    strange = book.strangers({GUIDE, *BY_LABEL})
    faults += [f"sheet {label}: is not known here; known are {'、'.join(BY_LABEL)}." for label in strange]
    value, cells = nest(rows, faults)
    if faults:
        raise BrokenPackage(faults)
    return value, cells


def _opened(name: str, stream: IO[bytes]) -> Book:
    if stream.seek(0, 2) > safety.MOST_BYTES:
        raise BrokenPackage([f"{name}: is larger than {safety.MOST_BYTES >> 20} MB."])
    try:
        return read(
            stream, SHEETS, most_unpacked=safety.MOST_UNPACKED, most_rows=MOST_ROWS + 1, most_columns=MOST_COLUMNS
        )
    except FileRefused as refusal:
        raise BrokenPackage([f"{name}: {safety.sentence_of(refusal)}"]) from refusal


def _rows(book: Book, sheet: Sheet, faults: list[str]) -> Rows:
    """The rows of a sheet in their order; those without any value are passed over."""
    page = Page.of(book, sheet)
    if page is None:
        return []
    _say_headings(page, faults)
    found = [row for number, cells in page.rows() if (row := _row(page, number, cells, faults)).values]
    for row in found:
        row.letters = dict(page.letters())
    if found and found[-1].number > MOST_ROWS:
        faults.append(f"sheet {sheet.label}, row {MOST_ROWS + 1}: there are too many rows.")
    return found


def _say_headings(page: Page, faults: list[str]) -> None:
    known = "、".join(column.label for column in page.sheet.columns)
    for heading in page.strange:
        twice = f"the heading {heading.text} stands there twice."
        unknown = f"the heading {heading.text} is not known here; known are {known}."
        faults.append(_fault(page, 1, heading.position, twice if heading.column else unknown))
    faults += [f"sheet {page.sheet.label}, row 1: there is no column {column.label}." for column in page.missing]


def _row(page: Page, number: int, cells: list[Filled], faults: list[str]) -> Row:
    row = Row(page.sheet, number)
    for cell in cells:
        if cell.column is None:
            faults.append(_fault(page, number, cell.position, "stands under no heading."))
        elif cell.is_merged:
            faults.append(_fault(page, number, cell.position, f"is merged into {cell.value}; fill in each cell."))
        elif cell.is_formula:
            faults.append(_fault(page, number, cell.position, "holds a formula; write the value itself."))
        elif cell.is_error:
            faults.append(_fault(page, number, cell.position, f"holds the error {cell.value}."))
        elif (value := page.value_of(cell)) is not None:
            row.values[cell.column.word] = value
    return row


def _fault(page: Page, number: int, position: int, sentence: str) -> str:
    column = page.places.get(position)
    name = f" ({column.label})" if column else ""
    return f"sheet {page.sheet.label}, row {number}, column {get_column_letter(position)}{name}: {sentence}"
