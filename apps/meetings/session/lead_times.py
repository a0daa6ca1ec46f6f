"""By which day the minutes of a session are due (R9.7)."""

from datetime import date

from apps.workrules.parameters import RuleParameters
from kernel.workcalendar.selectors import workday_after


def minutes_due_on(held_on: date, rule: RuleParameters) -> date:
    """Return the last working day for issuing the minutes (R9.7)."""
    return workday_after(held_on, rule.minutes_deadline_workdays)
