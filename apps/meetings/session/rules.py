"""Deadlines of resolutions, and who led a side in the room, as arithmetic."""

from collections.abc import Iterable
from datetime import date
from typing import Literal


def deadlines_in_order(*, held_on: date, due_on: date, milestones: Iterable[date]) -> bool:
    """Return whether a resolution's deadline lies after the meeting and all milestones within it (R8.7)."""
    return held_on < due_on and all(held_on <= day <= due_on for day in milestones)


def lead_present(*, chief: bool, convener: bool) -> Literal["chief", "convener", "none"]:
    """Return who led a side in the room, as the assessment asks: chief, convener or none (B3)."""
    return "chief" if chief else "convener" if convener else "none"
