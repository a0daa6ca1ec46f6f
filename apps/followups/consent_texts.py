"""What both sides consent to about an item, and about more time for it."""

from typing import Any

from apps.documents import selectors as documents
from kernel.lifecycle.table import Act


def item(act: Act) -> dict[str, Any]:
    """The item as it stands; the reason typed is hashed beside it."""
    return {
        "number": act.object.number,
        "version": act.object.version,
        "text": act.object.text,
        "due_on": act.object.due_on,
    }


def extension(act: Act) -> dict[str, Any]:
    """The request, and the deadline that it would move; progress reported meanwhile voids nothing."""
    asked = act.object
    return {
        "number": asked.item.number,
        "due_on": asked.item.due_on,
        "new_due_on": asked.new_due_on,
        "reason": asked.reason,
        "files": documents.bound_of(asked.pk),
    }
