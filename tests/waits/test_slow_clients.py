"""Clients that say nothing, or half a sentence, hold no thread."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.serving import BASE, ask, serving

HALF = b"GET / HTTP/1.1\r\nHost: lianxi.test\r\nX-Slow: "
ONE_AND_A_HALF = b"GET /health HTTP/1.1\r\nHost: lianxi.test\r\nX-Forwarded-Proto: https\r\n\r\n" + HALF
#: gunicorn's own worker of threads.
ORDINARY = ("--worker-class", "gthread", "--threads", "12")


@contextmanager
def silent_clients(port: int, said: bytes, *, many: int = 16) -> Iterator[None]:
    """Connections on which so much is said and then nothing more."""
    with ExitStack() as open_:
        for _ in range(many):
            client = open_.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(said)
            if said == ONE_AND_A_HALF:
                assert client.recv(4096).startswith(b"HTTP/1.1 ")
        yield


@pytest.mark.parametrize("said", [b"", HALF, ONE_AND_A_HALF], ids=["nothing", "half a head", "a second half"])
def test_silent_clients_hold_nobody_up(committed_db: None, tmp_path: Path, said: bytes) -> None:
    with serving(tmp_path) as port, silent_clients(port, said):
        assert ask(port, "/", BASE, timeout=4)[0] == 200


def test_the_ordinary_worker_is_frozen_by_them(committed_db: None, tmp_path: Path) -> None:
    """The control of the test above."""
    with serving(tmp_path, *ORDINARY) as port, silent_clients(port, HALF), pytest.raises(TimeoutError):
        ask(port, "/", BASE, timeout=4)


def test_whoever_says_nothing_is_left_in_the_end(committed_db: None, tmp_path: Path) -> None:
    with serving(tmp_path) as port, socket.create_connection(("127.0.0.1", port), timeout=40) as client:
        client.sendall(HALF)
        assert client.recv(1) == b""
