"""What the pages of a meeting show of its rule."""

from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule
from web.shapes import Shown


def shown_rule(meeting: Meeting) -> Shown:
    """Return the work rule that binds a meeting."""
    rule = binding_rule(meeting)
    return {"title": rule.title, "number": rule.document_number, "url": "/work-rules"}
