"""The agenda in its order."""

import uuid

from apps.meetings.models import AgendaItem


def agenda_of(meeting_id: uuid.UUID) -> list[AgendaItem]:
    """Return the four-part agenda in order, with topics and reporters."""
    return list(AgendaItem.objects.filter(meeting_id=meeting_id).select_related("topic", "reporter"))
