"""Entries of the audit chain as a file to take along: every column as the chain keeps it, nothing ever a formula."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from apps.auditing import words
from apps.auditing.masking import masked
from files import room
from files.exports import Exported, media
from files.workbooks.cells import plain
from files.workbooks.writing import as_bytes, nothing_left_of, write
from kernel.audit.models import AuditEntry, Outcome
from kernel.clock import SHANGHAI
from tenants.governments.selectors import government
from vocabulary.roles import Side

#: Entries of one file, by its form: a workbook is made cell by cell while a page waits.
MOST_EXPORTED = {"csv": 20_000, "xlsx": 5_000}
MEDIA = media(("csv", "xlsx"))
#: A spreadsheet's cell holds no more; the whole text then stands in the other form.
LONGEST_CELL, CUT = 32_000, "……（全文见 CSV 文件）"
HEADINGS = (
    "序号", "记录时间", "办理时间", "办理人", "职务", "方面", "办理事项", "事项代码", "结果", "对象类别", "对象编号",
    "要求", "拒绝理由", "变动内容", "来源地址", "前一条校验码", "本条校验码",
)  # fmt: skip


def exported(
    entries: Sequence[AuditEntry], *, form: str, on: date, render: Callable[[Iterable[Sequence[object]]], bytes]
) -> Exported:
    """Return the entries as one file; official words are Chinese whatever the page speaks."""
    with override("zh-hans"):
        name = f"{government().gov_name}审计记录（{on:%Y-%m-%d}）.{form}"
        return Exported(name, MEDIA[form], render(_row(one) for one in entries))


def _row(one: AuditEntry) -> tuple[object, ...]:
    return (
        one.sequence,
        _moment(one.recorded_at),
        _moment(one.at),
        one.actor_name,
        one.actor_post,
        str(Side(one.side).label) if one.side in Side.values else one.side,
        str(words.named(one.what)[0]),
        one.what,
        str(Outcome(one.outcome).label),
        str(words.kind_of(one.object_kind)),
        str(one.object_id or ""),
        one.rule,
        one.sentence,
        json.dumps(masked(one.object_kind, one.changes), ensure_ascii=False, sort_keys=True) if one.changes else "",
        one.address,
        one.previous,
        one.digest,
    )


def _moment(at: datetime) -> str:
    """Local time with its offset, to the microsecond as the hash covers it."""
    return at.astimezone(SHANGHAI).isoformat(sep=" ")


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Quoted throughout, with a mark by which spreadsheet programs know the encoding."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([plain(value) if isinstance(value, str) else value for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("审计记录")
    page.freeze_panes = "A2"
    for letter, width in {"B": 32, "C": 32, "D": 16, "E": 24, "G": 30, "M": 40, "N": 60}.items():
        page.column_dimensions[letter].width = width
    with room.needed(), nothing_left_of(page):
        for row in (HEADINGS, *rows):
            page.append(list(_cells(page, row)))
        return as_bytes(book)


def _cells(page: Any, row: Sequence[object]) -> Iterator[Any]:
    for value in row:
        cell = WriteOnlyCell(page)
        shortened = isinstance(value, str) and len(value) > LONGEST_CELL and value[:LONGEST_CELL] + CUT
        write(cell, shortened or value)
        yield cell


RENDERERS = {"csv": _csv, "xlsx": _xlsx}
