"""Who is behind a session, read with the home unit in one statement: every page prints both."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from apps.organizations.models import User


class AccountBackend(ModelBackend):
    """Django's own check of name and password; only the reading of the account differs."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the account of a session, None when it is gone or closed."""
        user = User.objects.select_related("unit").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
