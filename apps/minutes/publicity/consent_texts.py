"""A press item as plain data: what both sides consent to (R10.1)."""

from apps.documents import selectors as documents
from apps.minutes.models import PublicityItem
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def release(act: Act[PublicityItem]) -> Plain:
    """Return what both sides consent to: every word and photo of a press item; any edit voids it."""
    item = act.object
    names = ("version", "title", "channel", "text", "link", "planned_on", "disclosure")
    return {name: getattr(item, name) for name in names} | {"photos": documents.bound_of(item.pk)}
