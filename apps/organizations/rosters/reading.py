"""From a workbook to its rows, and from rows to what may be written: every fault with sheet, row and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from apps.documents.refusals import DamagedFile
from apps.history.workbook.reading import plain
from apps.history.workbook.sheets import GUIDE, Column, Sheet
from apps.organizations.accounts.models import User
from apps.organizations.accounts.refusals import UnitDoesNotFit, UsernameTaken
from apps.organizations.rosters.services import MOST_ACCOUNTS, Listed
from apps.organizations.rosters.sheets import OF_ACCOUNTS, OF_UNITS, SHEETS, needs_of
from apps.organizations.units.guards import UNIT_KINDS
from apps.organizations.units.models import Unit, UnitKind
from apps.organizations.units.refusals import OneOfficePerSide, UnitKindDoesNotFit, UnitNameTaken
from apps.organizations.units.services import NewUnit
from files import inspection as uploads
from files.inspection import archives
from kernel.lifecycle.inputs import MOST_ROWS, clean
from kernel.refusals import Malformed, MissingField, Sentence
from vocabulary.roles import Side

MOST_BYTES, MOST_COLUMNS = 5 * 2**20, 20
#: Every text of a workbook is read into memory before its first row, while a page waits.
MOST_UNPACKED = 10 * 2**20
#: What a workbook or a confirmed preview holds: per sheet its rows, each with its number and the words of its cells.
Raw = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, one row, or one sheet."""

    sheet: str
    row: int
    column: str
    sentence: Sentence


@dataclass
class Line:
    """One row as it would be written."""

    number: int
    values: dict[str, Any]
    #: Whether it stands there already and nothing is written for it.
    known: bool = False


@dataclass
class Roster:
    """Everything a file holds, and everything that is wrong with it."""

    units: list[Line] = field(default_factory=list)
    accounts: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def new_units(self) -> list[NewUnit]:
        """The units to be set up."""
        fields = ("name", "short_name", "side", "kind", "functions")
        return [
            NewUnit(**{name: line.values.get(name) or "" for name in fields}) for line in self.units if not line.known
        ]

    @property
    def new_accounts(self) -> list[Listed]:
        """The accounts to be opened."""
        fields = ("username", "name", "side", "unit", "title")
        return [Listed(**{name: line.values.get(name) or "" for name in fields}) for line in self.accounts]


# --- the workbook -------------------------------------------------------------------------------------------------


def read_workbook(name: str, stream: IO[bytes]) -> tuple[Raw, list[Fault]]:
    """Return the rows of both sheets as they stand; raises a refusal for a file that is not opened at all."""
    if uploads.inspected(name, stream, most=MOST_BYTES).kind.ending != "xlsx":
        raise Malformed(_("请上传 xlsx 工作簿。"))
    with archives.opened(stream, most=MOST_UNPACKED):
        stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
    except Exception:  # whatever a broken part makes the library raise
        raise DamagedFile from None
    faults: list[Fault] = []
    try:
        known = {sheet.label for sheet in SHEETS}
        for label in book.sheetnames:
            if label not in known and label != GUIDE:
                faults.append(Fault(label, 1, "", _("没有这张表，只有“单位”和“账号”。")))
        there = [sheet for sheet in SHEETS if sheet.label in book.sheetnames]
        raw = {sheet.label: _rows(book[sheet.label], sheet, faults) for sheet in there}
    finally:
        book.close()
    return raw, faults


def _rows(page: Any, sheet: Sheet, faults: list[Fault]) -> list[dict[str, Any]]:
    page.reset_dimensions()
    lines = page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
    places = _headings(next(lines, ()), sheet, faults)
    found = [row for number, line in enumerate(lines, 2) if (row := _row(line, number, places, sheet, faults))]
    if len(found) > MOST_ROWS:
        faults.append(Fault(sheet.label, MOST_ROWS + 2, "", _("一次最多导入 %(most)d 行。") % {"most": MOST_ROWS}))
    return found


def _headings(line: Any, sheet: Sheet, faults: list[Fault]) -> dict[int, Column]:
    places: dict[int, Column] = {}
    for position, cell in enumerate(line, start=1):
        heading = str(cell.value or "").strip()
        column = sheet.column(heading)
        if column and column not in places.values():
            places[position] = column
        elif heading:
            words = _("列名“%(name)s”重复或者无法识别。") % {"name": heading}
            faults.append(Fault(sheet.label, 1, get_column_letter(position), words))
    for column in sheet.columns:
        if column.needed and column not in places.values():
            faults.append(Fault(sheet.label, 1, column.label, _("缺少这一列。")))
    return places


