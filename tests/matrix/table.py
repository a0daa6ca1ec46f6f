"""The matrix as text that people read: per address and method, in which states who gets which answer."""

import os
from collections import defaultdict
from pathlib import Path

from tests.matrix.people import FIRST_PASSWORD, OUTSIDE

GOLDEN = Path(__file__).parent / "golden"
#: What stops at the door gets there, everywhere: a hint to sign in, or to choose a password first.
USUAL = {
    "api": dict.fromkeys(OUTSIDE, 401) | {FIRST_PASSWORD: 403},
    "page": dict.fromkeys([*OUTSIDE, FIRST_PASSWORD], 302),
}
HEAD = f"""\
# Who gets which answer. Renewed with LIANXI_UPDATE_GOLDEN=1; read the difference before committing it.
# Where nothing else is said, {", ".join(OUTSIDE)} get 401 from the interface and are led to the sign-in page (302);
# {FIRST_PASSWORD} gets 403 from the interface and is led to the password page (302).
# POST is sent empty: 400 means that the person may and has something to fill in.
"""
Row = dict[str, int]


class Table:
    """The rows of one kind of object."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Row]] = defaultdict(lambda: defaultdict(dict))

        #: Rows of which only some people were asked.
        self.sampled: set[tuple[str, str]] = set()

    def note(self, address: str, state: str, who: str, status: int) -> None:
        """Write one cell."""
        self.rows[address][state][who] = status

    @property
    def cells(self) -> int:
        """How many answers stand in it."""
        return sum(len(row) for states in self.rows.values() for row in states.values())

    def text(self) -> str:
        """Return the table; states with equal answers share a line."""
        lines = [HEAD]
        for address, states in sorted(self.rows.items(), key=_by_path):
            together: dict[str, list[str]] = defaultdict(list)
            for state, row in states.items():
                together[_told(address, row)].append(state)
            lines += [f"[{address}]", *(f"{'; '.join(of) or 'always'} = {told}" for told, of in together.items()), ""]
        return "\n".join(lines)


def _by_path(item: tuple[str, object]) -> tuple[str, str]:
    method, _space, path = item[0].partition(" ")
    return path, method


def _told(address: str, row: Row) -> str:
    usual = USUAL["api" if "/api/v1/" in address else "page"]
    if all(row.get(who) == status for who, status in usual.items() if who in row):
        row = {who: status for who, status in row.items() if who not in usual}
    by_status: dict[int, list[str]] = defaultdict(list)
    for who, status in row.items():
        by_status[status].append(who)
    refused = [status for status in by_status if status >= 400]
    most = max(refused, key=lambda status: len(by_status[status]), default=None)
    return " | ".join(
        f"{status}: {'the rest' if status == most and len(by_status) > 1 else ', '.join(sorted(people))}"
        for status, people in sorted(by_status.items())
    )


class Golden:
    """A table as it was read and agreed to: what each row says, and what it promises to a person."""

    def __init__(self, name: str) -> None:
        self.text = (GOLDEN / name).read_text() if (GOLDEN / name).exists() else ""
        self.rows: dict[tuple[str, str], str] = {}
        address = ""
        for line in self.text.splitlines():
            if line.startswith("["):
                address = line[1:-1]
            elif address and line:
                states, _equals, told = line.partition(" = ")
                self.rows |= {(address, "" if state == "always" else state): told for state in states.split("; ")}

    def promised(self, address: str, state: str, who: str) -> set[int]:
        """Return the answers that somebody may get; none where the table has no such row.

        Those outside the door are not named where they get what is usual, and may be among the rest where not.
        """
        usual = USUAL["api" if "/api/v1/" in address else "page"]
        rest: set[int] = set()
        for part in self.rows.get((address, state), "").split(" | ") if (address, state) in self.rows else ():
            status, _colon, people = part.partition(": ")
            if who in people.split(", "):
                return {int(status)}
            if people == "the rest":
                rest = {int(status)}
        return rest | {usual[who]} if who in usual else rest


def compare(found: dict[str, Table], *, renew: bool = True) -> None:
    """Compare with the golden files, or write them anew; a file without its table is stale."""
    if renew and os.environ.get("LIANXI_UPDATE_GOLDEN"):
        for name, table in found.items():
            GOLDEN.mkdir(exist_ok=True)
            (GOLDEN / f"{name}.txt").write_text(table.text())
    for name, table in found.items():
        golden = Golden(f"{name}.txt")
        if not table.sampled:
            assert table.text() == golden.text, f"{name}: read the difference, then renew the golden file"
        asked = {(address, state): row for address, states in table.rows.items() for state, row in states.items()}
        assert set(asked) == set(golden.rows), f"{name}: read the difference, then renew the golden file"
        for (address, state), row in asked.items():
            if (address, state) in table.sampled:
                wrong = {who: got for who, got in row.items() if got not in golden.promised(address, state, who)}
                assert wrong == {}, (name, address, state)
            else:
                assert golden.rows[address, state] == _told(address, row), (name, address, state)
