"""The empty workbook that offices fill in, and the sheet of one-time passwords that is handed out once."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from apps.organizations.accounts.models import User
from apps.organizations.rosters.sheets import GUIDANCE, SHEETS
from files.workbooks.writing import as_bytes, guided, offer, write

OFFERED_ROWS = 201
WIDTH = 24


def template() -> bytes:
    """Return the workbook to fill in: one sheet for units, one for accounts, and what to mind."""
    book = guided(GUIDANCE, width=100)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.label)
        _write_rows(page, [[column.label for column in sheet.columns]])
        for position, column in enumerate(sheet.columns, start=1):
            offer(page, position, column, until=OFFERED_ROWS)
    return as_bytes(book)


def passwords(accounts: Iterable[User]) -> bytes:
    """Return the sheet to be cut into slips."""
    book = Workbook()
    rows = [[one.unit.name if one.unit else "", one.name, one.username, one.one_time_password] for one in accounts]
    _write_rows(book.active, [["单位", "姓名", "用户名", "一次性密码"], *rows])
    return as_bytes(book)


def _write_rows(page: object, rows: Sequence[Sequence[str]]) -> None:
    for line, row in enumerate(rows, start=1):
        for position, text in enumerate(row, start=1):
            cell = page.cell(line, position)  # type: ignore[attr-defined]
            write(cell, text)
            if line == 1:
                cell.font = Font(bold=True)
                page.column_dimensions[get_column_letter(position)].width = WIDTH  # type: ignore[attr-defined]
