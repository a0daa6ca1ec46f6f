"""Starting and stopping one embedded server, also after everything was killed."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kernel.postgres.binaries import Binaries, copy_of_wheel, find_binaries
from kernel.postgres.configuration import configure, initdb_options
from kernel.postgres.homes import Home, settle
from kernel.postgres.processes import RECOVERY, clear_the_dead, postmaster, wait_until_gone
from kernel.postgres.refusals import PostgresRefusal
from kernel.postgres.roles import APP, DATABASE, OWNER, SUPERUSER, bootstrap_script

PORT = 5432


class EmbeddedServer:
    """One PostgreSQL for one directory; whoever starts it second shares it.

    `for_tests` trades durability for speed and lets the owner make databases. It belongs to a home of its own.
    """

    def __init__(self, home: Path, *, for_tests: bool = False) -> None:
        self.wanted_home = home
        self.for_tests = for_tests

    @cached_property
    def home(self) -> Home:
        """Where the files really are; made on first use."""
        return settle(self.wanted_home)

    @cached_property
    def binaries(self) -> Binaries:
        """Programs of the version that made the data, in a place the account can enter."""
        found = find_binaries(major=self.home.major)
        if self.home.account.can_run(found.program("postgres")):
            return found
        return copy_of_wheel(found, into=self.home.path)

    @property
    def bin_dir(self) -> Path:
        """Where pg_dump is; provisioning needs it."""
        return self.binaries.bin_dir

    def start(self) -> None:
        """Bring the server up with its roles and database; returns when it really answers."""
        with self._alone():
            self.home.prepare_socket_directory()
            if not self._answers():
                self._make_data()
                clear_the_dead(self.home.data, lock_file=self._socket.with_name(f"{self._socket.name}.lock"))
                self._launch()
            self._bootstrap()

    def stop(self) -> None:
        """End sessions and stop cleanly; nothing to do when nothing runs."""
        if self.home.major and postmaster(self.home.data):
            self._run("pg_ctl", "-D", str(self.home.data), "-w", "-m", "fast", "stop", capture_output=True)
            wait_until_gone(self.home.data)
            if self.home.socket_directory != self.home.path:
                shutil.rmtree(self.home.socket_directory, ignore_errors=True)

    def running(self) -> bool:
        """Whether the server answers a real query, which a process id alone does not tell."""
        return self.home.major is not None and self._answers()

    def lives(self) -> bool:
        """Whether its process is there; asked often, so nothing is asked of the server itself."""
        return postmaster(self.home.data) is not None

    def urls(self) -> tuple[str, str]:
        """DATABASE_URL and LIANXI_MIGRATION_DATABASE_URL, in the form that the settings read."""
        passwords = self.home.passwords()
        where = f"{DATABASE}?host={quote(str(self.home.socket_directory))}&port={PORT}"
        app, owner = (f"postgresql://{role}:{passwords[role]}@/{where}" for role in (APP, OWNER))
        return app, owner

    def environment(self) -> dict[str, str]:
        """What a process needs to use this server."""
        app, owner = self.urls()
        return {"DATABASE_URL": app, "LIANXI_MIGRATION_DATABASE_URL": owner, "LIANXI_PG_BIN": str(self.bin_dir)}

    def destroy(self) -> None:
        """Stop and delete the data, wherever they are."""
        self.stop()
        for directory in {self.home.path, self.wanted_home}:
            shutil.rmtree(directory, ignore_errors=True)

    @property
    def _socket(self) -> Path:
        return self.home.socket_directory / f".s.PGSQL.{PORT}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starters at the same moment take turns; the second finds a running server."""
        lock = self.home.path / "start.lock"
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            self.home.account.own(lock, mode=0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _make_data(self) -> None:
        """Run initdb once; a directory that an interrupted initdb left is made again."""
        if self.home.major:
            return
        shutil.rmtree(self.home.data, ignore_errors=True)
        word = self.home.path / "first.password"
        word.write_text(self.home.passwords()[SUPERUSER])
        self.home.account.own(word, mode=0o600)
        options = initdb_options(major=self.binaries.major, linux=sys.platform == "linux")
        unfinished = self.home.path / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._must("initdb", "-D", str(unfinished), "-U", SUPERUSER, f"--pwfile={word}", *options)
        word.unlink()
        unfinished.rename(self.home.data)

    def _launch(self) -> None:
        linux = sys.platform == "linux"
        configure(self.home.data, socket_directory=self.home.socket_directory, for_tests=self.for_tests, linux=linux)
        started = ["-D", str(self.home.data), "-w", "-t", str(int(RECOVERY)), "-l", str(self.home.log), "start"]
        self._must("pg_ctl", *started, stdin=subprocess.DEVNULL)
        if not self._answers():
            raise PostgresRefusal(f"PostgreSQL was started but does not answer: see {self.home.log}.")

    def _bootstrap(self) -> None:
        passwords = self.home.passwords()
        script = bootstrap_script(
            owner_password=passwords[OWNER], app_password=passwords[APP], for_tests=self.for_tests
        )
        done = self._psql("-v", "ON_ERROR_STOP=1", input=script)
        if done.returncode:
            raise PostgresRefusal(f"The roles of Lianxi could not be made: {done.stderr.strip()}")

    def _answers(self) -> bool:
        return self._socket.exists() and bool(self._psql("-c", "SELECT 1").returncode == 0)

    def _psql(self, *arguments: str, **options: Any) -> Any:
        address = ["-h", str(self.home.socket_directory), "-p", str(PORT), "-U", SUPERUSER, "-d", "postgres"]
        password = self.home.passwords()[SUPERUSER]
        return self._run("psql", "-X", "-q", *address, *arguments, password=password, capture_output=True, **options)

    def _run(self, program: str, *arguments: str, password: str = "", **options: Any) -> Any:
        command = [self.binaries.program(program), *arguments]
        return self.home.account.run(command, home=self.home.path, password=password, **options)

    def _must(self, program: str, *arguments: str, **options: Any) -> None:
        done = self._run(program, *arguments, capture_output=True, **options)
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            raise PostgresRefusal(f"{program} failed in {self.home.path} as {self.home.account.name}: {said}")
