"""Asking the application as the web server would, without a browser around it: thousands of times, and undone."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import RequestFactory
from django.test.client import ClientHandler

from kernel.schema import inside
from tests.lifecycles.moments import side_road
from tests.matrix.addresses import API
from tests.matrix.people import Person

#: Drawn anew for every answer, and no news about what was asked for.
_RANDOM = (
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+'), rb"\1"),
    (re.compile(rb'("X-CSRFToken": ")[^"]+'), rb"\1"),
    (re.compile(rb"(csrf=)[^;]+"), rb"\1"),
    (re.compile(rb"expires=[^;]+"), b""),
    (re.compile(rb"Expires: [^\n]+"), b""),
)
READING = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and everything a stranger could compare."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Door:
    """One application, asked again and again."""

    def __init__(self) -> None:
        self._handler, self._factory = ClientHandler(enforce_csrf_checks=False), RequestFactory()
        self.asked = 0

    def ask(self, who: Person, method: str, path: str, body: bytes = b"") -> Answer:
        """Ask, and undo whatever was done; the test stays in its government."""
        self.asked += 1
        with inside(connection.tenant):
            if method in READING:
                return self._answer(who, method, path, body)
            with side_road():
                answer = self._answer(who, method, path, body)
        return answer

    def _answer(self, who: Person, method: str, path: str, body: bytes) -> Answer:
        headers = {"host": who.host}
        if path.startswith(API):
            kind = "application/json"
            headers |= {"Authorization": f"Token {who.token}"} if who.token else {}
        else:
            kind = "application/x-www-form-urlencoded"
            headers |= {"Cookie": f"session={who.session}"} if who.session else {}
        request: Any = self._factory.generic(method, path, body, content_type=kind, headers=headers)
        response: Any = self._handler(request.environ)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
        return Answer(response.status_code, (*response.headers.items(), *cookies), content)


def comparable(answer: Answer, key: Any) -> tuple[Any, ...]:
    """Return an answer without what is random in any answer, and with the object's key as it was asked for left out."""
    told = b"\n".join(f"{name}: {value}".encode() for name, value in answer.headers) + b"\n\n" + answer.body
    told = told.replace(str(key).encode(), b"<id>")
    for pattern, kept in _RANDOM:
        told = pattern.sub(kept, told)
    return answer.status, told
