"""Whom a letter between levels concerns: told after the act is committed."""

from apps.notifications.recipients import with_role
from apps.notifications.services import tell
from kernel.lifecycle.table import Act


def letter_moved(act: Act) -> None:
    """Tell leaders and the other clerks of the side whose letter it is."""
    tell(act, with_role(f"{act.object.side}_clerk", f"{act.object.side}_leader"))
