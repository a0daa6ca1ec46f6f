"""The light of a deadline: green, yellow from three working days on, red once it has passed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kernel.workcalendar.rules import workdays_between

WARNED_WORKDAYS = 3


def workday_light(day: date, today: date, calendar: Mapping[date, bool]) -> dict[str, Any]:
    """Return light and working days left for a deadline; `calendar` holds the overridden days, read once per page."""
    late = today > day
    left = -workdays_between(day, today, calendar) if late else workdays_between(today, day, calendar)
    colour = "red" if late else "yellow" if left <= WARNED_WORKDAYS else "green"
    return {"light": colour, "days_left": left, "due": day, "due_on": day}
