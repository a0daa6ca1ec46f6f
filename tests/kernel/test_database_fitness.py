"""A database that cannot carry Lianxi is refused in one sentence, and nothing is shown of the program's insides."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from kernel.database.fitness import require_fit_database
from kernel.database.owner import as_owner
from kernel.database.servers import Unreachable, refuse_old_server
from tenants.governments import template
from tests import databases

PASSWORD = "not-secret-at-all"


def manage(*words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` as an operator starts it, on this test's database unless told otherwise."""
    command = [sys.executable, "manage.py", *words]
    here = os.environ | surroundings
    return subprocess.run(command, cwd=settings.ROOT, env=here, capture_output=True, text=True, check=False)


def address(name: str, **parts: Any) -> str:
    """One of the two addresses of this test run, changed in some part."""
    return urlsplit(os.environ[name])._replace(**parts).geturl()


@pytest.fixture
def another_role(committed_db: None) -> Iterator[dict[str, Any]]:
    """A role that may log in and nothing else, as the settings of an owner."""
    role, owner = f"{databases.own_name()}_poor", settings.MIGRATION_DATABASE["USER"]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{PASSWORD}'")
        cursor.execute(f'GRANT "{role}" TO "{owner}"')
    yield {**settings.MIGRATION_DATABASE, "USER": role, "PASSWORD": PASSWORD}
    settings.MIGRATION_DATABASE["USER"] = owner
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{databases.own_name()}" OWNER TO "{owner}"')
        cursor.execute(f'DROP ROLE "{role}"')


def test_a_fit_database_is_taken(committed_db: None) -> None:
    require_fit_database()


@pytest.mark.parametrize("version", [96024, 140011, 149999])
def test_an_old_server_is_refused(version: int) -> None:
    with pytest.raises(ImproperlyConfigured, match="needs PostgreSQL 15 or newer"):
        refuse_old_server(version)


def test_the_oldest_server_that_serves_is_taken() -> None:
    refuse_old_server(150000)


def test_every_connection_asks_for_the_version(committed_db: None, monkeypatch: Any) -> None:
    asked: list[int] = []
    monkeypatch.setattr("kernel.database.base.refuse_old_server", asked.append)
    connection.close()
    connection.ensure_connection()
    assert asked == [connection.pg_version]


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    nobody = "postgresql://lianxi_app:hidden-word@127.0.0.1:1/lianxi"
    refused = manage("governments", DATABASE_URL=nobody)
    assert refused.returncode == 1
    assert "'lianxi' at 127.0.0.1, port 1, cannot be reached as role 'lianxi_app'" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "hidden-word" not in refused.stderr


def test_a_database_that_is_not_there_is_named(db: None) -> None:
    refused = manage("migrate_schemas", DATABASE_URL=address("DATABASE_URL", path="/not_there"))
    assert refused.returncode == 1
    assert "The database 'not_there'" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_page_of_health_still_answers_when_the_database_does_not(db: None, public_client: Any, monkeypatch) -> None:
    def fail() -> None:
        raise Unreachable(connection.settings_dict, psycopg.OperationalError("gone"))

    monkeypatch.setattr("tenants.governments.views.government_versions", fail)
    answer = public_client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")


def test_a_setting_that_is_missing_is_said_without_a_traceback() -> None:
    refused = manage("governments", DATABASE_URL="")
    assert refused.returncode == 1
    assert refused.stderr.startswith("DATABASE_URL is not set")


def test_two_addresses_of_different_databases_are_refused(committed_db: None, monkeypatch: Any) -> None:
    monkeypatch.setitem(settings.MIGRATION_DATABASE, "NAME", "postgres")
    with pytest.raises(ImproperlyConfigured, match="LIANXI_MIGRATION_DATABASE_URL to 'postgres': both must name"):
        call_command("migrate_schemas")


def test_an_owner_that_owns_nothing_is_refused(another_role: dict[str, Any], monkeypatch: Any) -> None:
    monkeypatch.setattr(settings, "MIGRATION_DATABASE", another_role)
    with pytest.raises(ImproperlyConfigured, match="does not own the database"):
        call_command("migrate_schemas")
    monkeypatch.undo()


def test_an_owner_that_may_not_create_roles_is_refused(another_role: dict[str, Any], monkeypatch: Any) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{databases.own_name()}" OWNER TO "{another_role["USER"]}"')
    monkeypatch.setattr(settings, "MIGRATION_DATABASE", another_role)
    with pytest.raises(ImproperlyConfigured, match=r"may not create the governments' roles: .* CREATEROLE"):
        call_command("migrate_schemas")
    monkeypatch.undo()


def test_a_missing_pg_dump_is_said_with_where_it_was_looked_for(db: None, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("LIANXI_PG_BIN", str(tmp_path))
    with pytest.raises(CommandError, match=f"no pg_dump of that version or newer was found .*{tmp_path}"):
        template.pg_dump()
