"""Whether an account may be used at all today."""

from typing import Any

from kernel import clock
from vocabulary.roles import Side


def in_service(user: Any) -> bool:
    """Whether the account may be used today: an officer whom the parent provides only inside the mandate's dates."""
    mandate = getattr(user, "mandate", None) if user.side == Side.NONE else None
    return mandate is None or mandate.covers(clock.today())
