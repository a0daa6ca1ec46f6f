"""Bringing every schema to the current version: public, the template, then each government that is behind.

Where a change is plain SQL it is written down once and replayed in each government, which costs milliseconds; only a
change that needs Python goes through Django's executor for each. Every government is one transaction, so a run that
was interrupted is simply started again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import router, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel, RenameModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.postgresql_backend.base import FakeTenant

from kernel.database.current import connection
from kernel.database.names import PUBLIC, TEMPLATE, checked
from kernel.database.statements import run_each, split
from kernel.schema import inside
from tenants.governments.parallel import in_processes, in_threads
from tenants.governments.provisioning import schemas_of_governments
from tenants.governments.versions import schema_versions

Say = Callable[[str], object]


def behind() -> list[str]:
    """Schemas that are not on the version of this code, in the order in which they are to be migrated.

    Public is compared with the code, everything else with public.
    """
    with in_schema(PUBLIC):
        expected = [PUBLIC, TEMPLATE, *(schemas_of_governments() if _has_tree() else [])]
        if _has_plan():
            return expected
        versions = schema_versions()
    return [schema for schema in expected if versions.get(schema) != versions[PUBLIC]]


def migrate_one(schema: str, *, verbosity: int) -> None:
    """Let Django's own executor bring one schema up to date, permissions of new models included."""
    ensure_schema(schema)
    with in_schema(schema):
        call_command(DjangoMigrate(), verbosity=verbosity, interactive=False, skip_checks=True)


def ensure_schema(schema: str) -> None:
    """Create the schema and its own record of migrations, which would otherwise be looked up in public."""
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{checked(schema)}"')
    before = connection.tenant
    connection.set_tenant(FakeTenant(schema), include_public=False)
    try:
        MigrationRecorder(connection).ensure_schema()
    finally:
        connection.set_tenant(before)


def migrate_governments(schemas: list[str], *, say: Say, verbosity: int) -> None:
    """Migrate governments that are behind; those on the same old version share one plan, written down once."""
    versions = schema_versions()
    scripts: dict[str | None, Script | None] = {}
    for schema in schemas:
        if versions.get(schema) not in scripts:
            with in_schema(schema):
                scripts[versions.get(schema)] = Script.of_plan()
    of_schema = {schema: scripts[versions.get(schema)] for schema in schemas}
    replayed = {schema: script for schema, script in of_schema.items() if script is not None}
    others = [schema for schema, script in of_schema.items() if script is None]
    done = count(1)
    for schema in in_threads(lambda schema: replayed[schema].replay_in(schema), replayed):
        say(f"[{next(done)}/{len(schemas)}] {schema} by replay")
    for schema in in_processes(partial(migrate_one, verbosity=verbosity), others):
        say(f"[{next(done)}/{len(schemas)}] {schema} by migrations")


@contextmanager
def in_schema(schema: str) -> Iterator[None]:
    """Work in a schema without a government's row: public, the template, or one that is being migrated."""
    with inside(FakeTenant(schema)):
        yield


@dataclass(frozen=True)
class Script:
    """What a plan does to a government, as SQL that is the same in each of them."""

    sql: str

    @classmethod
    def of_plan(cls) -> "Script | None":
        """The current schema's plan as SQL; None when a step needs Python or rows of permissions."""
        executor = MigrationExecutor(connection)
        plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        if not all(_is_plain_sql(migration) for migration in plan):
            return None
        state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
        lines: list[str] = []
        for migration in plan:
            with connection.schema_editor(collect_sql=True, atomic=True) as editor:
                state = migration.apply(state, editor, collect_sql=True)
            lines += [line for line in editor.collected_sql if not line.startswith("--")]
            lines.append(_record(migration))
        return cls("\n".join(lines))

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The SQL, cut where each statement ends."""
        return tuple(split(self.sql))

    def replay_in(self, schema: str) -> None:
        """Run it in one government, in one transaction that does not wait long for people at work."""
        with in_schema(schema), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            run_each(self.statements)


def _record(migration: Migration) -> str:
    values = f"'{migration.app_label}', '{migration.name}', now()"
    return f"INSERT INTO django_migrations (app, name, applied) VALUES ({values});"  # noqa: S608 — names of our own files


def _is_plain_sql(migration: Migration) -> bool:
    """Whether the SQL is all there is. What happens in public only leaves nothing to do in a government."""
    if not router.allow_migrate(connection.alias, migration.app_label):
        return True
    return migration.atomic and not migration.replaces and all(map(_operation_is_plain_sql, migration.operations))


def _operation_is_plain_sql(operation: Operation) -> bool:
    if isinstance(operation, RenameModel):
        return False
    if isinstance(operation, CreateModel):
        return operation.options.get("default_permissions") == () and not operation.options.get("permissions")
    if "permissions" in getattr(operation, "options", {}):
        return False
    return operation.reduces_to_sql


def _has_plan() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _has_tree() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.governments_government') IS NOT NULL")
        return bool(cursor.fetchone()[0])
