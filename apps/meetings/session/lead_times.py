"""By which day the minutes of a session are due (R9.7)."""

from datetime import date

from apps.meetings.models import Meeting
from apps.workrules.parameters import RuleParameters
from kernel.workcalendar.rules import CountedDay
from kernel.workcalendar.selectors import counted, workday_after


def minutes_due_on(held_on: date, rule: RuleParameters) -> CountedDay:
    """Return the last working day for issuing the minutes (R9.7)."""
    return workday_after(held_on, rule.minutes_deadline_workdays)


def minutes_due(meeting: Meeting) -> CountedDay | None:
    """Return the day by which the minutes of a meeting that was held are due, as it is written down, marked."""
    if meeting.minutes_due_on is None or meeting.held_on is None:
        return None
    return counted(meeting.held_on, meeting.minutes_due_on)
