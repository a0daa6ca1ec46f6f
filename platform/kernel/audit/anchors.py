"""Heads of the chain, noted outside the database: a chain alone does not show that its tail was cut off.

Whoever owns the tables could rewrite a chain together with its head. A file of earlier heads, kept where that person
cannot write (another machine, a write-once medium, a print), names the entry that must still be there.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kernel import clock
from kernel.audit.models import AuditEntry, ChainHead


@dataclass(frozen=True, slots=True)
class Anchor:
    """One head as it stood once."""

    government: str
    sequence: int
    digest: str
    noted_at: str


def noted_in(file: Path) -> dict[str, list[Anchor]]:
    """Return the anchors of a file by government; an absent file holds none."""
    found: dict[str, list[Anchor]] = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        anchor = Anchor(**json.loads(line))
        found.setdefault(anchor.government, []).append(anchor)
    return found


def broken(anchors: list[Anchor]) -> Iterator[str]:
    """Yield one sentence per anchor that the open government's chain no longer holds."""
    entries = AuditEntry.objects.filter(sequence__in=[anchor.sequence for anchor in anchors])
    digests = dict(entries.values_list("sequence", "digest"))
    for anchor in anchors:
        if anchor.sequence and digests.get(anchor.sequence) != anchor.digest:
            yield f"entry {anchor.sequence}, noted at {anchor.noted_at}, is gone or was rewritten"


def note(file: Path, code: str) -> None:
    """Append the head of the open government's chain to the file."""
    head = ChainHead.objects.get(pk=1)
    anchor = Anchor(code, head.sequence, head.digest, clock.now().isoformat(timespec="seconds"))
    with file.open("a") as lines:
        lines.write(json.dumps(asdict(anchor)) + "\n")
