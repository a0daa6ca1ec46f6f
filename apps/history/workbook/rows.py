"""A row of a sheet between the workbook and the package."""

from dataclasses import dataclass, field

from files.workbooks.sheets import Sheet
from kernel.canonical import Plain


@dataclass(slots=True)
class Row:
    """Values by the word of their column; `letters` says in which column of this file a word stands."""

    sheet: Sheet
    number: int
    values: Plain = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """How faults call it."""
        return f"sheet {self.sheet.label}, row {self.number}"

    def cells(self, base: str) -> dict[str, str]:
        """The cell of each word of the row, under the place that the row has in the package."""
        named = {
            f"{base}.{column.word}".lstrip("."): f"{self.place}, column {letter} ({column.label})"
            for column in self.sheet.columns
            if (letter := self.letters.get(column.word))
        }
        return {base: self.place} | named if base else named

    def without(self, *words: str) -> Plain:
        """The values as objects within objects, without what only said where the row belongs."""
        found: Plain = {}
        for word, value in self.values.items():
            if word in words:
                continue
            *outer, inner = word.split(".")
            target = found
            for name in outer:
                target = target.setdefault(name, {})
            target[inner] = value
        return found


Rows = list[Row]
