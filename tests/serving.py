"""A web server as its unit file starts it, in a process of its own, on the database of the test session."""

import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings

from deploy.children import end

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "platform" / "deploy"
KEY = "production-tests-only-" * 3
BASE = "lianxi.test"


def surroundings(**given: str) -> dict[str, str]:
    """What an environment file gives, and nothing of this test run's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIANXI_", "DATABASE_"))}
    ours = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    wanted = {"LIANXI_SECRET_KEY": KEY, "DATABASE_URL": "postgresql://app:secret@127.0.0.1/lianxi", **given}
    return kept | ours | wanted


def runtime_database(*, host: str = "", port: int = 0) -> str:
    """The address of the tests' database for the runtime role, or the way to it through something in between."""
    database = settings.DATABASES["default"]
    login = f"{database['USER']}:{quote(database['PASSWORD'])}"
    where = f"host={quote(host or database['HOST'])}&port={port or database['PORT']}"
    return f"postgresql://{login}@/{database['NAME']}?{where}"


#: The processes that were started here, by the port at which they listen.
_SERVERS: dict[int, "subprocess.Popen[bytes]"] = {}


def kill_workers(port: int) -> None:
    """Kill the processes that serve there, for real; not the one that looks after them."""
    server = _SERVERS[port].pid
    for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split():
        os.kill(int(pid), signal.SIGKILL)


@contextmanager
def serving(
    data: Path, *words: str, application: str = "config.wsgi:application", room: int = 0, **given: str
) -> Iterator[int]:
    """The port of a web server of one process; its log is `web.log` in the folder. `words` are gunicorn's.

    With `room` no file of the process may grow beyond so many bytes: writing on fails as on a full disk.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = surroundings(**{
        "DATABASE_URL": runtime_database(), "LIANXI_BASE_DOMAIN": BASE, "LIANXI_PORT": str(port),
        "LIANXI_WORKERS": "1", "LIANXI_DATA": str(data), "LIANXI_STATIC_ROOT": os.environ["LIANXI_STATIC_ROOT"],
        **given,
    })  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "-c", str(DEPLOY / "gunicorn.conf.py"), *words, application]
    with (data / "web.log").open("wb") as log:
        narrow = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))) if room else None
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=log, preexec_fn=narrow)
    try:
        _wait_for(port, server)
        _SERVERS[port] = server
        yield port
    finally:
        end(server)


def _wait_for(port: int, server: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            ask(port, "/health", BASE)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("The web server did not start.")


def ask(
    port: int, path: str, host: str, *, body: Any = None, token: str = "", secure: bool = True, timeout: float = 60
) -> tuple[int, Any, bytes]:
    """Status, headers and body of what the server says to nginx; with a body it is posted as JSON."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    headers = {"Host": host} | ({"X-Forwarded-Proto": "https"} if secure else {})
    headers |= {"Authorization": f"Token {token}"} if token else {}
    try:
        if body is None:
            connection.request("GET", path, headers=headers)
        else:
            connection.request("POST", path, json.dumps(body), {**headers, "Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
