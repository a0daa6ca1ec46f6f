"""Topics and replies as the templates show them."""

from collections.abc import Iterable
from datetime import date

from apps.topics.models import Consultation, ConsultationState, Topic
from apps.workrules.naming import category_label
from kinds.registry import state_label
from web.shapes import Shown


def shown_topic(one: Topic) -> Shown:
    """Return a topic for pools and lists."""
    return {
        "number": one.number,
        "title": one.title,
        "url": f"/topics/{one.pk}",
        "proposer": one.proposer.short_name,
        "origin": "both" if one.origin == "joint" else one.origin,
        "category_label": category_label(one.category, one.get_category_display()),
        "state": one.state,
        "state_label": state_label(one),
        "imported": one.imported,
        "lead_unit": one.suggested_lead.short_name if one.suggested_lead else "",
    }


def shown_replies(asked: Iterable[Consultation], today: date) -> Shown:
    """Return how many of the asked units answered, with a light for the slowest."""
    rows = list(asked)
    waiting = [row for row in rows if row.state == ConsultationState.SENT]
    silent = [row for row in rows if row.state == ConsultationState.NO_REPLY]
    worst = min((row.reply_by for row in waiting), default=None)
    colour = "red" if silent or (worst and worst < today) else "yellow" if waiting else "green"
    answered = len(rows) - len(waiting) - len(silent)
    return {"asked": len(rows), "replied": answered, "light": colour if rows else ""}
