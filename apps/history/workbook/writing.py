"""A workbook for offices to fill in, empty or with a package in it. Nothing in it is ever taken for a formula."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from apps.history.workbook import sheets
from apps.history.workbook.nesting import OF_ITEMS
from apps.history.workbook.sheets import SHEETS
from files.workbooks.sheets import Sheet
from files.workbooks.writing import guided, offer, shown, write
from kernel.canonical import Plain

#: Rows of an empty sheet that offer their lists of words.
OFFERED_ROWS = 300
GUIDANCE = (
    "本工作簿用于补录平台启用前召开的联席会议。每张表第一行是列名，请勿改动；从第二行起填写，不填的列留空。",
    "基本信息：填写一行。区划代码为本级六位代码；材料来源写明档案由谁保管、何时核对。",
    "单位：只填写已撤销、现已不存在的单位。工作规则：只填名称、文号和日期。",
    "会议：会议次序为第几次联席会议，其他各表凭会议次序归入会议；有纪要的，编号和印发日期一并填写。",
    "到会情况可以只填人数（会议表），也可以填名单（参会人员表），不能两处都填。",
    "议题：议题序号在一次会议内从1起。议定事项凭会议次序和议题序号归入议题；多个配合单位用顿号分开。",
    "年度计划：每年一行，写明政府年度工作计划的文件和条款。未召开说明：按规则应当召开而未召开的年度填写。",
    "没有销号日期和终止日期的议定事项视为尚未办结，由牵头单位在平台上继续办理。",
    "日期写作2024-05-17。单元格不得含有公式。一处有误，整份不予导入，并逐处指出表、行、列。",
)


def write_workbook(value: Plain, file: Path | IO[bytes]) -> None:
    """Write a package's words as a workbook; with `format` alone it is the empty template."""
    book = guided(GUIDANCE, width=110)
    rows = dict(_rows(value))
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.label), sheet, rows.get(sheet.label, []))
    book.save(file)


def _write_sheet(page: Any, sheet: Sheet, rows: list[Plain]) -> None:
    for position, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(position)
        heading = page.cell(1, position)
        write(heading, column.label)
        heading.font = Font(bold=True, color="9A1B1E" if column.needed else "333333")
        heading.fill = PatternFill("solid", fgColor="F2F2F2")
        page.column_dimensions[letter].width = max(12, 2 * len(column.label) + 4)
        offer(page, position, column, until=OFFERED_ROWS)
        for line, row in enumerate(rows, start=2):
            write(page.cell(line, position), shown(column, row.get(column.word)))
    page.freeze_panes = "A2"


def _rows(value: Plain) -> Iterator[tuple[str, list[Plain]]]:
    """The rows of each sheet, flat, as the sheets' columns call them."""
    meetings = value.get("meetings", [])
    topics = [
        {**_part(meeting), "number": number, **topic}
        for meeting in meetings
        for number, topic in enumerate(meeting["topics"], start=1)
    ]
    yield sheets.PACKAGE, [{name: value.get(name) for name in ("format", "government", "source")}]
    yield sheets.UNITS, value.get("units", [])
    yield sheets.RULES, value.get("work_rules", [])
    yield sheets.PLANS, value.get("year_plans", [])
    yield sheets.EXPLANATIONS, value.get("year_explanations", [])
    yield sheets.MEETINGS, [_flat(meeting) for meeting in meetings]
    yield (
        sheets.CONVENERS,
        [
            {**_part(meeting), "slot": slot, **one}
            for meeting in meetings
            for slot, one in (meeting.get("conveners") or {}).items()
        ],
    )
    yield (
        sheets.PEOPLE,
        [
            {**_part(meeting), **one}
            for meeting in meetings
            if isinstance(meeting.get("attendance"), list)
            for one in meeting["attendance"]
        ],
    )
    yield sheets.TOPICS, topics
    yield (
        sheets.RESOLUTIONS,
        [
            {"ordinal": topic["ordinal"], "number": topic["number"], **row}
            for topic in topics
            for row in topic.get("resolutions", [])
        ],
    )
    yield (
        sheets.DEVIATIONS,
        [
            {"document_number": rule["document_number"], **one}
            for rule in value.get("work_rules", [])
            for one in rule.get("deviations", [])
        ],
    )
    prepared = [(meeting, one) for meeting in meetings for one in meeting.get("preparations", [])]
    yield sheets.PREPARATIONS, [{**_part(meeting), **one} for meeting, one in prepared]
    signed = [(meeting, one) for meeting in meetings for one in (meeting.get("notice") or {}).get("receipts", [])]
    yield sheets.RECEIPTS, [{**_part(meeting), **one} for meeting, one in signed]
    yield (
        sheets.CONSULTATIONS,
        [{**_of_topic(topic), **one} for topic in topics for one in topic.get("consultations", [])],
    )
    for word, label in OF_ITEMS:
        yield label, list(_of_items(topics, word))
    yield sheets.PUBLICITY, [{**_part(meeting), **one} for meeting in meetings for one in meeting.get("publicity", [])]


def _of_topic(topic: Plain) -> Plain:
    return {"ordinal": topic["ordinal"], "number": topic["number"]}


def _of_items(topics: list[Plain], word: str) -> Iterator[Plain]:
    """The parts, extensions or letters of every item, each with the three numbers that name it."""
    for topic in topics:
        for item, row in enumerate(topic.get("resolutions", []), start=1):
            for one in row.get(word, []):
                named = {"number_of_letter": one["number"]} if word == "letters" else {}
                yield {**one, **named, **_of_topic(topic), "item": item}


def _part(meeting: Plain) -> Plain:
    return {"ordinal": meeting["ordinal"]}


def _flat(meeting: Plain) -> Plain:
    found = dict(meeting)
    for word in ("attendance", "minutes", "notice"):
        if isinstance(meeting.get(word), Mapping):
            found |= {f"{word}.{name}": one for name, one in meeting[word].items()}
    return found
