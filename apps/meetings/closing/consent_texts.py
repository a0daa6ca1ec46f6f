"""The state of follow-up as plain data: what both sides consent to when they conclude a meeting."""

from apps.meetings.closing import ports
from apps.meetings.models import Meeting
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def follow_up(act: Act[Meeting]) -> Plain:
    """Return the meeting's items as they stand; the layer above owns the list."""
    return {"ordinal": act.object.ordinal, "items": ports.follow_up_rows(act.object.pk)}
