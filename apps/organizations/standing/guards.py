"""What every act of an officer needs, whichever room it belongs to."""

from apps.organizations.standing import refusals
from kernel.lifecycle.table import Act


def within_mandate(act: Act) -> None:
    """An officer whom the parent provides acts on the days of the mandate only."""
    mandate = getattr(act.by, "mandate", None)
    if mandate is not None and not mandate.covers(act.today):
        raise refusals.OutsideMandate
