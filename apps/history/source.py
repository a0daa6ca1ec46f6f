"""Reading values out of a JSON package: every fault is noted with its place, and reading goes on to find the next."""

from collections.abc import Collection
from datetime import date

from kernel.canonical import Plain
from kernel.text import cleaned, fault_in

LONGEST_TEXT = 20_000


class Source:
    """One JSON object of a package, the place where it stands, and the list of faults that all objects share."""

    def __init__(self, value: object, place: str, faults: list[str], *, known: Collection[str]) -> None:
        self.place, self.faults = place, faults
        self.values: Plain = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.fault("", "is no JSON object.")
        for name in self.values.keys() - set(known):
            self.fault(name, f"is not known here; known are {', '.join(sorted(known))}.")

    def fault(self, name: str, sentence: str) -> None:
        """Note what is wrong with one value."""
        self.faults.append(f"{'.'.join(part for part in (self.place, name) if part)}: {sentence}")

    def text(self, name: str, *, longest: int = LONGEST_TEXT, required: bool = True) -> str:
        """A text without blanks around it; empty when it may be missing and is."""
        value = self.values.get(name)
        if value is None or value == "":
            if required:
                self.fault(name, "is missing.")
            return ""
        if not isinstance(value, str) or value != value.strip() or "\x00" in value:
            self.fault(name, "is no text, or begins or ends with a blank.")
            return ""
        if len(value) > longest:
            self.fault(name, f"is longer than {longest} characters.")
        if fault_in(plain := cleaned(value)) is not None:
            self.fault(name, "holds a letter that cannot be shown or printed.")
        return plain

    def day(self, name: str, *, not_after: date | None = None) -> date | None:
        """A day as 2024-05-17, or None where it is missing or wrong."""
        value = self.values.get(name)
        if value is None:
            return None
        try:
            found = date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(name, f"{value!r} is no day: write it as 2024-05-17.")
            return None
        if not_after is not None and found > not_after:
            self.fault(name, f"{found} lies in the future; history is past.")
        return found

    def needed_day(self, name: str, *, not_after: date | None = None) -> date:
        """A day that must be given; the first of all days stands for a missing one, whose fault is noted."""
        if self.values.get(name) is None:
            self.fault(name, "is missing.")
        return self.day(name, not_after=not_after) or date.min

    def number(self, name: str, *, required: bool = True) -> int:
        """A whole number from 0 on; 0 when it may be missing and is."""
        value = self.values.get(name)
        if value is None and not required:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 9999:
            self.fault(name, "is no whole number from 0 to 9999.")
            return 0
        return value

    def choice(self, name: str, values: Collection[str], *, default: str | None = None) -> str:
        """One of the words; the default where it may be missing and is."""
        value = self.values.get(name, default)
        if not isinstance(value, str) or value not in values:
            self.fault(name, f"{value!r} is none of {', '.join(values)}.")
            return default or next(iter(values))
        return value

    def yes_no(self, name: str) -> bool | None:
        """True, false, or None where nobody knows any more."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, "is neither true nor false.")
            return None
        return value

    def child(self, name: str, *, known: Collection[str]) -> "Source | None":
        """A nested object, which may be missing."""
        if self.values.get(name) is None:
            return None
        return Source(self.values[name], f"{self.place}.{name}".lstrip("."), self.faults, known=known)

    def rows(self, name: str, *, known: Collection[str]) -> list["Source"]:
        """A list of nested objects, counted from 1 as people do; empty where it is missing."""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            self.fault(name, "is no list.")
            return []
        base = f"{self.place}.{name}".lstrip(".")
        return [Source(row, f"{base}[{count}]", self.faults, known=known) for count, row in enumerate(value, start=1)]

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts, each once; empty where it is missing."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(
            isinstance(word, str) and word.strip() == word != "" for word in value
        ):
            self.fault(name, "is no list of texts.")
            return ()
        if len(set(value)) < len(value):
            self.fault(name, "names something twice.")
        return tuple(value)
