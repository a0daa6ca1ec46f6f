"""Reading the list of governments from a file: the whole file is right, or nothing of it is taken."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pypinyin import lazy_pinyin

from kernel.decoding import decoded
from tenants.governments.models import CODE, Level

DATA = Path(__file__).resolve().parent / "data"
#: The region, its 12 leagues and cities, their 103 banners, counties and districts.
DIVISIONS = DATA / "divisions.csv"

REQUIRED = ("code", "name_zh", "level", "kind", "parent_code")
#: What follows from the name in the usual way where the file has no such column or leaves it empty.
USUAL = ("name_pinyin", "name_en", "gov_name", "gov_name_full", "gov_office_name", "union_name")
LONGEST = {
    "name_zh": 60, "name_pinyin": 120, "name_en": 120, "kind": 20,
    "gov_name": 100, "gov_name_full": 120, "gov_office_name": 120, "union_name": 100,
}  # fmt: skip
_ABOVE = {
    Level.LEAGUE: {Level.REGION},
    Level.BANNER: {Level.REGION, Level.LEAGUE},
    Level.TOWNSHIP: {Level.LEAGUE, Level.BANNER},
}


@dataclass(frozen=True)
class Division:
    """One row: a government as it is to stand in the tree."""

    row: int
    code: str
    name: str
    name_pinyin: str
    name_en: str
    level: str
    kind: str
    parent_code: str
    gov_name: str
    gov_name_full: str
    gov_office_name: str
    union_name: str
    counted: bool = True


class BrokenFile(ValueError):
    """The file cannot be taken; every fault with its row."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


def read_divisions(file: Path, *, known: dict[str, str] | None = None) -> list[Division]:
    """All rows, parents first. `known` gives the levels of governments that exist already (code → level)."""
    reader = csv.DictReader(io.StringIO(_text_of(file), newline=""), restkey="")
    missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
    if missing:
        raise BrokenFile([f"row 1: the columns {', '.join(missing)} are missing."])
    rows = [(reader.line_num, {name: (value or "") for name, value in row.items()}, "" in row) for row in reader]
    faults = [f"row {row}: {fault}" for row, values, long in rows for fault in _faults(values, too_long=long)]
    divisions = [_division(row, values) for row, values, _ in rows]
    faults += _faults_between(divisions, known or {})
    if not rows:
        faults.append("row 1: there is no government in the file.")
    if faults:
        raise BrokenFile(sorted(faults, key=_row_of))
    return _parents_first(divisions)


def usual_names(*, name: str, kind: str, level: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the names of `USUAL`: what is given, else as such a government is usually called.

    A league's organ is its 行政公署; the office of a region is a 办公厅, every other a 办公室.
    """
    pinyin = "".join(lazy_pinyin(name)).capitalize()
    organ = given.get("gov_name") or name + ("行政公署" if kind == "盟" else "人民政府")
    full = given.get("gov_name_full") or organ
    office = "办公厅" if level == Level.REGION else "办公室"
    return {
        "name_pinyin": given.get("name_pinyin") or pinyin,
        "name_en": given.get("name_en") or given.get("name_pinyin") or pinyin,
        "gov_name": organ,
        "gov_name_full": full,
        "gov_office_name": given.get("gov_office_name") or f"{full}{office}",
        "union_name": given.get("union_name") or f"{name}总工会",
    }


def _text_of(file: Path) -> str:
    try:
        text = decoded(file.read_bytes())
    except OSError as fault:
        raise BrokenFile([f"the file cannot be read: {fault.strerror}."]) from fault
    if text is None:
        raise BrokenFile(["the file is neither UTF-8 nor GBK text."])
    return text


def _faults(values: dict[str, str], *, too_long: bool) -> Iterator[str]:
    if too_long:
        yield "there are more values than columns."
    for column in (*REQUIRED, *USUAL):
        value = values.get(column, "")
        may_be_empty = column in USUAL or (column == "parent_code" and values["level"] == Level.REGION)
        if not value.strip() and not may_be_empty:
            yield f"{column} is empty."
        elif value != value.strip():
            yield f"{column} begins or ends with a blank."
        elif len(value) > LONGEST.get(column, 400):
            yield f"{column} is longer than {LONGEST[column]} characters."
    if values["code"] and not re.fullmatch(CODE, values["code"]):
        yield f"the code {values['code']!r} is not made of digits and small letters, beginning with a digit."
    if values["level"] and values["level"] not in Level.values:
        yield f"the level {values['level']!r} is none of {', '.join(Level.values)}."
    if values.get("counted", "") not in ("", "true", "false"):
        yield "counted is neither true nor false."
    organ = values.get("gov_name", "")
    if values["kind"] == "盟" and organ and not organ.endswith("行政公署"):
        yield f"the organ of a league is its 行政公署, not {organ!r}."


def _division(row: int, values: dict[str, str]) -> Division:
    texts = {name: values[name] for name in REQUIRED if name != "name_zh"}
    name, counted = values["name_zh"], values.get("counted", "") != "false"
    names = usual_names(name=name, kind=values["kind"], level=values["level"], given=values)
    return Division(row=row, name=name, counted=counted, **texts, **names)


def _faults_between(divisions: list[Division], known: dict[str, str]) -> Iterator[str]:
    levels = known | {one.code: one.level for one in divisions}
    first: dict[str, int] = {}
    for one in divisions:
        if first.setdefault(one.code, one.row) != one.row:
            yield f"row {one.row}: the code {one.code} stands in row {first[one.code]} already."
        fault = fault_of_place(one, levels)
        if fault:
            yield f"row {one.row}: {fault}"


def fault_of_place(one: Division, levels: dict[str, str]) -> str:
    """Why it cannot stand where the file puts it; empty when it can, or when its own values are wrong anyway."""
    if one.level == Level.REGION:
        return "a region has no parent." if one.parent_code else ""
    if not one.parent_code or one.level not in Level.values:
        return ""
    if one.parent_code not in levels:
        return f"the parent {one.parent_code} is neither in the file nor in the tree."
    if levels[one.parent_code] not in _ABOVE[Level(one.level)]:
        return f"a {one.level} cannot stand below {one.parent_code}, a {levels[one.parent_code]}."
    return ""


def _parents_first(divisions: list[Division]) -> list[Division]:
    """Levels never stand below their like, so the order of levels is an order of parents."""
    rank = {level: place for place, level in enumerate(Level.values)}
    return sorted(divisions, key=lambda one: (rank[one.level], one.code))


def _row_of(fault: str) -> tuple[int, str]:
    number = re.match(r"row (\d+)", fault)
    return (int(number.group(1)) if number else 0, fault)
