"""Reads about delegations."""

from django.db.models import QuerySet

from apps.organizations.accounts.models import User
from apps.organizations.deputies.models import Delegation
from apps.organizations.standing.reading import by_right
from vocabulary.roles import OVERSEEING, Side


@by_right
def delegations_visible_to(user: User) -> QuerySet[Delegation]:
    """Return the delegations `user` may read: those of the own side; all for the officers of security and audit."""
    rows = Delegation.objects.select_related("grantor", "delegate")
    if user.side == Side.NONE:
        return rows if user.role_names & OVERSEEING else rows.none()
    return rows.filter(grantor__side=user.side)
