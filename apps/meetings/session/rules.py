"""Deadlines of resolutions, and who led a side in the room, as arithmetic."""

from collections.abc import Iterable
from datetime import date
from typing import Literal


def deadlines_in_order(*, held_on: date, due_on: date, milestones: Iterable[date]) -> bool:
    """Return whether a resolution's deadline lies after the meeting and all milestones within it (R8.7)."""
    return held_on < due_on and all(held_on <= day <= due_on for day in milestones)


#: Years after the session by which an agreed item is done: one that takes longer is agreed in steps (R11.1).
MOST_YEARS = 5


def deadline_is_near(*, held_on: date, due_on: date) -> bool:
    """Return whether an agreed item's deadline lies within `MOST_YEARS` after the meeting."""
    return due_on.year - held_on.year <= MOST_YEARS


def lead_present(*, chief: bool, convener: bool) -> Literal["chief", "convener", "none"]:
    """Return who led a side in the room, as the assessment asks: chief, convener or none (B3)."""
    return "chief" if chief else "convener" if convener else "none"
