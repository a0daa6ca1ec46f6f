"""A workbook as plain cells: what a child of the keeper makes of a file of a stranger. No database.

Only values leave the child, as JSON holds them: text, numbers, yes and no, days. What a cell means is for the caller.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import IO, Any

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from files.inspection import office
from files.refusals import DamagedFile

#: Cells of sheets that nobody asked for are looked at only until one holds something.
LOOKED_AT_ROWS = 1_000
#: More merged areas than a list filled in by people has.
MOST_MERGED = 20_000
MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
STRICT_MERGED = "{http://purl.oclc.org/ooxml/spreadsheetml/main}mergeCell"


def grid_of(stream: IO[bytes], *, wanted: list[str], most: int, most_rows: int, most_columns: int) -> dict[str, Any]:
    """Return the sheets that are wanted, down to a row and a column, and of the others whether they hold anything.

    `most` is what the file may hold unpacked, in bytes: every text is read into memory before the first row. The file
    is looked into like any other first, so that nothing is opened that would be refused.
    """
    office.inspect(stream, "xlsx", most=most)
    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
        since_1904 = book.epoch == CALENDAR_MAC_1904
        sheets = [_sheet(book, label, wanted, most_rows, most_columns) for label in book.sheetnames]
    except MemoryError:
        raise
    except Exception as fault:  # whatever a broken part makes the library raise
        raise DamagedFile(found=str(fault)[:200]) from fault
    return {"since_1904": since_1904, "sheets": sheets}


def _sheet(book: Any, label: str, wanted: Collection[str], most_rows: int, most_columns: int) -> dict[str, Any]:
    page = book[label]
    told: dict[str, Any] = {"label": label, "hidden": page.sheet_state != "visible", "rows": [], "merged": []}
    if not hasattr(page, "iter_rows"):
        return told | {"empty": False}  # a chart that fills a sheet
    page.reset_dimensions()
    if label not in wanted:
        lines = page.iter_rows(max_row=LOOKED_AT_ROWS, max_col=most_columns)
        return told | {"empty": not any(_cells(line) for line in lines)}
    lines = page.iter_rows(max_row=most_rows, max_col=most_columns)
    rows = [[number, cells] for number, line in enumerate(lines, start=1) if (cells := _cells(line))]
    return told | {"empty": not rows, "rows": rows, "merged": list(_merged(page))}


def _cells(line: Any) -> list[list[Any]]:
    return [
        [position, cell.data_type, _plain(cell.value)]
        for position, cell in enumerate(line, start=1)
        if cell.value is not None and cell.value != ""
    ]


def _plain(value: Any) -> Any:
    """Text, numbers, yes and no as they are; a day, a moment or an hour with its sort beside it."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return ["moment", value.isoformat()]
        case date():
            return ["day", value.isoformat()]
        case time():
            return ["hour", value.isoformat()]
        case _:
            return str(getattr(value, "text", value))  # a formula of several cells


def _merged(page: Any) -> Iterator[list[int]]:
    """Yield the areas that were merged, as column, row, column, row; a reader row by row passes them over."""
    count = 0
    with page._get_source() as part:
        for _, element in ElementTree.iterparse(part, forbid_dtd=True):
            if element.tag in (MERGED, STRICT_MERGED):
                count += 1
                if count > MOST_MERGED:
                    raise DamagedFile
                yield list(range_boundaries(element.get("ref")))
            if not element.tag.endswith(("}c", "}v", "}is", "}t")):
                element.clear()
