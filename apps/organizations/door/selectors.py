"""Whose account a session, a token or a calendar address opens."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.organizations.accounts.models import ApiToken, TokenPurpose, User
from apps.organizations.accounts.token_services import token_digest
from apps.organizations.deputies.models import Delegation
from apps.organizations.standing.selectors import in_service


def accounts() -> QuerySet[User]:
    """Return the accounts as a request needs them: with home unit, mandate, and whether delegations name them."""
    naming = Delegation.objects.standing().filter(Q(delegate=OuterRef("pk")) | Q(grantor=OuterRef("pk")))
    return User.objects.select_related("unit", "mandate").annotate(has_delegations=Exists(naming))


def user_of_token(digest: str, *, at: datetime, purpose: str = TokenPurpose.INTERFACE) -> User | None:
    """Return the active account whose token is valid at `at`, for what it is asked to open and nothing else."""
    valid = ApiToken.objects.filter(user=OuterRef("pk"), digest=digest, expires_at__gt=at, purpose=purpose)
    user = accounts().filter(Exists(valid), is_active=True).first()
    return user if user is not None and in_service(user) else None


def reader_of(token: str, *, at: datetime) -> User | None:
    """Return whose calendar a token opens at `at`; nobody's where the account could not be used to sign in and read."""
    user = user_of_token(token_digest(token), at=at, purpose=TokenPurpose.CALENDAR)
    return None if user is None or user.password_is_initial or user.is_without_rights else user
