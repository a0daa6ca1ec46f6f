"""To whom issued minutes went, and who signed: each responsible unit signs with its items (R9.8, R11.4)."""

import uuid
from datetime import datetime

from apps.followups.models import AgreedItem, SupportingPart
from apps.meetings.session.selectors import responsible_units
from apps.minutes.models import Minutes, MinutesState
from apps.organizations.models import Unit
from web.shapes import Shown


def distributed(minutes: Minutes) -> list[Shown]:
    """Return every responsible unit with its items and when it signed for all of them; nothing before the issue."""
    if minutes.state != MinutesState.ISSUED:
        return []
    own = _own(minutes)
    return [_row(unit, own.get(unit.pk, [])) for unit in responsible_units(minutes.meeting_id)]


def _own(minutes: Minutes) -> dict[uuid.UUID, list[tuple[str, datetime | None]]]:
    """Return by unit what it signs for: number of the item, and when it signed, as lead or for its own part."""
    led = AgreedItem.objects.filter(meeting=minutes.meeting_id).numbered()
    helped = SupportingPart.objects.filter(item__meeting=minutes.meeting_id).order_by("item__number")
    found: dict[uuid.UUID, list[tuple[str, datetime | None]]] = {}
    for unit, number, signed in led.values_list("lead_unit", "number", "acknowledged_at"):
        found.setdefault(unit, []).append((number, signed))
    for unit, number, signed in helped.values_list("unit", "item__number", "acknowledged_at"):
        found.setdefault(unit, []).append((number, signed))
    return found


def _row(unit: Unit, own: list[tuple[str, datetime | None]]) -> Shown:
    moments = [signed for _number, signed in own if signed is not None]
    return {
        "unit": unit.pk,
        "unit_name": unit.name,
        "items": "、".join(number for number, _signed in own),
        "signed_at": max(moments) if own and len(moments) == len(own) else None,
    }
