"""Whom an act on minutes or publicity concerns: told after it is committed."""

from apps.minutes.models import Minutes, PublicityItem
from apps.notifications.recipients import with_role
from apps.notifications.services import tell
from kernel.lifecycle.table import Act
from vocabulary.roles import DIRECTING


def minutes_moved(act: Act[Minutes]) -> None:
    """Tell leaders and clerks of both sides."""
    _tell_both(act)


def publicity_released(act: Act[PublicityItem]) -> None:
    """Tell leaders and clerks of both sides."""
    _tell_both(act)


def _tell_both(act: Act) -> None:
    tell(act, with_role(*DIRECTING))
