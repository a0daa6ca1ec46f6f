"""By which day collection is due (R6.4)."""

from datetime import date

from apps.meetings.models import Meeting
from apps.workrules import rules as work_rules
from apps.workrules.binding import binding_rule
from vocabulary.meetings import MeetingKind


def collection_due_on(meeting: Meeting) -> date | None:
    """Return when collection is due, before as after it began; extraordinary and imported meetings owe none (R4.7)."""
    if meeting.kind == MeetingKind.EXTRAORDINARY or meeting.imported:
        return None
    return work_rules.collection_due_on(meeting.planned_on, binding_rule(meeting))
