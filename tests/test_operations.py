"""docs/operations.md is followed word by word: its chapter on production makes an installation that serves.

The blocks run in one shell, in their order, against an empty PostgreSQL, Debian's where the machine has one. Only what
belongs to the machine and its administrator is put in their place: the system's folders lie in the test's own, `sudo`
runs as who runs the tests, no package and no account is made, and the units' programs are run without systemd.
"""

import itertools
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from deploy.children import end
from kernel.postgres import EmbeddedServer
from kernel.postgres.binaries import Binaries
from kernel.postgres.roles import SUPERUSER
from tests.serving import ROOT, ask

CHAPTER = re.compile(r"^## Production$(.*?)^## ", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What the machine's administrator has and a test has not; each is looked at and passed over.
ADMINISTRATION = ("daemon-reload", "restart postgresql", "reload nginx")
PASSED_OVER = ("apt-get", "useradd", *(f"systemctl {words}" for words in ADMINISTRATION))
DOMAIN = "lianxi.example.gov.cn"

SUDO = """#!/bin/sh
if [ "$1" = -u ]; then shift 2; fi
exec "$@"
"""
INSTALL = """#!/usr/bin/env python3
import os, sys
words = iter(sys.argv[1:])
kept = [word for word in words if word not in ("-o", "-g") or not next(words)]
os.execv("/usr/bin/install", ["install", *kept])
"""
#: What the settings name in the places of the machine, named in those of the test.
SETTLE = """#!/bin/sh
exec sed -i "s|/var/lib/|$HERE/var/lib/|; s|127.0.0.1:5432/lianxi|/lianxi?host=$PGHOST|
  s|LIANXI_PORT=.*|LIANXI_PORT=$PORT|
  s|^LIANXI_STATIC_ROOT=.*|LIANXI_STATIC_ROOT=$COLLECTED|" "$LIANXI_SETTINGS"/*.env
"""
PASSING = """#!/bin/sh
echo "$(basename "$0") $*" >> "$PASSED_OVER"
"""


TOKEN = """
from django.utils import timezone
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from kernel.schema import inside
from tenants.governments.models import Government
with inside(Government.objects.get(code="330106")):
    User.objects.filter(username="union_clerk").update(password_is_initial=False)
    print(issue_token(user=User.objects.get(username="union_clerk"), at=timezone.now())[0])
"""


class Empty(EmbeddedServer):
    """A server as a machine's administrator finds it: a superuser, and neither roles nor database of ours."""

    @cached_property
    def binaries(self) -> Binaries:
        """Debian's programs where there are some that the account may run."""
        for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
            if int(place.parent.name) >= 15 and (place / "initdb").exists():
                return Binaries(place, int(place.parent.name))
        return EmbeddedServer.binaries.func(self)  # type: ignore[attr-defined,no-any-return]

    def _bootstrap(self) -> None:
        """Nothing: the manual does it."""


class Machine:
    """Folders in place of the system's, and programs in place of the administrator's."""

    def __init__(self, folder: Path, server: Empty, port: int) -> None:
        self.folder, self.server, self.port = folder, server, port
        self.programs, self.passed = folder / "programs", folder / "passed-over"
        for part in ("programs", "etc/systemd/system", "etc/nginx/conf.d", "usr/local/bin", "var"):
            (folder / part).mkdir(parents=True)
        passing = dict.fromkeys(("systemctl", "useradd", "apt-get"), PASSING)
        for name, text in {"sudo": SUDO, "install": INSTALL, "settle": SETTLE, **passing}.items():
            (self.programs / name).write_text(text)
            (self.programs / name).chmod(0o755)

    def here(self, text: str) -> str:
        """The text with the test's folders in the place of the machine's."""
        for place in ("/etc/", "/var/", "/usr/local/bin/"):
            text = re.sub(rf"(?<![\w/]){place}", f"{self.folder}{place}", text)
        return text.replace("/opt/lianxi", str(ROOT))

    @property
    def environment(self) -> dict[str, str]:
        """What an administrator's shell knows, and the superuser's way into the server in place of an account's."""
        ours = ("LIANXI_", "DATABASE_", "PY", "DJANGO")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        paths = (self.programs, self.folder / "usr/local/bin", self.server.bin_dir)
        return kept | {
            "PATH": os.pathsep.join([*map(str, paths), os.environ["PATH"]]),
            "PASSED_OVER": str(self.passed),
            "HERE": str(self.folder),
            "PORT": str(self.port),
            "COLLECTED": os.environ["LIANXI_STATIC_ROOT"],
            "LIANXI_SETTINGS": str(self.folder / "etc/lianxi"),
            "PGHOST": str(self.server.home.socket_directory),
            "PGUSER": SUPERUSER,
            "PGPASSWORD": self.server.home.passwords()[SUPERUSER],
        }

    def follow(self, blocks: list[str]) -> None:
        """Run the blocks in one shell, which stops at the first command that fails."""
        first, *others = (self.here(block) for block in blocks)
        script = "\n".join(["set -eu", first, "settle", *others])
        done = subprocess.run(["sh"], input=script, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"

    @property
    def passed_over(self) -> list[str]:
        """The lines of the manual that the test has not followed."""
        return self.passed.read_text().splitlines()

    @property
    def enabled(self) -> list[str]:
        """The units that the manual enables."""
        return next(line for line in self.passed_over if line.startswith("systemctl enable --now ")).split()[3:]

    def restart(self, way: str) -> None:
        """Restart PostgreSQL for real, the one way or the other."""
        data = str(self.server.home.data)
        self.server._run("pg_ctl", "-D", data, "-w", "-m", way, "stop", capture_output=True)
        assert not self.server.running()
        self.server.start()

    def superuser(self, *statements: str) -> str:
        """What psql answers the superuser."""
        return str(self.server._psql("-At", "-d", "lianxi", *(f"-c{one}" for one in statements)).stdout)

    def titles(self) -> set[str]:
        """The topics that are really in the database."""
        return set(self.superuser("SELECT title FROM g330106.topics_topic").splitlines())

    def token(self) -> str:
        """A token of the union's clerk, whose one-time password counts as replaced."""
        words = ["sh", "-c", f"lianxi shell -c {shlex.quote(TOKEN)}"]
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.split()[-1]

    def unit(self, name: str) -> "subprocess.Popen[bytes]":
        """The program of a unit, with the settings that its file names."""
        lines = self.here((self.folder / "etc/systemd/system" / f"{name}.service").read_text()).splitlines()
        settings = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
        environment = self.environment
        for key, _, value in settings:
            if key == "Environment":
                environment |= dict(word.partition("=")[::2] for word in shlex.split(value))
            if key == "EnvironmentFile":
                given = [line for line in Path(value).read_text().splitlines() if line and not line.startswith("#")]
                environment |= dict(line.partition("=")[::2] for line in given)
        command = next(value for key, _, value in settings if key == "ExecStart")
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(["sh", "-c", f"exec {command}"], env=environment, cwd=ROOT, stdout=log, stderr=log)


def blocks() -> list[str]:
    """The blocks of the chapter on production, in their order."""
    chapter = CHAPTER.search((ROOT / "docs/operations.md").read_text())
    assert chapter
    return BLOCK.findall(chapter.group(1))


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """Its folder may be passed through by the account to which root lends PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="lx"))
    folder.chmod(0o711)
    server = Empty(folder / "postgres")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    try:
        server.start()
        yield Machine(folder, server, port)
    finally:
        server.destroy()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def installed(machine: Machine) -> Iterator[Machine]:
    """The machine after the chapter was followed, with the units that it enables at work."""
    machine.follow(blocks())
    running = [machine.unit(name) for name in machine.enabled if "." not in name]
    try:
        yield machine
    finally:
        for one in running:
            end(one)


def test_the_chapter_on_production_makes_an_installation_that_serves(installed: Machine) -> None:
    health = healthy(installed.port)
    assert (health["status"], health["governments"], health["jobs"]["workers"]) == ("ok", 3, 1)
    assert ask(installed.port, "/sign-in", f"330106.{DOMAIN}")[0] == 200

    passwords = (installed.folder / "var/backups/lianxi/passwords.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(passwords) == 1 + 2 * 5, "the first government's five were printed when it was made"
    assert DOMAIN in (installed.folder / "etc/nginx/conf.d/lianxi.conf").read_text()


def test_every_unit_that_the_manual_enables_is_there_and_nothing_else_is_passed_over(installed: Machine) -> None:
    there = {file.name for file in (installed.folder / "etc/systemd/system").iterdir()}
    units = {name if "." in name else f"{name}.service" for name in installed.enabled}
    assert {"lianxi-web.service", "lianxi-worker.service"} < units <= there

    others = [line for line in installed.passed_over if not line.startswith((*PASSED_OVER, "systemctl enable --now "))]
    assert others == []


@pytest.mark.rule("A18")
@pytest.mark.parametrize(("way", "window"), [("fast", 15.0), ("immediate", 30.0)])
def test_a_restart_of_the_database_loses_no_acknowledged_write(installed: Machine, way: str, window: float) -> None:
    with Writers(installed) as writers:
        writers.until_acknowledged(10)
        begun = time.monotonic()
        installed.restart(way)
        writers.until_acknowledged(10)
        assert time.monotonic() - begun < window

    assert len(writers.acknowledged) >= 20
    assert writers.acknowledged - installed.titles() == set()
    assert healthy(installed.port)["jobs"]["workers"] == 1, "the worker came back too"


@pytest.mark.control("A18")
def test_without_waiting_for_the_log_a_restart_loses_acknowledged_writes(installed: Machine) -> None:
    writers = Writers(installed)
    installed.superuser("ALTER SYSTEM SET synchronous_commit = off")
    installed.restart("fast")
    healthy(installed.port)
    writer = installed.superuser("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'")
    os.kill(int(writer), signal.SIGSTOP)  # it would soon write what nobody waits for
    with writers:
        writers.until_acknowledged(10)
        installed.restart("immediate")

    assert writers.acknowledged - installed.titles() != set()


class Writers:
    """Threads that propose topics, each under a key of its own, again and again until it is acknowledged."""

    def __init__(self, machine: Machine, count: int = 4) -> None:
        self.machine, self.token = machine, machine.token()
        self.acknowledged: set[str] = set()
        self.others: set[int] = set()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(count)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        assert self.others <= {503}

    def until_acknowledged(self, more: int) -> None:
        """Wait until so many further writes are acknowledged."""
        wanted, until = len(self.acknowledged) + more, time.monotonic() + 60
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < until, f"answers other than 201: {self.others}"
            time.sleep(0.05)

    def _write(self, number: int) -> None:
        for count in itertools.count():
            title = f"议题{number}之{count}之{time.monotonic_ns()}"
            while not self._proposed(title):
                if self._over.is_set():
                    return
                time.sleep(0.2)
            self.acknowledged.add(title)
            if self._over.is_set():
                return

    def _proposed(self, title: str) -> bool:
        topic = {"origin": "union", "title": title, "category": "worker_interests", "background": "背景"}
        try:
            status = ask(self.machine.port, "/api/v1/topics", f"330106.{DOMAIN}", body=topic, token=self.token)[0]
        except OSError:
            return False
        if status != 201:
            self.others.add(status)
        return status == 201


def healthy(port: int) -> Any:
    """What /health says as soon as it says that somebody is served."""
    until, said = time.monotonic() + 60, b""
    while time.monotonic() < until:
        with suppress(OSError):
            status, _, said = ask(port, "/health", DOMAIN)
            if status == 200:
                return json.loads(said)
        time.sleep(0.5)
    raise AssertionError(f"The installation does not become healthy: {said.decode()}")
