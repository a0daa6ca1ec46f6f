"""The State Council's arrangement of holidays, year by year: the table that is shipped, and the form of such a file.

Each row names one day that is free (`rests`) or a weekend that is worked (`works`), the holiday it belongs to, and the
document that arranged it. A file is right as a whole, or every fault in it is named with its row.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kernel.decoding import decoded

DATA = Path(__file__).resolve().parent / "data" / "arrangements.csv"
COLUMNS = ("year", "date", "day", "name", "document", "published_on")
#: What the column `day` may say; offices write Chinese.
WORDS = {"works": True, "rests": False, "上班": True, "放假": False}
LONGEST = {"name": 40, "document": 60}
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Arranged:
    """One day of a year's arrangement."""

    year: int
    day: date
    is_workday: bool
    name: str
    document: str
    published_on: date
    #: The line of the file it stands in, for faults.
    line: int = 0


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row: the cause as a word, and the value that shows it."""

    row: int
    cause: str
    value: str = ""


class BrokenTable(ValueError):
    """The table cannot be taken; every fault with its row."""

    def __init__(self, faults: list[RowFault]) -> None:
        self.faults = sorted(faults, key=lambda one: one.row)
        super().__init__("\n".join(f"row {one.row}: {one.cause} {one.value}".strip() for one in self.faults))


def _text_of(content: bytes) -> str:
    """Return the text of a file that is small enough to be such a table."""
    if len(content) > MOST_BYTES:
        raise BrokenTable([RowFault(1, "too_large")])
    text = decoded(content)
    if text is None:
        raise BrokenTable([RowFault(1, "encoding")])
    return text


def read_table(content: bytes, more: Callable[[Arranged], Iterable[RowFault]] = lambda row: ()) -> tuple[Arranged, ...]:
    """Return the rows of a file; raises all that is wrong with it. `more` says what else is wrong with a row."""
    numbered = _rows(content)
    faults = {number: list(_faults(number, row)) for number, row in numbered}
    rows = [_row(number, row) for number, row in numbered if not faults[number]]
    found = [fault for some in faults.values() for fault in some]
    if found := [*found, *_doubled(rows), *(fault for row in rows for fault in more(row))]:
        raise BrokenTable(found)
    return tuple(sorted(rows, key=lambda one: (one.year, one.day)))


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(_text_of(content), newline=""), restkey="more", restval="")
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        found = [(reader.line_num, row) for row in reader if any(row.values())]
    except csv.Error as fault:
        raise BrokenTable([RowFault(reader.line_num, "no_csv")]) from fault
    if missing or not found:
        raise BrokenTable([RowFault(1, "columns", ", ".join(missing)) if missing else RowFault(1, "empty")])
    return found


def _faults(number: int, row: dict[str, str]) -> Iterator[RowFault]:
    if "more" in row:
        yield RowFault(number, "more_values")
    day = day_from(row["date"])
    if day is None:
        yield RowFault(number, "wrong_date", row["date"])
    if day_from(row["published_on"]) is None:
        yield RowFault(number, "wrong_published_on", row["published_on"])
    if not _is_year(row["year"]) or (day is not None and not _belongs(day, int(row["year"]))):
        yield RowFault(number, "wrong_year", row["year"])
    if row["day"].strip() not in WORDS:
        yield RowFault(number, "wrong_word", row["day"])
    for column in LONGEST:
        if not 0 < len(row[column].strip()) <= LONGEST[column]:
            yield RowFault(number, f"wrong_{column}", row[column])


def _is_year(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit() and 2000 <= int(text) <= 2199


def day_from(text: str) -> date | None:
    """Return the day that is written 2027-02-06 or, as spreadsheets save it, 2027/2/6; None where it is no day."""
    parts = text.strip().replace("/", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts if part.isascii() and part.isdigit())
        return date(year, month, day) if len(parts) == 3 and year >= 1000 else None
    except ValueError:
        return None


def _belongs(day: date, year: int) -> bool:
    """An arrangement may reach over New Year: into the December before and the January after."""
    return day.year == year or (day.year, day.month) in {(year - 1, 12), (year + 1, 1)}


def _row(number: int, row: dict[str, str]) -> Arranged:
    word, name, document = (row[column].strip() for column in ("day", "name", "document"))
    return Arranged(
        int(row["year"]), _sound(row["date"]), WORDS[word], name, document, _sound(row["published_on"]), number
    )


def _sound(text: str) -> date:
    """Return a day whose form was checked before."""
    day = day_from(text)
    if day is None:
        raise ValueError(text)
    return day


def _doubled(rows: list[Arranged]) -> Iterator[RowFault]:
    seen: set[date] = set()
    for row in rows:
        if row.day in seen:
            yield RowFault(row.line, "duplicate", row.day.isoformat())
        seen.add(row.day)


#: The arrangements that the product brings along.
SHIPPED = read_table(DATA.read_bytes())
