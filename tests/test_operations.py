"""docs/operations.md is followed word by word: its chapter on production makes an installation that serves.

The blocks run in one shell, in their order, against an empty PostgreSQL, Debian's where the machine has one. Only what
belongs to the machine and its administrator is put in their place: the system's folders lie in the test's own, `sudo`
runs as who runs the tests, no package and no account is made, and the units' programs are run without systemd.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

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
        done = subprocess.run(["bash"], input=script, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"

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
            return subprocess.Popen(shlex.split(command), env=environment, cwd=ROOT, stdout=log, stderr=log)


def blocks() -> list[str]:
    """The blocks of the chapter on production, in their order."""
    chapter = CHAPTER.search((ROOT / "docs/operations.md").read_text())
    assert chapter
    return BLOCK.findall(chapter.group(1))


@pytest.fixture
def machine() -> Iterator[Machine]:
    """Its folder may be passed through by the account to which root lends PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="lx"))
    folder.chmod(0o711)
    server = Empty(folder / "postgres", for_tests=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    try:
        server.start()
        yield Machine(folder, server, port)
    finally:
        server.destroy()
        shutil.rmtree(folder)


def test_the_chapter_on_production_makes_an_installation_that_serves(machine: Machine) -> None:
    machine.follow(blocks())

    passed = machine.passed.read_text().splitlines()
    enabled = next(line for line in passed if line.startswith("systemctl enable --now ")).split()[3:]
    assert [line for line in passed if not line.startswith(PASSED_OVER) and "enable --now" not in line] == []
    assert {f"{name}.service" if "." not in name else name for name in enabled} <= {
        file.name for file in (machine.folder / "etc/systemd/system").iterdir()
    }
    assert DOMAIN in (machine.folder / "etc/nginx/conf.d/lianxi.conf").read_text()
    passwords = (machine.folder / "var/backups/lianxi/passwords.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(passwords) == 1 + 2 * 5, "the first government's five were printed when it was made"

    running = [machine.unit(name) for name in enabled if "." not in name]
    try:
        health = _healthy(machine.port)
        assert (health["status"], health["governments"], health["jobs"]["workers"]) == ("ok", 3, 1)
        account, password = passwords[1].split(",")[3::2]
        sent = {"username": account, "password": password}
        assert ask(machine.port, "/api/v1/tokens", f"330100.{DOMAIN}", body=sent)[0] in {200, 201, 403}
        assert ask(machine.port, "/sign-in", f"330106.{DOMAIN}")[0] == 200
    finally:
        for one in running:
            end(one)


def _healthy(port: int) -> Any:
    until, said = time.monotonic() + 60, b""
    while time.monotonic() < until:
        try:
            status, _, said = ask(port, "/health", DOMAIN)
            if status == 200:
                return json.loads(said)
        except OSError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"The installation does not become healthy: {said.decode()}")
