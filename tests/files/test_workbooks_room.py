"""Workbooks without a domain: what is written comes back as it was, and nothing of it is a formula."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from files.refusals import DamagedFile
from files.workbooks.reading import Page, read, value_of
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
    found = Page.of(read_back(as_bytes(book), most_rows=most_rows), SHEET)
    return found, list(found.rows())


def read_back(written, *, most_rows=10):
    return read(BytesIO(written), [SHEET], most_unpacked=2**20, most_rows=most_rows, most_columns=5)


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
    [(number, cells)] = Page.of(read_back(written), SHEET).rows()
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
        (2, [(True, "=A1")]), (4, [(False, "三")]),
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


@pytest.mark.parametrize("damage", [b"PK no archive", b"PK\x03\x04", b"text"])
def test_what_is_no_workbook_is_damaged(damage):
    with pytest.raises(DamagedFile):
        read_back(damage)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2001.3.5", "2001-03-05"), ("2002年3月5日", "2002-03-05"), ("2002年3月5号", "2002-03-05"),
        ("2005/3/5", "2005-03-05"), ("２００７-０３-０５", "2007-03-05"), ("2005 / 3 / 5", "2005-03-05"),
        ("20010305", "2001-03-05"), (20010305, "2001-03-05"), (38051, "2004-03-05"),
        ("二〇〇二年十月二十三日", "2002-10-23"), ("二○○二年三月三十日", "2002-03-30"),
        ("2001-03-05 00:00:00", "2001-03-05"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_offices_write_it(written, day):
    assert value_of(DAY, written) == day


@pytest.mark.parametrize(
    "written",
    ["3/5/2001", "01-02-03", "2001.3", "2001.13.1", "2001-3/5", 2001, 2001.3, "2002年3月", "二〇〇三年", "2001-02-30",
     True, "2001-03-05 09:30:00", 73_051, "十月一日"],
)  # fmt: skip
def test_what_may_be_two_days_or_none_is_left_for_a_sentence(written):
    assert value_of(DAY, written) == written


def test_numbers_of_days_are_counted_from_where_the_workbook_says():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = SHEET.label
    for row in (["名称", "日期"], ["一", 38051]):
        book.active.append(row)
    page = Page.of(read_back(as_bytes(book)), SHEET)
    [(_, cells)] = page.rows()
    assert page.value_of(cells[1]) == "2008-03-06"


def test_a_cell_that_was_merged_is_named_with_its_area():
    book = Workbook()
    book.active.title = SHEET.label
    for row in (["名称", "方面"], ["一", "政府方面"], ["二", None], ["三", "工会方面"]):
        book.active.append(row)
    for area in ("B2:B3", "A9:B10"):
        book.active.merge_cells(area)
    rows = dict(Page.of(read_back(as_bytes(book)), SHEET).rows())
    assert [
        (number, cell.letter, cell.value) for number, cells in rows.items() for cell in cells if cell.is_merged
    ] == [(3, "B", "B2:B3")]


def test_hidden_and_empty_sheets_are_no_strangers():
    book = Workbook()
    for label, state, holds in (
        ("隐藏", "hidden", True),
        ("深藏", "veryHidden", True),
        ("空", "visible", False),
        ("多余", "visible", True),
    ):
        page = book.create_sheet(label)
        page.sheet_state = state
        if holds:
            page["C7"] = "x"
    assert read_back(as_bytes(book)).strangers({SHEET.label}) == ["多余"]
