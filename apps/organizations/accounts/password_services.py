"""Passwords: one-time ones that are shown once, and those that people choose themselves."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from apps.organizations.accounts.models import User
from kernel import clock
from kernel.audit import services as audit

#: Of an account that nobody can sign in to before the operator hands a password over.
NO_PASSWORD = "!"  # noqa: S105 - the mark of none


def one_time_password() -> str:
    """Return a password to be typed from paper: four groups without letters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


@dataclass(frozen=True, slots=True)
class OneTime:
    """A one-time password with its hash, which costs a third of a second: many are made before anything is locked."""

    words: str = field(default_factory=one_time_password)
    hashed: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hashed", make_password(self.words))


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set a new password and end every token; the caller ends the sessions by the changed session hash."""
    user.set_password(password)
    user.password_is_initial = False
    user.save(update_fields=["password", "password_is_initial"])
    user.tokens.all().delete()
    audit.append(
        what="account.change_password",
        at=at,
        recorded_at=clock.recorded_now(),
        by=user,
        object_kind="account",
        object_id=user.pk,
    )


@transaction.atomic
def reset_password(*, user: User, password: str, at: datetime) -> None:
    """Set a password that must be replaced at the first sign-in; sessions end by the changed hash, tokens at once."""
    user.set_password(password)
    user.password_is_initial = True
    user.save(update_fields=["password", "password_is_initial"])
    user.tokens.all().delete()
    audit.append(
        what="account.hand_over_password",
        at=at,
        recorded_at=clock.recorded_now(),
        by=None,
        object_kind="account",
        object_id=user.pk,
    )
