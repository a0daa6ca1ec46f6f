"""From a workbook to its rows: every fault with sheet, row and column."""

from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from apps.organizations.rosters.sheets import SHEETS
from files import inspection as uploads
from files.apart import Turn
from files.workbooks.reading import Filled, Page, plain, read
from files.workbooks.sheets import GUIDE, Sheet
from kernel.canonical import Plain
from kernel.lifecycle.inputs import MOST_ROWS
from kernel.refusals import Malformed, Sentence

MOST_BYTES, MOST_COLUMNS = 5 * 2**20, 20
#: Every text of a workbook is read into memory before its first row, while a page waits.
MOST_UNPACKED = 10 * 2**20
#: What a workbook or a confirmed preview holds: per sheet its rows, each with its number and the words of its cells.
Raw = dict[str, list[Plain]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, one row, or one sheet."""

    sheet: str
    row: int
    column: str
    sentence: Sentence


def read_workbook(name: str, stream: IO[bytes], *, turn: Turn) -> tuple[Raw, list[Fault]]:
    """Return the rows of both sheets as they stand; raises a refusal for a file that is not opened at all."""
    if uploads.named(name, stream, most=MOST_BYTES).kind.ending != "xlsx":
        raise Malformed(_("请上传 xlsx 工作簿。"))
    book = read(
        stream, SHEETS, most_unpacked=MOST_UNPACKED, most_rows=MOST_ROWS + 2, most_columns=MOST_COLUMNS, turn=turn
    )
    strange = _("没有这张表，只有“单位”和“账号”。")
    known = {GUIDE, *(sheet.label for sheet in SHEETS)}
    faults = [Fault(label, 1, "", strange) for label in book.strangers(known)]
    pages = [Page.of(book, sheet) for sheet in SHEETS]
    return {page.sheet.label: _rows(page, faults) for page in pages if page}, faults


def _rows(page: Page, faults: list[Fault]) -> list[Plain]:
    _check_headings(page, faults)
    found = [row for number, cells in page.rows() if (row := _row(page.sheet, number, cells, faults))]
    if len(found) > MOST_ROWS:
        words = _("一次最多导入 %(most)d 行。") % {"most": MOST_ROWS}
        faults.append(Fault(page.sheet.label, MOST_ROWS + 2, "", words))
    return found


def _check_headings(page: Page, faults: list[Fault]) -> None:
    for heading in page.strange:
        words = _("列名“%(name)s”重复或者无法识别。") % {"name": heading.text}
        faults.append(Fault(page.sheet.label, 1, heading.letter, words))
    faults += [Fault(page.sheet.label, 1, column.label, _("缺少这一列。")) for column in page.missing]


def _row(sheet: Sheet, number: int, cells: list[Filled], faults: list[Fault]) -> Plain | None:
    words: Plain = {}
    for cell in cells:
        value = plain(cell.value)
        if value is None:
            continue
        where = f"{cell.letter} {cell.column.label if cell.column else ''}".strip()
        if cell.column is None:
            faults.append(Fault(sheet.label, number, where, _("这一列没有列名。")))
        elif cell.is_merged:
            merged = _("单元格属于合并单元格 %(area)s：请取消合并，逐格填写。") % {"area": cell.value}
            faults.append(Fault(sheet.label, number, where, merged))
        elif cell.is_formula or cell.is_error:
            faults.append(Fault(sheet.label, number, where, _("单元格中有公式或者错误值，请直接填写文字。")))
        else:
            words[cell.column.word] = str(value)
    return {"row": number, "words": words} if words else None
