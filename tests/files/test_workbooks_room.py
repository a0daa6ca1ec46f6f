"""Workbooks without a domain: what is written comes back as it was, and nothing of it is a formula."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from files.refusals import DamagedFile
from files.workbooks.reading import Page, opened, value_of
from files.workbooks.sheets import GUIDE, Column, Sheet
from files.workbooks.writing import as_bytes, guided, offer, shown, write

SIDES = {"政府方面": "gov", "工会方面": "union"}
NAME, SIDE, DAY = (
    Column("名称", "name", needed=True),
    Column("方面", "side", "choice", SIDES),
    Column("日期", "day", "day"),
)
SHEET = Sheet("单位", (NAME, SIDE, DAY))


def page_of(*rows, most_rows=10):
    book = Workbook()
    page = book.active
    page.title = SHEET.label
    for row in rows:
        page.append(row)
    with opened(BytesIO(as_bytes(book))) as read:
        found = Page.of(read, SHEET, most_rows=most_rows, most_columns=5)
        return found, list(found.rows())


def test_what_was_written_is_read_back():
    values = {"name": "=1+1", "side": "gov", "day": "2024-05-17"}
    book = guided(["填写说明"], width=40)
    page = book.create_sheet(SHEET.label)
    for position, column in enumerate(SHEET.columns, start=1):
        write(page.cell(1, position), column.label)
        write(page.cell(2, position), shown(column, values[column.word]))
        offer(page, position, column, until=20)
    written = as_bytes(book)
    whole = load_workbook(BytesIO(written))
    assert (whole.sheetnames, whole[GUIDE]["A1"].value) == ([GUIDE, SHEET.label], "填写说明")
    assert [rule.formula1 for rule in whole[SHEET.label].data_validations.dataValidation] == ['"政府方面,工会方面"']
    with opened(BytesIO(written)) as read:
        [(number, cells)] = Page.of(read, SHEET, most_rows=10, most_columns=5).rows()
    assert (number, {cell.column.word: value_of(cell.column, cell.value) for cell in cells}) == (2, values)
    assert not any(cell.is_formula for cell in cells)


def test_headings_stand_in_any_order_and_strange_ones_are_named():
    page, rows = page_of(["方面", "别名", "方面"], ["工会方面", "x", None])
    assert [(heading.letter, heading.text, heading.column) for heading in page.strange] == [
        ("B", "别名", None), ("C", "方面", SIDE),
    ]  # fmt: skip
    assert (page.missing, dict(page.letters())) == ([NAME], {"side": "A"})
    assert [(cell.letter, cell.column) for cell in rows[0][1]] == [("A", SIDE), ("B", None)]


def test_a_formula_is_known_as_one_and_rows_below_the_limit_are_not_read():
    _page, rows = page_of(["名称"], ["=A1"], [None], ["三"], ["四"], most_rows=4)
    assert [(number, [(cell.is_formula, cell.value) for cell in cells]) for number, cells in rows] == [
        (2, [(True, "=A1")]), (3, []), (4, [(False, "三")]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "found", "value"),
    [
        (NAME, 12.0, "12"), (NAME, "  ", None), (SIDE, "工会方面", "union"), (SIDE, "别的", "别的"),
        (DAY, datetime.fromisoformat("2024-05-17"), "2024-05-17"), (DAY, date(2024, 5, 17), "2024-05-17"),
        (Column("是否", "yes", "yes_no"), "是", True), (Column("词", "words", "words"), "甲、 乙、", ["甲", "乙"]),
    ],
)  # fmt: skip
def test_a_cell_is_read_by_the_kind_of_its_column(column, found, value):
    assert value_of(column, found) == value


def test_what_is_no_workbook_is_damaged():
    with pytest.raises(DamagedFile) as refused, opened(BytesIO(b"PK no archive")):
        pass
    assert refused.value.__cause__ is not None
