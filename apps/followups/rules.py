"""Deadlines and lights as arithmetic: no Django, no database."""

from datetime import date, timedelta
from enum import StrEnum

#: Days before the deadline at which an item turns yellow and a reminder is due (R11.7).
NEAR_DAYS = 15


class Light(StrEnum):
    """How an open item stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    DONE = "done"


def light(*, is_open: bool, due_on: date, today: date) -> Light:
    """Return the light: red past the deadline, yellow within fifteen days of it, green before."""
    if not is_open:
        return Light.DONE
    if today > due_on:
        return Light.RED
    return Light.YELLOW if due_on - today <= timedelta(days=NEAR_DAYS) else Light.GREEN


def days_left(*, due_on: date, today: date) -> int:
    """Return the days until the deadline; negative when overdue."""
    return (due_on - today).days


def item_number(*, year: int, ordinal: int, position: int) -> str:
    """Return the human number, e.g. 2026-1-7: year, meeting, item."""
    return f"{year}-{ordinal}-{position}"
