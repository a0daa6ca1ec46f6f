"""By which day the usual things of a meeting are prepared (R7.1)."""

from datetime import date

from apps.meetings.models import Meeting, PreparationItem
from kernel.workcalendar.rules import CountedDay, counted_from, subtract_workdays
from kernel.workcalendar.selectors import schedule


def counted_day(meeting: Meeting, workdays: int) -> CountedDay:
    """Return the day so many working days before a meeting."""
    return subtract_workdays(meeting.planned_on, workdays, schedule())


def prepared_by(item: PreparationItem) -> date:
    """Return the day of an item; marked where it was counted and no person gave it."""
    if item.lead_workdays is None:
        return item.due_on
    return counted_from(item.meeting.planned_on, item.due_on, schedule())
