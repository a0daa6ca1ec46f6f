"""An extension as plain data: what both sides consent to (R11.6)."""

from apps.documents import selectors as documents
from apps.followups.models import Extension
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def extension(act: Act[Extension]) -> Plain:
    """The request, and the deadline that it would move; progress reported meanwhile voids nothing."""
    asked = act.object
    return {
        "number": asked.item.number,
        "due_on": asked.item.due_on,
        "new_due_on": asked.new_due_on,
        "reason": asked.reason,
        "files": documents.bound_of(asked.pk),
    }
