"""By which day each step of a meeting is expected, by the rule that binds it (Arts. 6, 7, 9).

The same days that alerts, cautions and guards judge by, put together for whoever looks ahead. None is written down: a
meeting that is postponed has new ones at once.
"""

from dataclasses import dataclass
from datetime import date

from apps.meetings.collection.lead_times import collection_due_on
from apps.meetings.models import Meeting
from apps.meetings.notice.lead_times import notice_due_on
from apps.meetings.session.lead_times import minutes_due, minutes_due_on
from apps.workrules.binding import binding_rule
from vocabulary.meetings import MeetingKind


@dataclass(frozen=True, slots=True)
class Timetable:
    """The last day of each step; None where the rule fixes none."""

    #: Collection begins, so the meeting was asked for and accepted before (R6.4).
    collection: date | None
    #: The notice goes out, so its list was settled before (R7.6).
    notice: date | None
    session: date
    #: The minutes are issued, so they were drafted and approved before (R9.7).
    minutes: date | None


def timetable_of(meeting: Meeting) -> Timetable:
    """Return the days of a meeting; an extraordinary one owes no lead, an imported one was over before it was kept."""
    session = meeting.held_on or meeting.session_on or meeting.planned_on
    if meeting.imported:
        return Timetable(None, None, session, minutes_due(meeting))
    ordinary = meeting.kind != MeetingKind.EXTRAORDINARY
    return Timetable(
        collection=collection_due_on(meeting),
        notice=notice_due_on(session, binding_rule(meeting)) if ordinary else None,
        session=session,
        minutes=minutes_due(meeting) or minutes_due_on(session, binding_rule(meeting)),
    )
