"""Two governments at work, committed, and callers of their interface over real sockets."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from tests.cast import an_office
from tests.serving import BASE, ask, runtime_database

HERE, NEIGHBOUR = "150121", "150102"
TOPIC = {"origin": "union", "title": "高温劳动保护", "category": "worker_interests", "background": "背景"}


@pytest.fixture
def tokens(committed_db: None, inside: Callable[[str], AbstractContextManager[None]]) -> dict[str, str]:
    """A token of one unit in each of the two governments."""
    found = {}
    for code in (HERE, NEIGHBOUR):
        with inside(code):
            an_office(code)
            found[code] = issue_token(user=User.objects.get(username="union_unit"), at=timezone.now())[0]
    return found


@dataclass
class Crowd:
    """Requests on threads of their own; `answers` grows as they end."""

    answers: list[Any] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def send(self, times: int, do: Callable[[], Any]) -> None:
        """Start so many; each ends in an answer or in the error that its client saw."""

        def run() -> None:
            try:
                self.answers.append(do())
            except OSError as fault:
                self.answers.append(fault)

        for _ in range(times):
            thread = threading.Thread(target=run, daemon=True)
            self.threads.append(thread)
            thread.start()

    @property
    def under_way(self) -> int:
        """How many have not ended."""
        return sum(thread.is_alive() for thread in self.threads)

    def ended(self, *, within: float) -> list[Any]:
        """Return the answers once all have ended; fail where some have not by then."""
        for thread in self.threads:
            thread.join(timeout=within)
        assert not self.under_way, f"{self.under_way} requests still hang"
        return self.answers


@contextmanager
def held(statement: str) -> Iterator[None]:
    """Hold what the statement locks, on a connection of somebody else, until the block ends."""
    with psycopg.connect(runtime_database()) as other:
        other.execute(f"SET ROLE g{HERE}")
        other.execute(statement)
        try:
            yield
        finally:
            other.rollback()


def propose(port: int, code: str, token: str, *, timeout: float = 90) -> Any:
    """Post one topic."""
    return ask(port, "/api/v1/topics", f"{code}.{BASE}", body=TOPIC, token=token, timeout=timeout)


def read(port: int, code: str, token: str, *, timeout: float = 90) -> Any:
    """Read the topics."""
    return ask(port, "/api/v1/topics", f"{code}.{BASE}", token=token, timeout=timeout)
