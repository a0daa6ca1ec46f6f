"""Who is behind a session, read with the home unit in one statement: every page prints both."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from apps.organizations.accounts.models import User
from apps.organizations.door.selectors import accounts
from apps.organizations.standing.selectors import in_service


class AccountBackend(ModelBackend):
    """Django's own check of name and password; the reading of the account differs, and mandates end by their date."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the account of a session, None when it is gone, closed, or its mandate is over."""
        user = accounts().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """An open account; an officer whom the parent provides only on the days of the mandate."""
        return super().user_can_authenticate(user) and in_service(user)
