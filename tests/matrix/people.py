"""Who asks, and with what: the twelve actors of the security requirements and the liaison officers of both sides.

The requirements' joint secretary is no role of its own here: the clerks of the two offices do that work.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from apps.organizations.accounts.opening_services import close_account, open_account
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.door.middleware import GOVERNMENT, LAST_SEEN, SIGNED_IN
from apps.organizations.models import User
from kernel.schema import inside
from roads.office import Office
from tenants.governments.models import Government
from tests.cast import PASSWORD

#: Those who do not come past the door: what they get is the same everywhere, and said once.
OUTSIDE = ("anonymous", "closed account", "parent's viewer", "grandparent's viewer")
FIRST_PASSWORD = "first password"
AT_THE_DOOR = {*OUTSIDE, FIRST_PASSWORD}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at one government's host, with the credentials of an account, of that or of another government."""

    name: str
    host: str
    token: str = ""
    session: str = ""


class Credentials:
    """The keys of accounts: each is issued once."""

    def __init__(self) -> None:
        self._keys: dict[Any, tuple[str, str]] = {}

    def of_everybody(self, users: Iterable[User], government: Government) -> None:
        """Issue them before anything is told that will be undone: keys of a side road would vanish with it."""
        for user in users:
            self.of(user, government)

    def of(self, user: User, government: Government) -> tuple[str, str]:
        """Return token and session of an account."""
        if user.pk not in self._keys:
            with inside(government):
                token, _row = issue_token(user=user, at=timezone.now())
                self._keys[user.pk] = token, _session(user, government)
        return self._keys[user.pk]

    def person(self, name: str, user: User, government: Government, *, at: Government | None = None) -> Person:
        """Return an account as it asks at its own host, or at that of another government."""
        return Person(name, (at or government).host, *self.of(user, government))

    def people(self, users: dict[str, User], government: Government) -> list[Person]:
        """Return several accounts of one government at its own host."""
        return [self.person(name, user, government) for name, user in sorted(users.items())]


def _session(user: User, government: Government) -> str:
    session, now = SessionStore(), timezone.now()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "apps.organizations.door.backends.AccountBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SIGNED_IN] = now.isoformat()
    session[LAST_SEEN] = (now + timedelta(hours=1)).isoformat()  # so that no answer renews it, and all are alike
    session[GOVERNMENT] = government.schema_name
    session.create()
    return str(session.session_key)


def at_the_door(keys: Credentials, office: Office, government: Government, above: dict[str, Any]) -> list[Person]:
    """Return those who must not come in: nobody, one whose account was closed, and viewers of the levels above."""
    with inside(government):
        closed, fresh = (_clerk(office, name) for name in ("left_office", "just_arrived"))
        people = [Person("anonymous", government.host), keys.person("closed account", closed, government)]
        fresh.password_is_initial = True
        fresh.save()
        close_account(user=closed, by=office.people["system_officer"], at=timezone.now())
    for name, (user, its_own) in above.items():
        people.append(keys.person(name, user, its_own, at=government))
    return [*people, keys.person(FIRST_PASSWORD, fresh, government)]


def _clerk(office: Office, username: str) -> User:
    return open_account(
        username=username,
        name="某某",
        side="gov",
        roles=["gov_clerk"],
        unit=office.units["gov_office"],
        password_hash=PASSWORD.hash(),
        by=None,
        at=timezone.now(),
    )
