"""Starting, refusing and resetting: nothing is shown to other machines, nothing foreign is deleted."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy import in_memory
from deploy.children import Children, end
from deploy.datadirectory import held, prepared, secret_key
from deploy.freshness import preparation_digest
from deploy.in_memory import has_room, place_in_memory
from deploy.introduction import introduction
from deploy.lent import borrowed, lent
from deploy.refusals import StartRefusal
from deploy.watch import Watch
from kernel.postgres import EmbeddedServer
from kernel.postgres.processes import postmaster
from tests.cast import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """One of our programs with that data directory, and without anything of this test run's own surroundings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIANXI_", "DATABASE_"))}
    ours = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}", "LIANXI_DATA": str(data), **settings}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, env=kept | ours, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", ""])  # noqa: S104 — what must be refused
def test_the_demonstration_serves_this_machine_only(tmp_path: Path, host: str) -> None:
    refused = run("deploy.demo", "8000", data=tmp_path / "data", LIANXI_HOST=host)

    assert refused.returncode == 1
    assert f"LIANXI_HOST={host} is refused" in refused.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0"])
def test_the_web_server_refuses_to_show_the_demonstration_elsewhere(tmp_path: Path, address: str) -> None:
    words = ["gunicorn", "-c", "platform/deploy/gunicorn.conf.py", "--bind", address, "config.wsgi:application"]

    refused = run(*words, data=tmp_path, LIANXI_DEMO="true")

    assert refused.returncode == 1
    assert "serves this machine only" in refused.stderr


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = run("deploy.demo", port, data=tmp_path / "data")

    assert refused.returncode == 1
    assert f"Port {port} cannot be used" in refused.stderr
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    refused = run("deploy.demo", port, data=tmp_path / "data")

    assert refused.returncode == 1
    assert "PORT must be a number from 1 to 65535" in refused.stderr


