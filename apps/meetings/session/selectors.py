"""What the session resolved."""

import uuid

from apps.meetings.models import Resolution


def resolutions_of(meeting_id: uuid.UUID) -> list[Resolution]:
    """Return what the meeting resolved, in order, with units and milestones, in a constant number of queries."""
    rows = Resolution.objects.filter(meeting_id=meeting_id).select_related("lead_unit", "topic")
    return list(rows.prefetch_related("supporting_units", "milestones", "parts__unit"))
