"""The parts of an agenda and their fixed order (R8.2)."""

from collections.abc import Iterable

#: The parts of an agenda in their fixed order, by the words of the work rule (R8.2).
PARTS = {"prior_report": 1, "topics_report": 2, "deliberate": 3, "deploy": 4}


def parts_of(names: Iterable[str]) -> list[int]:
    """Return the numbers of the parts that a rule's agenda has."""
    return [PARTS[name] for name in names]
