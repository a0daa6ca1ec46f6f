"""An agreed item as plain data: what both sides consent to when they end it."""

from apps.followups.models import AgreedItem
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def item(act: Act[AgreedItem]) -> Plain:
    """The item as it stands; the reason typed is hashed beside it."""
    return {
        "number": act.object.number,
        "version": act.object.version,
        "text": act.object.text,
        "due_on": act.object.due_on,
    }
