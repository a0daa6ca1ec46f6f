"""The light of a deadline: green, yellow from three working days on, red once it has passed."""

from datetime import date
from typing import Any

from kernel.workcalendar.rules import CountedDays, Schedule, rests_on_unpublished, workdays_between

WARNED_WORKDAYS = 3


def workday_light(day: date, today: date, calendar: Schedule) -> dict[str, Any]:
    """Return light and working days left for a deadline; `calendar` is read once per page."""
    late = today > day
    between = workdays_between(day, today, calendar) if late else workdays_between(today, day, calendar)
    left = CountedDays.of(-between if late else between, provisional=rests_on_unpublished(between))
    colour = "red" if late else "yellow" if left <= WARNED_WORKDAYS else "green"
    return {"light": colour, "days_left": left, "due": day, "due_on": day}