def _row(
    line: Any, number: int, places: Mapping[int, Column], sheet: Sheet, faults: list[Fault]
) -> dict[str, Any] | None:
    words: dict[str, Any] = {}
    for position, cell in enumerate(line, start=1):
        column, value = places.get(position), plain(cell.value)
        if value is None:
            continue
        where = f"{get_column_letter(position)} {column.label if column else ''}".strip()
        if column is None:
            faults.append(Fault(sheet.label, number, where, _("这一列没有列名。")))
        elif cell.data_type in {"f", "e"}:
            faults.append(Fault(sheet.label, number, where, _("单元格中有公式或者错误值，请直接填写文字。")))
        else:
            words[column.word] = str(value)
    return {"row": number, "words": words} if words else None


# --- what may be written ------------------------------------------------------------------------------------------


def checked(raw: Raw) -> Roster:
    """Read the rows as the forms read their fields, and hold them against what stands in the government."""
    roster = Roster()
    roster.units = [line for row in raw.get(OF_UNITS.label, []) if (line := _line(row, OF_UNITS, roster.faults))]
    roster.accounts = [
        line for row in raw.get(OF_ACCOUNTS.label, []) if (line := _line(row, OF_ACCOUNTS, roster.faults))
    ]
    standing = {unit.name: unit for unit in Unit.objects.all()}
    _check_units(roster, standing)
    _check_accounts(roster, standing)
    if len(roster.accounts) > MOST_ACCOUNTS:
        words = _("一次最多开通 %(most)d 个账号，请分几次导入。") % {"most": MOST_ACCOUNTS}
        roster.faults.append(Fault(OF_ACCOUNTS.label, roster.accounts[MOST_ACCOUNTS].number, "", words))
    if not roster.faults and not roster.new_units and not roster.accounts:
        roster.faults.append(Fault(OF_ACCOUNTS.label, 2, "", _("没有可以导入的内容。")))
    return roster


def _line(row: Mapping[str, Any], sheet: Sheet, faults: list[Fault]) -> Line | None:
    needs, values, sound = needs_of(sheet), dict[str, Any](), True
    for column in sheet.columns:
        text = row["words"].get(column.word)
        sentence: Sentence = ""
        if text is None or text == "":
            sentence = MissingField.sentence if column.needed else ""
        elif column.word == "unit":
            values["unit"] = str(text).strip()
        else:
            try:
                word = column.choices.get(str(text), text)
                values |= clean([needs[column.word]], {column.word: word})
            except Malformed as fault:
                sentence = fault.fields[column.word]
        if sentence:
            sound = False
            faults.append(_fault(row["row"], sheet, column.word, sentence))
    return Line(row["row"], values) if sound else None


def _fault(number: int, sheet: Sheet, word: str, sentence: Sentence) -> Fault:
    label = next(column.label for column in sheet.columns if column.word == word)
    return Fault(sheet.label, number, label, sentence)


def _check_units(roster: Roster, standing: Mapping[str, Unit]) -> None:
    offices = {unit.side for unit in standing.values() if unit.kind == UnitKind.OFFICE and unit.closed_on is None}
    seen: set[str] = set()
    for line in roster.units:
        for word, refusal in _faults_of_unit(line, standing, seen, offices):
            roster.faults.append(_fault(line.number, OF_UNITS, word, refusal.sentence))
        seen.add(line.values["name"])


def _faults_of_unit(
    line: Line, standing: Mapping[str, Unit], seen: set[str], offices: set[str]
) -> Iterator[tuple[str, Any]]:
    name, side, kind = (line.values[word] for word in ("name", "side", "kind"))
    there = standing.get(name)
    line.known = bool(there and there.closed_on is None and (there.side, there.kind) == (side, kind))
    if name in seen or (there and not line.known):
        yield "name", UnitNameTaken
    if kind not in UNIT_KINDS.get(side, set()):
        yield "kind", UnitKindDoesNotFit
    if kind == UnitKind.OFFICE and not line.known:
        if side in offices:
            yield "kind", OneOfficePerSide
        offices.add(side)


def _check_accounts(roster: Roster, standing: Mapping[str, Unit]) -> None:
    sides = {name: unit.side for name, unit in standing.items() if unit.closed_on is None}
    sides |= {line.values["name"]: line.values["side"] for line in roster.units}
    taken = {name.casefold() for name in User.objects.values_list("username", flat=True)}
    for line in roster.accounts:
        username, unit, side = line.values["username"].casefold(), line.values.get("unit"), line.values["side"]
        if username in taken:
            roster.faults.append(_fault(line.number, OF_ACCOUNTS, "username", UsernameTaken.sentence))
        taken.add(username)
        if (unit is None) != (side == Side.NONE) or (unit is not None and sides.get(unit) != side):
            roster.faults.append(_fault(line.number, OF_ACCOUNTS, "unit", UnitDoesNotFit.sentence))
