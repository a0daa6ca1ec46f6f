"""The private address of a person's calendar: opened, renewed and ended by that person, and by nobody else.

The address is a token like those of the interface, but opens the calendar only. Whatever ends the tokens of an account
(closing it, a new password, ending its sessions) ends this one too.
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from apps.organizations.accounts.models import ApiToken, TokenPurpose, User
from apps.organizations.accounts.token_services import token_digest
from kernel import clock
from kernel.audit import services as audit

#: A forgotten subscription ends by itself; the page says when.
LIFETIME = timedelta(days=366)


@transaction.atomic
def open_feed(*, user: User, at: datetime) -> tuple[str, ApiToken]:
    """Return a new token, shown once, and its row; the former address answers no more."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    user.tokens.filter(purpose=TokenPurpose.CALENDAR).delete()
    token = secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user, purpose=TokenPurpose.CALENDAR, digest=token_digest(token), created_at=at, expires_at=at + LIFETIME
    )
    _note("calendar.open", user)
    return token, row


@transaction.atomic
def end_feed(*, user: User) -> None:
    """End the address; whoever has it is answered like anybody who guesses."""
    ended, _rows = user.tokens.filter(purpose=TokenPurpose.CALENDAR).delete()
    if ended:
        _note("calendar.end", user)


def feed_of(user: User) -> ApiToken | None:
    """Return the token under which a person's calendar is read, if there is one."""
    return user.tokens.filter(purpose=TokenPurpose.CALENDAR).first()


def _note(what: str, user: User) -> None:
    now = clock.recorded_now()
    audit.append(what=what, at=now, recorded_at=now, by=user, object_kind="account", object_id=user.pk)
