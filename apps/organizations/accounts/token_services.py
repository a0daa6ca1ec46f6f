"""Tokens and sessions: issued, ended, and forgotten once they can no longer be used."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from apps.organizations.accounts.models import ApiToken, User
from kernel import clock
from kernel.audit import services as audit


@transaction.atomic
def forget_expired(*, at: datetime) -> int:
    """Delete sessions and tokens that can no longer be used; how many."""
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    tokens, _ = ApiToken.objects.filter(expires_at__lt=at).delete()
    return sessions + tokens


@transaction.atomic
def issue_token(*, user: User, at: datetime) -> tuple[str, ApiToken]:
    """Return a new opaque token, shown once, and its row; the database never holds the token itself."""
    token = secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user, digest=token_digest(token), created_at=at, expires_at=at + settings.API_TOKEN_LIFETIME
    )
    _note_token("token.issue", user)
    return token, row


@transaction.atomic
def end_token(*, user: User, digest: str) -> None:
    """End one token of `user`: the next request with it is refused."""
    user.tokens.filter(digest=digest).delete()
    _note_token("token.end", user)


def _note_token(what: str, user: User) -> None:
    now = clock.recorded_now()
    audit.append(what=what, at=now, recorded_at=now, by=user, object_kind="account", object_id=user.pk)


def token_digest(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def end_access(user: User) -> int:
    """End every session and token of an account, so that the next request with one of them is refused; how many."""
    own = [one.pk for one in Session.objects.all() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    sessions, _ = Session.objects.filter(pk__in=own).delete()
    tokens, _ = user.tokens.all().delete()
    return sessions + tokens
