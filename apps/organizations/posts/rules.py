"""Posts as plain arithmetic."""

from collections.abc import Mapping


def held_twice(holders: Mapping[str, object]) -> bool:
    """Return whether one person fills two of the slots (R4.2)."""
    return len(set(holders.values())) < len(holders)
