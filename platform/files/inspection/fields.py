"""Fields of a text and formulas of a workbook that fetch or start something when the file is opened. No database."""

import re

from files.refusals import FetchesFromOutside

#: What fetches or starts something by itself; pictures of other hosts are links of the file and refused as such.
COMMANDS = {"DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "DATABASE", "IMPORT", "RD"}
#: A field within the instruction of another.
NESTED = "\0"
WORD = re.compile(r"\s*\"?([^\s\"\\]+)")
TEXT = re.compile(r'"(?:[^"]|"")*"')
CALLS = re.compile(
    r"(?:^|[^A-Z0-9_.])(?:_XLFN\.|_XLWS\.|_XLL\.)*(WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(", re.I
)
#: program|topic!item starts the program.
STARTS = re.compile(r"([A-Z0-9_.]+)\|\s*(?:'[^']*'|[A-Z0-9_.]+)\s*!", re.I)


class Fields:
    """The fields that are open at one place of a text, the innermost last; outside of all stands a text by itself."""

    def __init__(self) -> None:
        self._open: list[list[str]] = [[]]

    def take(self, content: str) -> None:
        """Hear a piece of an instruction."""
        self._open[-1].append(content)

    def mark(self, kind: str) -> None:
        """Hear that a field begins, that its instruction is whole, or that it ends."""
        if kind == "begin":
            self._open[-1].append(NESTED)
            self._open.append([])
        elif kind in {"separate", "end"} and len(self._open) > 1:
            judge_field("".join(self._open[-1]))
            if kind == "end":
                self._open.pop()
            else:
                self._open[-1].clear()

    def close(self) -> None:
        """Judge what is still open."""
        for one in self._open[1:]:
            judge_field("".join(one))
        judge_field("".join(self._open[0]).replace(NESTED, ""))


def judge_field(instruction: str) -> None:
    """Refuse a field by its command; one whose command another field makes up hides what it is."""
    found = WORD.match(instruction)
    command = found[1].upper() if found else ""
    if command in COMMANDS or NESTED in command:
        raise FetchesFromOutside(found=instruction.replace(NESTED, "{…}").strip()[:60] or "{…}")


def judge_formula(formula: str) -> None:
    """Refuse a formula that asks another host or starts a program; what stands in quotation marks is only text."""
    plain = TEXT.sub('""', formula)
    found = CALLS.search(plain) or STARTS.search(plain)
    if found:
        raise FetchesFromOutside(found=found[1])
