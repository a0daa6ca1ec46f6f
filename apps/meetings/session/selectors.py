"""What the session resolved."""

import uuid

from apps.meetings.models import Resolution
from apps.organizations.models import Unit
from kernel.reading import once


def resolutions_of(meeting_id: uuid.UUID) -> list[Resolution]:
    """Return what the meeting resolved, in order, with units and milestones, in a constant number of queries."""
    rows = Resolution.objects.filter(meeting_id=meeting_id).select_related("lead_unit", "topic")
    rows = rows.prefetch_related("supporting_units", "milestones", "parts__unit")
    return list(once(("resolutions", meeting_id), lambda: list(rows)))


def responsible_units(meeting_id: uuid.UUID) -> list[Unit]:
    """Return every unit that leads or supports what was resolved, once, in the order in which the items name them."""
    found: dict[uuid.UUID, Unit] = {}
    for row in resolutions_of(meeting_id):
        for unit in (row.lead_unit, *row.supporting_units.all()):
            found.setdefault(unit.pk, unit)
    return list(found.values())
