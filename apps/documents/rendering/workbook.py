"""落实情况清单 as a workbook that an office sorts and filters. Nothing in it is ever taken for a formula."""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from apps.documents.rendering.content import Column, FollowUpList, FollowUpRow
from apps.documents.rendering.follow_up_table import COLUMNS, EARLIER_COLUMNS, cells, earlier_cells, told_above
from files.workbooks.writing import as_bytes, write

NOW, BEFORE = "本次会议", "以前会议"
HEAD_ROWS = 3
#: Positions of the columns that hold days.
DUE_AT, NEW_DUE_AT = 6, 13


def render_xlsx(document: FollowUpList) -> bytes:
    """The list, cell by cell as the other two formats print it; days are days, the running number is a number."""
    book = Workbook()
    page = book.active
    page.title = NOW
    _write_sheet(page, document, COLUMNS, [_values(at, row) for at, row in enumerate(document.rows, start=1)])
    if document.earlier_rows:
        rows = [_values(at, row, earlier=True) for at, row in enumerate(document.earlier_rows, start=1)]
        _write_sheet(book.create_sheet(BEFORE), document, (*COLUMNS, *EARLIER_COLUMNS), rows)
    return as_bytes(book)


def _values(at: int, row: FollowUpRow, *, earlier: bool = False) -> list[object]:
    values: list[object] = [at, *cells(at, row)[1:]]
    values[DUE_AT] = row.due_on
    if earlier:
        values += earlier_cells(row)
        values[NEW_DUE_AT] = row.new_due_on
    return values


def _write_sheet(page: Any, document: FollowUpList, columns: tuple[Column, ...], rows: list[list[object]]) -> None:
    write(page.cell(1, 1), document.title)
    page.cell(1, 1).font = Font(bold=True, size=14)
    write(page.cell(2, 1), told_above(document))
    for position, column in enumerate(columns, start=1):
        heading = page.cell(HEAD_ROWS, position)
        write(heading, column.title)
        heading.font = Font(bold=True)
        page.column_dimensions[get_column_letter(position)].width = max(8, column.share)
    for line, values in enumerate(rows, start=HEAD_ROWS + 1):
        for position, value in enumerate(values, start=1):
            cell = page.cell(line, position)
            write(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = f"A{HEAD_ROWS + 1}"
