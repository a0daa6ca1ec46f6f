"""Reads about the officers whom the parent provides."""

from django.db.models import QuerySet

from apps.organizations.accounts.models import User
from apps.organizations.officers.models import OfficerMandate
from apps.organizations.standing.reading import by_right
from vocabulary.roles import OVERSEEING, Side


@by_right
def mandates_visible_to(user: User) -> QuerySet[OfficerMandate]:
    """Return the mandates `user` may read: the officers of security and audit read them."""
    rows = OfficerMandate.objects.select_related("account")
    return rows if user.side == Side.NONE and user.role_names & OVERSEEING else rows.none()
