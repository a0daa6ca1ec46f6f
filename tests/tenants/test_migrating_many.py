"""Twenty governments brought to the next release by a process of its own, which may be killed on the way."""

import os
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from kernel.database.names import is_government_schema
from kernel.database.owner import as_owner
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.governments.models import Government
from tenants.governments.parallel import in_processes, in_threads
from tenants.governments.provisioning import import_governments
from tenants.governments.versions import schema_versions

MANY = 20


@pytest.fixture
def twenty(committed_db: None) -> None:
    """A tree large enough to be interrupted in the middle."""
    there = set(Government.objects.values_list("code", flat=True))
    others = [one for one in read_divisions(DIVISIONS) if one.code not in there]
    import_governments(others[: MANY - len(there)])
    assert Government.objects.count() == MANY


def migrating(later: str, *words: str) -> subprocess.Popen[str]:
    """`manage.py migrate_schemas` of the next release, on this test's database."""
    names = ("DATABASE_URL", "LIANXI_MIGRATION_DATABASE_URL")
    database = f"/{connection.settings_dict['NAME']}"
    addresses = {name: urlsplit(os.environ[name])._replace(path=database).geturl() for name in names}
    release = {"DJANGO_SETTINGS_MODULE": "tests.tenants.later.settings", "LATER": later}
    command = [sys.executable, "manage.py", "migrate_schemas", *words]
    surroundings = os.environ | addresses | release
    return subprocess.Popen(command, cwd=settings.ROOT, env=surroundings, stdout=subprocess.PIPE, text=True)


def versions_of_governments() -> list[str]:
    """The digests of the governments, most of which are the same."""
    return [digest for schema, digest in schema_versions().items() if is_government_schema(schema)]


@pytest.mark.rule("A20")
def test_a_killed_run_is_taken_up_where_it_stopped(twenty: None, public_client: Any) -> None:
    with migrating("sql") as killed:
        assert killed.stdout is not None
        assert any(line.startswith(f"[{MANY * 4 // 10}/{MANY}]") for line in killed.stdout)
        killed.kill()

    health = public_client.get("/health").json()
    assert health["status"] == "degraded"
    assert sorted(health["schema_versions"].values()) == sorted(
        versions_of_governments().count(digest) for digest in set(versions_of_governments())
    )
    assert len(health["schema_versions"]) == 2
    left = health["schema_versions"][min(health["schema_versions"], key=lambda one: one == schema_versions()["public"])]
    assert 0 < left <= MANY * 6 // 10

    with migrating("sql") as resumed:
        said, _ = resumed.communicate()
    assert f"[{left}/{left}]" in said
    assert "by migrations" not in said
    assert set(versions_of_governments()) == {schema_versions()["public"]}
    assert len(public_client.get("/health").json()["schema_versions"]) == 1


@pytest.mark.night
def test_python_runs_in_processes_of_their_own(twenty: None) -> None:
    with migrating("python") as run:
        said, _ = run.communicate()

    assert run.returncode == 0
    assert f"[{MANY}/{MANY}]" in said
    assert set(versions_of_governments()) == {schema_versions()["public"]}
    with as_owner(), connection.cursor() as cursor:
        processes = []
        for schema in schema_versions():
            if is_government_schema(schema):
                cursor.execute(f"SELECT session_key FROM {schema}.django_session")  # noqa: S608 — a checked name
                processes.append(int(cursor.fetchone()[0]))
    assert len(processes) == MANY
    assert run.pid not in processes
    assert len(set(processes)) == 2


def test_a_fault_in_one_government_lets_no_other_begin(committed_db: None) -> None:
    begun: list[str] = []

    def fail(schema: str) -> None:
        begun.append(schema)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(in_threads(fail, [f"g{number}" for number in range(100)]))
    assert len(begun) <= 2


def test_every_government_is_done_once_and_as_owner(committed_db: None) -> None:
    done: list[tuple[str, bool]] = []
    schemas = [f"g{number}" for number in range(50)]

    told = list(in_threads(lambda schema: done.append((schema, connection.acts_as_owner)), schemas))

    assert sorted(told) == sorted(schemas)
    assert sorted(done) == sorted((schema, True) for schema in schemas)
    assert not connection.acts_as_owner


def test_few_governments_need_no_further_process(committed_db: None) -> None:
    done: list[int] = []

    assert list(in_processes(lambda schema: done.append(os.getpid()), ["g1", "g2"])) == ["g1", "g2"]
    assert set(done) == {os.getpid()}
