"""Agreed items as the templates show them."""

from datetime import date

from apps.followups.models import AgreedItem
from apps.followups.rules import days_left, light
from kinds.registry import state_label
from vocabulary.items import OPEN_STATES, ItemState
from web.shapes import Shown


def shown_item(one: AgreedItem, today: date) -> Shown:
    """Return an agreed item for the table of items; its lead unit and meeting were read with it."""
    is_open = one.state in OPEN_STATES
    colour = light(is_open=is_open, due_on=one.due_on, today=today)
    return {
        "number": one.number,
        "title": one.text,
        "url": f"/followups/{one.pk}",
        "lead_unit": one.lead_unit.name,
        "due_on": one.due_on,
        "original_due_on": one.original_due_on,
        "extensions": one.extensions,
        "progress": 100 if one.state == ItemState.CLOSED else one.percentage,
        "light": "" if colour == "done" else str(colour),
        "days_left": days_left(due_on=one.due_on, today=today) if is_open else None,
        "state": one.state,
        "state_label": state_label(one),
        "meeting_label": str(one.meeting),
        "imported": one.imported,
    }
