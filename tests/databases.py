"""The database under the tests: built once per version of the code, copied in half a second for each session.

A template database, named by a digest of everything that shapes it, holds six real governments. Each test process
copies it; tests work in the copy as the runtime role and with the governments' own roles, exactly as in production.
"""

import hashlib
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from kernel.database import grants
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.governments.provisioning import import_governments
from tests import memory

ROOT = Path(settings.ROOT)
#: A region, two of its leagues, two banners of the one and one of the other.
GOVERNMENTS = ("150000", "150100", "150200", "150102", "150121", "150202")

_PREFIX = "lianxi_test"
_COPIES = itertools.count()
_SHAPING = (
    "platform/kernel/**/*.py",
    "tenants/governments/**/*.py",
    "tenants/*/policies.py",
    "tenants/governments/data/*.csv",
    "*/*/models.py",
    "tests/databases.py",
)


def template_name() -> str:
    """Changes whenever the tables, their first rows, grants or governments could change."""
    digest = hashlib.sha256(repr((django.__version__, GOVERNMENTS, settings.INSTALLED_APPS)).encode())
    for file in sorted({file for pattern in _SHAPING for file in ROOT.glob(pattern)}):
        digest.update(file.read_bytes())
    for _, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(Path(__import__(migration.__module__, fromlist=["_"]).__file__ or "").read_bytes())
    return f"{_PREFIX}_template_{digest.hexdigest()[:12]}"


def own_name() -> str:
    """This process's own copy; several test runs may share a server."""
    return f"{_PREFIX}_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def make_template(name: str) -> None:
    """Build the template unless another process did; they wait for each other."""
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(20260715)")
        if _exists(server, name):
            return
        _drop_old(server)
        building = f"{name}_building"
        server.execute(f'DROP DATABASE IF EXISTS "{building}"')
        server.execute(f'CREATE DATABASE "{building}"')
        with _pointed_at(building):
            _fill()
        server.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')


def copy_template(name: str, template: str) -> None:
    """Make or remake this process's database."""
    drop(name)
    with _server() as server:
        server.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'
        )  # a tenth of the default's time
    _count_on(name)
    memory.WRITES.copied_anew()


def _count_on(name: str) -> None:
    """Let no number be given again: rows that are laid down from memory may have it (see `tests.memory`)."""
    if copies := next(_COPIES):
        with _connect(settings.MIGRATION_DATABASE, name) as owner:
            owner.execute(
                "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s) FROM pg_sequences",
                [copies * 1_000_000],
            )


def drop(name: str) -> None:
    """Drop the process's database with what is still connected to it.

    Not WITH (FORCE): that would also have to end the server's own vacuuming, which only a superuser may.
    """
    with _server() as server:
        if not _exists(server, name):
            return
        hang_up(name)
        for _ in range(5):
            try:
                server.execute(f'DROP DATABASE "{name}"')
            except psycopg.errors.ObjectInUse:
                hang_up(name)
            else:
                return
        raise RuntimeError(f"The test database {name} is still in use.")


def point_at(name: str) -> None:
    """Let every connection of this process, the owner's too, use that database from now on."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    settings.MIGRATION_DATABASE["NAME"] = name


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    before = settings.DATABASES["default"]["NAME"]
    point_at(name)
    try:
        yield
    finally:
        point_at(before)


def _fill() -> None:
    call_command("migrate_schemas", verbosity=0)
    import_governments([one for one in read_divisions(DIVISIONS) if one.code in GOVERNMENTS])
    grants_left = grants.differences(grants.all_schemas())
    assert grants_left == (set(), set())
    ContentType.objects.clear_cache()


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    with _connect(settings.MIGRATION_DATABASE, "postgres") as server:
        yield server


def hang_up(name: str) -> None:
    """End the runtime role's other connections, which the owner may not."""
    with _connect(settings.DATABASES["default"], name) as runtime:
        runtime.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = session_user AND pid <> pg_backend_pid()",
            [name],
        )


@contextmanager
def _connect(address: Any, database: str) -> Iterator[psycopg.Connection[Any]]:
    found = psycopg.connect(
        host=address["HOST"] or None,
        port=address["PORT"] or None,
        user=address["USER"],
        password=address["PASSWORD"],
        dbname=database,
        autocommit=True,
    )
    try:
        yield found
    finally:
        found.close()


def _exists(server: psycopg.Connection[Any], name: str) -> bool:
    return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _drop_old(server: psycopg.Connection[Any]) -> None:
    """Templates of other versions go, unless some test process is at work and may need its own again."""
    rows = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_PREFIX}%"]).fetchall()
    names = [name for (name,) in rows]
    if any("_template_" not in name and _runs(name) for name in names):
        return
    for name in names:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _runs(name: str) -> bool:
    process = name.removeprefix(f"{_PREFIX}_").split("_")[0]
    return process.isdigit() and Path(f"/proc/{process}").exists()
