"""Callers of the interface: one account of one government with a token, speaking JSON."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from kernel import clock
from roads.office import Office
from roads.story import Story
from tests.cast import a_story, an_office
from tests.conftest import GovernmentClient

TMT = "150121"
HOHHOT = "150100"
XINCHENG = "150102"


class Caller:
    """Somebody who calls; `answer.json()` is what came back."""

    def __init__(self, client: GovernmentClient, token: str = "") -> None:
        self.client, self.token = client, token

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {**({"Authorization": f"Token {self.token}"} if self.token else {}), **more}

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self._headers(headers or {}))

    def post(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        text = body if isinstance(body, str | bytes) else json.dumps(body or {}, default=str)
        return self.client.post(
            f"/api/v1/{path}", text, content_type="application/json", headers=self._headers(headers or {})
        )

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1/{path}", headers=self._headers({}))


@pytest.fixture
def caller(
    client_of: Callable[[str], GovernmentClient], inside: Callable[[str], AbstractContextManager[None]]
) -> Callable[..., Caller]:
    """`caller("union_clerk")` or `caller(user)`: that account of Tumd Left Banner, signed in; `caller()` is nobody."""

    def make(who: str | User | None = None, *, code: str = TMT, age: timedelta = timedelta()) -> Caller:
        client = client_of(code)
        if who is None:
            return Caller(client)
        with inside(code):
            user = User.objects.get(username=who) if isinstance(who, str) else who
            return Caller(client, issue_token(user=user, at=timezone.now() - age)[0])

    return make


@pytest.fixture
def office(db: None, inside: Callable[[str], AbstractContextManager[None]]) -> Office:
    """Both sides' people of Tumd Left Banner."""
    with inside(TMT):
        return an_office(TMT)


@pytest.fixture
def walked(office: Office, inside: Callable[[str], AbstractContextManager[None]]) -> Callable[[str], Story]:
    """`walked("settled")`: a meeting's year up to that stage, in Tumd Left Banner."""

    def walk(until: str, **kwargs: Any) -> Story:
        with inside(TMT):
            return a_story(office, **kwargs).walk(until)

    return walk


@pytest.fixture
def on() -> Callable[..., AbstractContextManager[None]]:
    """`with on(story, "noticed"):` the clock stands where that stage was reached, an hour later."""
    return lambda story, stage, hour=11: clock.frozen_at(clock.at_hour(story.day_of(stage), hour))
