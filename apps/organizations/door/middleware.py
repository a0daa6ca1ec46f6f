"""Sessions end by idleness and by age, and never serve another government."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from apps.organizations.door.rules import session_is_over
from kernel.audit.services import acting_from

SIGNED_IN, LAST_SEEN, GOVERNMENT = "signed_in_at", "last_seen_at", "government"
#: The last-seen moment is written at most this often, so that reading pages does not write a row each time.
SEEN_EVERY_SECONDS = 60


class SessionLimitsMiddleware:
    """Sign out what is too old, idle, or was begun at another government; note the address for the audit chain."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the session before anything else is asked of it."""
        if hasattr(request, "session") and GOVERNMENT in request.session:
            self._check(request)
        with acting_from(request.META.get("REMOTE_ADDR", "")):
            return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        session, now = request.session, timezone.now()
        signed_in, seen = datetime.fromisoformat(session[SIGNED_IN]), datetime.fromisoformat(session[LAST_SEEN])
        foreign = session[GOVERNMENT] != request.tenant.schema_name  # type: ignore[attr-defined]
        over = session_is_over(
            signed_in_at=signed_in,
            last_seen_at=seen,
            now=now,
            idle=settings.SESSION_IDLE,
            absolute=settings.SESSION_ABSOLUTE,
        )
        if foreign or over:
            logout(request)
        elif (now - seen).total_seconds() > SEEN_EVERY_SECONDS:
            session[LAST_SEEN] = now.isoformat()


def begin(request: HttpRequest) -> None:
    """Bind a fresh session to this government and start its clocks; called right after sign-in."""
    now = timezone.now().isoformat()
    request.session[SIGNED_IN] = request.session[LAST_SEEN] = now
    request.session[GOVERNMENT] = request.tenant.schema_name  # type: ignore[attr-defined]
