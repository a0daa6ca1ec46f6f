"""Whom an act on minutes or publicity concerns: told after it is committed."""

from apps.meetings.session.selectors import responsible_units
from apps.minutes.models import Minutes, PublicityItem
from apps.notifications.recipients import speakers_of, with_role
from apps.notifications.services import tell
from kernel.lifecycle.table import Act
from vocabulary.roles import DIRECTING


def minutes_moved(act: Act[Minutes]) -> None:
    """Tell leaders and clerks of both sides."""
    _tell_both(act)


def minutes_distributed(act: Act[Minutes]) -> None:
    """Tell every unit that the issued text makes responsible; it signs for it with its items (R9.8)."""
    tell(act, speakers_of([unit.pk for unit in responsible_units(act.object.meeting_id)]))


def publicity_released(act: Act[PublicityItem]) -> None:
    """Tell leaders and clerks of both sides."""
    _tell_both(act)


def _tell_both(act: Act) -> None:
    tell(act, with_role(*DIRECTING))
