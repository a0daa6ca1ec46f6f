"""A press item as plain data: what both sides consent to (R10.1)."""

from typing import Any

from apps.documents import selectors as documents
from apps.minutes.models import PublicityItem
from kernel.lifecycle.table import Act


def release(act: Act[PublicityItem]) -> dict[str, Any]:
    """Return what both sides consent to: every word and photo of a press item; any edit voids it."""
    item = act.object
    names = ("version", "title", "channel", "text", "link", "planned_on", "disclosure")
    return {name: getattr(item, name) for name in names} | {"photos": documents.bound_of(item.pk)}
