"""What happens at the door stands in the audit chain: who came in, who was turned away, who left, what nobody may see.

A refusal of an act is written down by the engine. Here the others are written down, once for all pages and the whole
interface: whatever answered 403 to somebody who is signed in. Nobody can fill the chain by trying: within an hour one
person's refusals, and all failed sign-ins of a government together, leave `MOST_AN_HOUR` entries and then one that says
that more came.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from apps.organizations.accounts.models import User
from kernel import clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry, Outcome
from kernel.canonical import Plain
from kernel.database.names import PUBLIC
from kernel.refusals import Sentence
from kernel.text import identity

SIGN_IN, SIGN_OUT, LOCK_OUT, REQUEST = "account.sign_in", "account.sign_out", "account.lock_out", "request.refuse"
MOST_AN_HOUR, HOUR = 100, timedelta(hours=1)
MORE_CAME = _("一小时内的次数已达上限，此后的不再逐条记录。")
WRONG = _("用户名或密码不正确。")


def connect() -> None:
    """Listen to what Django and the lock say; called once, when the app is ready."""
    user_logged_in.connect(_came_in, dispatch_uid="door.came_in")
    user_login_failed.connect(_turned_away, dispatch_uid="door.turned_away")
    user_locked_out.connect(_locked_out, dispatch_uid="door.locked_out")
    user_logged_out.connect(_left, dispatch_uid="door.left")


class RecordingMiddleware:
    """Write down every 403 that nothing inside has written down; stands inside of what notes the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as asked, then look at the answer."""
        before = audit.refused_here()
        answer = self.get_response(request)
        if answer.status_code == 403 and audit.refused_here() == before and _at_a_government(request):
            person = getattr(request, "user", None)
            if isinstance(person, User):
                _refused(request, person, answer)
        return answer


def _refused(request: HttpRequest, person: User, answer: HttpResponse) -> None:
    match = request.resolver_match
    keys = [value for value in (match.kwargs if match else {}).values() if isinstance(value, uuid.UUID)]
    told = getattr(answer, "data", None) or {}
    _write(
        REQUEST,
        Outcome.REFUSED,
        by=person,
        object_kind="request",
        object_id=keys[0] if keys else None,
        rule=str(told.get("rule", "")),
        sentence=str(told.get("detail", "")) or "403",
        changes={"method": request.method, "path": request.path[:200]},
    )


def _came_in(sender: object, request: HttpRequest | None = None, user: User | None = None, **more: object) -> None:
    if _at_a_government(request) and user is not None:
        _write(SIGN_IN, Outcome.DONE, by=user, object_kind="account", object_id=user.pk, changes=_door_of(request))


def _left(sender: object, request: HttpRequest | None = None, user: User | None = None, **more: object) -> None:
    if _at_a_government(request) and user is not None:
        _write(SIGN_OUT, Outcome.DONE, by=user, object_kind="account", object_id=user.pk)


def _turned_away(
    sender: object, credentials: Plain | None = None, request: HttpRequest | None = None, **more: object
) -> None:
    """One more wrong password; while a name is locked its tries are told by the lock-out."""
    if _at_a_government(request) and not getattr(request, "axes_locked_out", False):
        name = str((credentials or {}).get("username", ""))
        _write(SIGN_IN, Outcome.REFUSED, sentence=WRONG, **_whose(name), changes=_named(name) | _door_of(request))


def _locked_out(sender: object, request: HttpRequest | None = None, username: str = "", **more: object) -> None:
    """Once for each time a name is locked: each further try begins the time anew."""
    if not _at_a_government(request):
        return
    since = clock.recorded_now() - settings.AXES_COOLOFF_TIME
    known = AuditEntry.objects.filter(what=LOCK_OUT, recorded_at__gt=since).values_list("changes", flat=True)
    if not any(changes.get("username") == _masked(username) for changes in known):
        _write(LOCK_OUT, Outcome.DONE, **_whose(username), changes=_named(username) | _door_of(request))


def _write(what: str, outcome: Outcome, *, by: User | None = None, sentence: Sentence = "", **more: object) -> None:
    """Append one entry, official words in Chinese whatever the page speaks; refused ones by their measure."""
    room = _room(what, by) if outcome is Outcome.REFUSED or what == LOCK_OUT else MOST_AN_HOUR
    if room < 0:
        return
    now = clock.recorded_now()
    with override("zh-hans"):
        said = str(MORE_CAME if room == 0 else sentence)
        audit.append(what=what, at=now, recorded_at=now, by=by, outcome=outcome, sentence=said, **more)


def _room(what: str, by: User | None) -> int:
    """How many such entries may still be written this hour; 0 for the one that says so, -1 when it stands."""
    since = clock.recorded_now() - HOUR
    own = AuditEntry.objects.filter(what=what, actor_id=by.pk if by else None, recorded_at__gt=since)
    return MOST_AN_HOUR - len(own.values_list("sequence")[: MOST_AN_HOUR + 1])


def _whose(name: str) -> Plain:
    """The account of that name, which only the chain's reader learns of."""
    key = User.objects.filter(username=identity(name)).values_list("pk", flat=True).first() if name else None
    return {"object_kind": "account", "object_id": key}


def _named(name: str) -> dict[str, str]:
    return {"username": _masked(name)}


def _masked(name: str) -> str:
    """Enough to tell tries apart; whole it is not kept, because people type passwords into the wrong field."""
    return f"{name[:2]}***{name[-1:]}" if len(name) > 3 else "***"


def _door_of(request: HttpRequest | None) -> dict[str, str]:
    return {"door": "interface" if request is not None and request.path.startswith("/api/") else "page"}


def _at_a_government(request: HttpRequest | None) -> bool:
    """Whether a schema with a chain of its own is open; the portal has none."""
    schema = getattr(getattr(request, "tenant", None), "schema_name", PUBLIC)
    return bool(schema != PUBLIC)
