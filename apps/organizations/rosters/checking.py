"""From rows to what may be written: the guards of the verbs look at each row, and the list looks at itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from apps.organizations.accounts.guards import belongs
from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.accounts.refusals import UnitDoesNotFit, UsernameTaken
from apps.organizations.rosters.reading import Fault, Raw
from apps.organizations.rosters.services import MOST_ACCOUNTS, Listed
from apps.organizations.rosters.sheets import OF_ACCOUNTS, OF_UNITS, needs_of
from apps.organizations.units.lifecycle import UNITS
from apps.organizations.units.models import Unit, UnitKind
from apps.organizations.units.refusals import OneOfficePerSide, UnitNameTaken
from apps.organizations.units.services import NewUnit
from files.workbooks.sheets import Sheet
from kernel.canonical import Plain
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.obstacles import unfit
from kernel.refusals import Malformed, MissingField, Refusal, Sentence
from kernel.text import identity


@dataclass
class Line:
    """One row as it would be written."""

    number: int
    values: Plain
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


def checked(raw: Raw) -> Roster:
    """Read the rows as the forms read their fields, and hold them against what stands in the government."""
    roster = Roster()
    roster.units = [line for row in raw.get(OF_UNITS.label, []) if (line := _line(row, OF_UNITS, roster.faults))]
    roster.accounts = [
        line for row in raw.get(OF_ACCOUNTS.label, []) if (line := _line(row, OF_ACCOUNTS, roster.faults))
    ]
    standing = {unit.name: unit for unit in Unit.objects.current()}
    _check_units(roster, standing)
    _check_accounts(roster, standing)
    if len(roster.accounts) > MOST_ACCOUNTS:
        words = _("一次最多开通 %(most)d 个账号，请分几次导入。") % {"most": MOST_ACCOUNTS}
        roster.faults.append(Fault(OF_ACCOUNTS.label, roster.accounts[MOST_ACCOUNTS].number, "", words))
    if not roster.faults and not roster.new_units and not roster.accounts:
        roster.faults.append(Fault(OF_ACCOUNTS.label, 2, "", _("没有可以导入的内容。")))
    return roster


def _line(row: Plain, sheet: Sheet, faults: list[Fault]) -> Line | None:
    needs, values, sound = needs_of(sheet), Plain(), True
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


def _faults(line: Line, sheet: Sheet, refusals: Iterable[Refusal]) -> list[Fault]:
    """A fault for each field that a refusal names; a field that two refusals name has one fault."""
    beside = {word: sentence for one in refusals for word, sentence in one.fields.items()}
    return [_fault(line.number, sheet, word, sentence) for word, sentence in beside.items()]


def _check_units(roster: Roster, standing: Mapping[str, Unit]) -> None:
    listed: set[tuple[str, str]] = set()
    for line in roster.units:
        name, side, kind = (line.values[word] for word in ("name", "side", "kind"))
        there = standing.get(name)
        line.known = there is not None and (there.side, there.kind) == (side, kind)
        found = [] if line.known else unfit(UNITS, "establish", line.values)
        if ("name", name) in listed:
            found.append(UnitNameTaken.beside("name"))
        if kind == UnitKind.OFFICE and not line.known:
            if ("office", side) in listed:
                found.append(OneOfficePerSide.beside("kind"))
            listed.add(("office", side))
        listed.add(("name", name))
        roster.faults += _faults(line, OF_UNITS, found)


def _check_accounts(roster: Roster, standing: Mapping[str, Unit]) -> None:
    """A unit that the same list sets up stands nowhere yet: of its accounts only the side can be looked at."""
    to_be_set_up = {line.values["name"]: Unit(side=line.values["side"]) for line in roster.units if not line.known}
    listed: set[str] = set()
    for line in roster.accounts:
        username, name = identity(line.values["username"]).casefold(), line.values.get("unit")
        new, unit = to_be_set_up.get(name or ""), standing.get(name or "")
        found = unfit(ACCOUNT, "open", {**line.values, "unit": unit})
        if new is not None and belongs(new, line.values["side"]):
            found = [one for one in found if not isinstance(one, UnitDoesNotFit)]
        elif name is not None and unit is None:
            found.append(UnitDoesNotFit.beside("unit"))
        if username in listed:
            found.append(UsernameTaken.beside("username"))
        listed.add(username)
        roster.faults += _faults(line, OF_ACCOUNTS, found)
