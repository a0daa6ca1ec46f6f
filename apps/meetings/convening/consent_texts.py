"""The plan of a meeting as plain data: what both sides consent to when they put it off or give it up."""

from apps.meetings.models import Meeting
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def plan(act: Act[Meeting]) -> Plain:
    """The meeting's dates and kind; what was typed (reason, new date) is hashed beside it."""
    meeting = act.object
    return {
        "planned_on": meeting.planned_on,
        "session_on": meeting.session_on,
        "kind": meeting.kind,
        "ordinal": meeting.ordinal,
        "version": meeting.version,
    }
