"""An agreed item as plain data: what both sides consent to when they end it."""

from typing import Any

from apps.followups.models import AgreedItem
from kernel.lifecycle.table import Act


def item(act: Act[AgreedItem]) -> dict[str, Any]:
    """The item as it stands; the reason typed is hashed beside it."""
    return {
        "number": act.object.number,
        "version": act.object.version,
        "text": act.object.text,
        "due_on": act.object.due_on,
    }