def test_a_given_database_needs_both_addresses(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
    refused = run("deploy.demo", port, data=tmp_path / "data", DATABASE_URL="postgresql://a:b@localhost/c")

    assert refused.returncode == 1
    assert "set LIANXI_MIGRATION_DATABASE_URL" in refused.stderr


def test_a_directory_with_other_files_is_neither_used_nor_deleted(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("somebody's")

    started, deleted = run("deploy.demo", "8000", data=tmp_path), run("deploy.reset", data=tmp_path)

    assert "holds other files" in started.stderr
    assert "was not made by Lianxi" in deleted.stderr
    assert (started.returncode, deleted.returncode) == (1, 1)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("program", [["deploy.demo", "8000"], ["deploy.test_environment", "--without-browser"]])
def test_a_place_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path, program: list[str]) -> None:
    """A file where a folder should be stops root as well, whom rights do not stop."""
    (tmp_path / "file").write_text("")

    refused = run(*program, data=tmp_path / "file" / "data")

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"{tmp_path / 'file' / 'data'} cannot be used by the account" in refused.stderr


def test_settings_are_lent_while_a_demonstration_runs_and_not_afterwards(tmp_path: Path) -> None:
    data = prepared(tmp_path / "data")
    asks, ours = {"LIANXI_DATA": str(data)}, {"DATABASE_URL": "postgresql://a@/b", "LIANXI_DEMO": "true", "HOME": "/"}

    with held(data), lent(data, ours):
        assert borrowed(asks) == {"DATABASE_URL": "postgresql://a@/b", "LIANXI_DEMO": "true"}
        assert borrowed(asks | {"DATABASE_URL": "postgresql://own@/own"}) == {}
        assert (data / "environment.json").stat().st_mode & 0o777 == 0o600
        shutil.copy(data / "environment.json", tmp_path / "left.json")
    assert borrowed(asks) == {}

    shutil.copy(tmp_path / "left.json", data / "environment.json")
    assert borrowed(asks) == {}, "what a killed demonstration left leads to a server that may be another one by now"


def test_a_directory_in_use_is_refused_with_the_process_that_uses_it(tmp_path: Path) -> None:
    data = prepared(tmp_path / "data")

    with held(data):
        refused = run("deploy.demo", "8000", data=data)

    assert refused.returncode == 1
    assert f"{data} is in use by process {os.getpid()}" in refused.stderr


def test_reset_deletes_what_is_ours_and_is_content_with_nothing(tmp_path: Path) -> None:
    data = prepared(tmp_path / "data")

    first, second = run("deploy.reset", data=data), run("deploy.reset", data=data)

    assert (first.returncode, second.returncode) == (0, 0)
    assert not data.exists()
    assert "nothing to reset" in second.stdout


def test_reset_deletes_what_a_killed_test_run_left_in_memory(tmp_path: Path) -> None:
    data = prepared(tmp_path / "data")
    left = place_in_memory(data / "test")
    left.mkdir(mode=0o700)
    (left / "data.unfinished").mkdir()

    run("deploy.reset", data=data)

    assert not left.exists()
    assert place_in_memory(tmp_path / "test") != left, "two checkouts would share a database"


@pytest.mark.parametrize(("available", "enough"), [(64 << 20, True), (4 << 20, False)])
def test_the_database_of_the_tests_lies_in_memory_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, available: int, enough: bool
) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text(f"MemTotal: {128 << 20} kB\nMemAvailable: {available} kB\n")

    assert has_room(tmp_path, meminfo) is enough
    assert not has_room(tmp_path / "nowhere", meminfo)
    monkeypatch.setattr(in_memory, "ROOM", shutil.disk_usage(tmp_path).total + 1)
    assert not has_room(tmp_path, meminfo)


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    key = secret_key(tmp_path)

    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_two_processes_cannot_hold_one_directory(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(StartRefusal), held(tmp_path):
        pass
    with held(tmp_path):
        assert (tmp_path / "in-use.lock").read_text() == str(os.getpid())


def test_only_the_same_directorys_leftovers_are_ended(tmp_path: Path) -> None:
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    ours, theirs = Children(tmp_path / "ours"), Children(tmp_path / "theirs")
    left = ours.start(sleeping, environment=os.environ, cwd=tmp_path)
    other = theirs.start(sleeping, environment=os.environ, cwd=tmp_path)

    ours.end_leftovers()

    assert left.wait(5) != 0
    assert other.poll() is None
    end(other)


def test_a_preparation_counts_for_the_same_code_and_settings_only() -> None:
    settings = {"LIANXI_BASE_DOMAIN": "localhost", "LIANXI_PORT": "8000"}
    prepared_with = preparation_digest(settings)

    assert preparation_digest({**settings, "LIANXI_PORT": "8001", "HOME": "/elsewhere"}) == prepared_with
    assert preparation_digest({**settings, "LIANXI_BASE_DOMAIN": "example.org"}) != prepared_with


def sleeper(seconds: int = 60) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})"])


def test_a_killed_database_is_started_again_and_one_that_keeps_ending_is_given_up(tmp_path: Path, capsys) -> None:
    server, worker = EmbeddedServer(tmp_path / "pg", for_tests=True), sleeper()
    watch = Watch(server, lambda: worker)
    try:
        server.start()
        watch.look()
        assert capsys.readouterr().out == ""

        kill(server)
        watch.look()
        assert server.running()
        assert "it is started again" in capsys.readouterr().out

        kill(server)
        with pytest.raises(StartRefusal, match=r"PostgreSQL keeps ending: the reason stands in .*server\.log"):
            watch.look()
    finally:
        end(worker)
        server.destroy()


def kill(server: EmbeddedServer) -> None:
    pid = postmaster(server.home.data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while server.lives() and time.monotonic() < until:
        time.sleep(0.05)


def test_a_worker_that_ended_is_started_again_but_not_over_and_over() -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(sleeper(0))
        return started[-1]

    watch = Watch(None, start)
    watch.look()
    started[0].wait(10)
    watch.look()
    assert len(started) == 1, "not at once"

    watch.worker_started -= 60
    watch.look()
    assert len(started) == 2
    started[1].wait(10)


def test_the_introduction_names_every_demonstration_host_and_the_password() -> None:
    said = "\n".join(introduction(8123))

    for host in ("localhost", "150000.localhost", "150100.localhost", "150121.localhost", "150102.localhost"):
        assert f"http://{host}:8123" in said
    assert DEMO_PASSWORD in said
