"""Whom an act on a year's explanation concerns: told after it is committed."""

from apps.notifications.recipients import with_role
from apps.notifications.services import tell
from apps.years.models import YearExplanation
from kernel.lifecycle.table import Act
from vocabulary.roles import PROCESSING


def explanation_moved(act: Act[YearExplanation]) -> None:
    """Tell both offices what became of a year's explanation, with the reason where it came back."""
    tell(act, with_role(*PROCESSING), because=act.given.get("reason") or "")
