"""The demonstration on one machine: `python -m deploy.demo PORT`, with `platform/` on the path.

It brings its own PostgreSQL unless DATABASE_URL is given, prepares the data, serves this machine only, and takes
everything down again when it is told to stop, at whatever moment that happens.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from deploy.children import Children, end
from deploy.datadirectory import ROOT, data_directory, held, prepared, secret_key
from deploy.freshness import preparation_digest
from deploy.introduction import introduction
from deploy.lent import lent
from deploy.refusals import StartRefusal, places_in_a_sentence
from deploy.static_files import is_fresh, sources_digest
from deploy.watch import Watch
from kernel.postgres import EmbeddedServer, PostgresRefusal, find_binaries

LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1"}
PATIENCE, LOOKS_EVERY = 60.0, 1.0
WEB_SERVER = [sys.executable, "-m", "gunicorn", "-c", "platform/deploy/gunicorn.conf.py", "config.wsgi:application"]
WORKER = [sys.executable, "manage.py", "worker"]
PREPARATION = [sys.executable, "-m", "deploy.prepare"]


class Stop(BaseException):
    """Somebody asked us to stop; no step may take it for an error of its own."""


class Ear:
    """Hears the signals to stop, and answers later while something is done that must not be cut in two."""

    def __init__(self) -> None:
        self.patient = False
        self.heard = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hear)

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """Finish what is inside first, then stop."""
        self.patient = True
        yield
        self.patient = False
        if self.heard:
            raise Stop

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.heard = True
        if not self.patient:
            raise Stop


class Demonstration:
    """One run: what was started is in `ending`, to be taken down in the opposite order."""

    def __init__(self, ear: Ear, ending: ExitStack) -> None:
        self.ear = ear
        self.ending = ending
        self.port = _port(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PORT", "8000"))
        self.host = _loopback(os.environ.get("LIANXI_HOST", "127.0.0.1"))
        self.data = prepared(data_directory(os.environ))
        self.children = Children(self.data)
        self.note: Path | None = None  # beside an embedded database: which code prepared it
        self.postgres: EmbeddedServer | None = None

    def run(self) -> None:
        """Prepare and serve until a signal comes."""
        self.ending.enter_context(held(self.data))
        self.children.end_leftovers()
        _free(self.host, self.port)
        environment = os.environ | _settings(self.data, self.host, self.port) | self._database()
        self._prepare(environment)
        self.ending.enter_context(lent(self.data, environment))
        environment.pop("LIANXI_MIGRATION_DATABASE_URL")  # the web server has no business with the owner's role
        self._serve(environment)

    def _database(self) -> dict[str, str]:
        """The addresses of the given database, or of an embedded one that ends with us."""
        if os.environ.get("DATABASE_URL"):
            return _given_database()
        server = EmbeddedServer(self.data / "postgres")
        with self.ear.patiently():
            self.ending.callback(server.stop)
            server.start()
        self.postgres = server
        self.note = server.home.path / "prepared.digest"
        _say(f"PostgreSQL {server.binaries.major} in {server.home.path}")
        return server.environment()

    def _prepare(self, environment: dict[str, str]) -> None:
        """Once for each state of the code. What can be made again need not wait for the disk at every commit."""
        digest = preparation_digest(environment)
        static = Path(environment.get("LIANXI_STATIC_ROOT") or self.data / "static")
        if self.note and self.note.exists() and self.note.read_text() == digest and is_fresh(static, sources_digest()):
            return
        if self._start(PREPARATION, environment | {"PGOPTIONS": "-c synchronous_commit=off"}).wait():
            raise StartRefusal("The data could not be prepared: the reason stands above.")
        if self.note:
            self.note.write_text(digest)

    def _serve(self, environment: dict[str, str]) -> None:
        server = self._start(WEB_SERVER, environment)
        watch = Watch(self.postgres, lambda: self._start(WORKER, environment))
        watch.look()  # the worker, without whom nothing is well
        _wait_for_health(server, self.host, self.port)
        _say("\n".join(introduction(self.port)))
        _say(f"READY http://localhost:{self.port}")
        while server.poll() is None:
            with self.ear.patiently():
                watch.look()
            time.sleep(LOOKS_EVERY)
        raise StartRefusal("The web server ended by itself: the reason stands above.")

    def _start(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with self.ear.patiently():
            child = self.children.start(command, environment=environment, cwd=ROOT)
            self.ending.callback(end, child)
        return child


def main() -> int:
    """0 when it was asked to stop, 1 with a sentence when it could not start or broke down."""
    ear = Ear()
    try:
        with places_in_a_sentence(), ExitStack() as ending:
            try:
                Demonstration(ear, ending).run()
            finally:
                ear.patient = True  # what takes things down is not interrupted
    except (StartRefusal, PostgresRefusal) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 0 if ear.heard else 1
    except Stop:
        _say("Stopped.")
    return 0


def _settings(data: Path, host: str, port: int) -> dict[str, str]:
    return {
        "LIANXI_DEMO": "true",
        "LIANXI_DATA": str(data),
        "LIANXI_SECRET_KEY": os.environ.get("LIANXI_SECRET_KEY") or secret_key(data),
        "LIANXI_HOST": host,
        "LIANXI_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        "PYTHONUNBUFFERED": "1",
    }


def _given_database() -> dict[str, str]:
    if not os.environ.get("LIANXI_MIGRATION_DATABASE_URL"):
        raise StartRefusal("DATABASE_URL is set: set LIANXI_MIGRATION_DATABASE_URL (the owner's role) as well.")
    return {"LIANXI_PG_BIN": os.environ.get("LIANXI_PG_BIN") or str(find_binaries().bin_dir)}


def _wait_for_health(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    until = time.monotonic() + PATIENCE
    answer = "nothing"
    while time.monotonic() < until:
        if server.poll() is not None:
            raise StartRefusal("The web server did not start: the reason stands above.")
        answer = _health(host, port)
        if answer == "200":
            return
        time.sleep(0.1)
    raise StartRefusal(f"The web server does not become healthy: /health answers {answer}.")


def _health(host: str, port: int) -> str:
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/health", headers={"Host": f"localhost:{port}"})
        return str(connection.getresponse().status)
    except (OSError, HTTPException) as silence:
        return str(silence)
    finally:
        connection.close()


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise StartRefusal(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return int(given)


def _loopback(host: str) -> str:
    if host not in LOOPBACK:
        raise StartRefusal(
            f"The demonstration prints its passwords, so it serves this machine only: LIANXI_HOST={host} is refused; "
            f"leave it out or give one of {', '.join(LOOPBACK)}."
        )
    return LOOPBACK[host]


def _free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise StartRefusal(f"Port {port} cannot be used ({taken.strerror}): try make demo PORT=…") from None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
