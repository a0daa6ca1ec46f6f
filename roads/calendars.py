"""When the stages of a meeting's year are reached. Arithmetic over the working calendar, without a database."""

from collections.abc import Mapping
from datetime import date, timedelta

from kernel.workcalendar.rules import is_workday

#: The stages of a story, in order; each is reached by the method of the same name.
STAGES = (
    "drafted", "requested", "accepted", "collecting", "proposed", "aggregated", "consulting", "prepared", "settled",
    "noticed", "in_session", "held", "minutes_drafted", "union_review", "gov_review", "approved", "following_up",
    "in_progress", "reported", "checked", "closed_out", "closed",
)  # fmt: skip
Days = Mapping[str, int]

#: Days from the meeting at which each stage is reached in a year that goes well.
USUAL_DAYS: Days = {
    "drafted": -84, "requested": -80, "accepted": -74, "collecting": -63, "proposed": -55, "aggregated": -48,
    "consulting": -45, "prepared": -32, "settled": -24, "noticed": -10, "in_session": 0, "held": 0,
    "minutes_drafted": 3, "union_review": 5, "gov_review": 8, "approved": 11, "following_up": 13, "in_progress": 17,
    "reported": 70, "checked": 78, "closed_out": 84, "closed": 92,
}  # fmt: skip
#: The same for an office that remembers in autumn that it has not met yet: collection begins late.
HURRIED_DAYS: Days = {
    **USUAL_DAYS,
    "drafted": -38, "requested": -37, "accepted": -35, "collecting": -33, "proposed": -28, "aggregated": -25,
    "consulting": -24, "prepared": -16, "settled": -14, "noticed": -9,
}  # fmt: skip
#: A meeting takes place on its own day, whatever day that is.
_ON_THE_DAY = {"in_session", "held"}
NO_DELAYS: Days = {}


def day_of_stage(stage: str, meeting_on: date, *, days: Days = USUAL_DAYS, delays: Days = NO_DELAYS) -> date:
    """Return the working day on which a stage is reached; after the session one delay puts off all that follows."""
    reached = STAGES.index(stage)
    if reached > STAGES.index("held"):
        delay = sum(late for name, late in delays.items() if STAGES.index(name) <= reached)
    else:
        delay = delays.get(stage, 0)
    day = meeting_on + timedelta(days=days[stage] + delay)
    return day if stage in _ON_THE_DAY else workday_from(day)


def workday_from(day: date) -> date:
    """Return the day itself or the next working day."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def workday_until(day: date) -> date:
    """Return the day itself or the working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def meeting_day_for(stage: str, by: date, *, days: Days = USUAL_DAYS, delays: Days = NO_DELAYS) -> date:
    """Return the latest working day for a meeting that has reached `stage` on the day `by`."""
    meeting_on = workday_until(by - timedelta(days=days[stage]))
    while day_of_stage(stage, meeting_on, days=days, delays=delays) > by:
        meeting_on = workday_until(meeting_on - timedelta(days=1))
    return meeting_on
