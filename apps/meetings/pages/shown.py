"""What the pages of a meeting show of its rule."""

from apps.meetings.models import Meeting
from web.shapes import Shown


def shown_rule(meeting: Meeting) -> Shown:
    """Return the work rule a meeting is bound to."""
    known = meeting.rule
    return {"title": known.get("title", ""), "number": known.get("document_number", ""), "url": "/work-rules"}
