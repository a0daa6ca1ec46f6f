"""How a chain can be broken, as data: every edge says it in its own words, and a record of it holds numbers only."""

from dataclasses import dataclass

MISSING, UNLINKED, CHANGED, CUT = "missing", "unlinked", "changed", "cut"
SENTENCES = {
    MISSING: "entry {entry} is missing before entry {other}",
    UNLINKED: "entry {entry} does not follow the one before it",
    CHANGED: "entry {entry} was changed after it was written",
    CUT: "the chain ends at entry {entry}, but its head says {other}",
}


@dataclass(frozen=True, slots=True)
class Break:
    """One break: of which kind, at which entry, and the other number that it is about, if any."""

    kind: str
    entry: int
    other: int = 0

    def __str__(self) -> str:
        return SENTENCES[self.kind].format(entry=self.entry, other=self.other)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk over the whole chain found: how many entries, the last one's hash, and every break."""

    entries: int
    head: str
    breaks: tuple[Break, ...]
