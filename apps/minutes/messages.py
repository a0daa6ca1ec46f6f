"""Whom an act on minutes or publicity concerns: told after it is committed."""

from apps.notifications.recipients import with_role
from apps.notifications.services import tell
from kernel.lifecycle.table import Act
from vocabulary.roles import DIRECTING


def minutes_moved(act: Act) -> None:
    """Tell leaders and clerks of both sides."""
    tell(act, with_role(*DIRECTING))


def publicity_released(act: Act) -> None:
    """Tell leaders and clerks of both sides."""
    minutes_moved(act)
