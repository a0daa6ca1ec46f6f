"""Who is told: people by role, and whoever speaks for a unit now."""

import uuid
from collections.abc import Sequence

from django.db.models import QuerySet

from apps.organizations.accounts.selectors import holding
from apps.organizations.models import User


def with_role(*roles: str) -> QuerySet[User]:
    """Return the people who hold one of `roles` now."""
    return holding(*roles)


def speakers_of(units: Sequence[uuid.UUID]) -> QuerySet[User]:
    """Return who speaks for the units now; who handed a unit over hears nothing more of it."""
    return User.objects.filter(memberships__unit__in=units, memberships__ended_on=None)
