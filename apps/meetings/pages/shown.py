"""What the pages of a meeting show of its rule."""

from typing import Any

from apps.meetings.models import Meeting


def shown_rule(meeting: Meeting) -> dict[str, Any]:
    """Return the work rule a meeting is bound to."""
    known = meeting.rule
    return {"title": known.get("title", ""), "number": known.get("document_number", ""), "url": "/work-rules"}
