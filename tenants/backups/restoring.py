"""Putting a backup back: each government in one transaction that also compares what came out with what was taken.

The backup is judged whole before anything is touched. A government whose tables are not exactly what was taken stays
as it was. Runs as owner.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import Error, transaction
from django_tenants.utils import schema_exists

from kernel.audit.services import faults
from kernel.canonical import Plain
from kernel.database.current import connection
from kernel.database.grants import set_grants
from kernel.database.names import PUBLIC, TEMPLATE, checked
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.backups import fingerprints
from tenants.backups.manifest import Manifest, Part, damaged, read
from tenants.backups.refusals import BackupRefusal, NotRestored
from tenants.backups.replaying import replay
from tenants.governments.models import Domain, Government
from tenants.governments.provisioning import schemas_of_governments
from tenants.governments.versions import schema_versions
from tenants.ledger import reconciliation

Say = Callable[[str], object]


@dataclass
class Place:
    """A government at a place of the tree where it stood once: the row policies ask for both."""

    schema_name: str
    path: str


def opened(folder: Path, *, government: str | None) -> Manifest:
    """The manifest, with one government's part (by its schema) or all of it; every file of it is read and compared."""
    manifest = read(folder)
    if government is None and not manifest.is_whole and len(manifest.governments) != 1:
        raise BackupRefusal(f"{folder} is no whole backup: say which government with --government CODE.")
    if government is not None or not manifest.is_whole:
        schema = government or manifest.governments[0]
        if schema not in manifest.governments:
            raise BackupRefusal(f"{folder} holds no government whose schema is {government}.")
        manifest = Manifest(**{**vars(manifest), "parts": {schema: manifest.parts[schema]}})
    spoilt = sorted(damaged(folder, manifest.parts))
    if spoilt:
        raise BackupRefusal(f"The backup is damaged: {', '.join(spoilt)} in {folder} is missing or was changed.")
    return manifest


def restore(folder: Path, manifest: Manifest, *, replace: bool, say: Say) -> None:
    """Put back what the manifest names, or nothing where it does not fit this database."""
    with as_owner():
        _refuse_other_versions(manifest)
        if not replace:
            _refuse_what_stands(manifest)
        if manifest.is_whole:
            _restore_public(folder, manifest)
            say("public and the template")
        elif fingerprints.of_content_types() != manifest.content_types:
            raise BackupRefusal(
                "This database numbers its content types differently from the one the backup was taken of: "
                "put the whole backup into an empty database instead."
            )
        for count, schema in enumerate(manifest.governments, start=1):
            _restore_government(folder, schema, manifest.parts[schema])
            say(f"[{count}/{len(manifest.governments)}] {schema}")


def doubts(government: Government) -> Iterator[str]:
    """What does not hold in a government although it is exactly as it was taken. As the government's own role."""
    with inside(government):
        for sentence in faults():
            yield f"{government.code}: {sentence}"
        moved = reconciliation.repair() if _has_moved() else []
        for difference in reconciliation.differences():
            yield str(difference)
    for difference in moved:
        if set(difference.columns) != {"path"}:
            yield f"{difference} (repaired)"


# --- what stops a restore ------------------------------------------------------------------------------------------


def _refuse_other_versions(manifest: Manifest) -> None:
    here = schema_versions().get(PUBLIC)
    other = sorted(schema for schema, part in manifest.parts.items() if part.version != here)
    if other:
        raise BackupRefusal(
            f"The backup of {other[0]} was taken of another schema version than this database has. It was made by "
            f"release {manifest.release}: restore it with that release, then run migrate_schemas of the newer one."
        )


def _refuse_what_stands(manifest: Manifest) -> None:
    standing = [schema for schema in manifest.governments if schema_exists(schema) and fingerprints.tables_of(schema)]
    if standing:
        raise BackupRefusal(
            f"{', '.join(standing[:5])}{' …' if standing[5:] else ''} holds data already: --replace deletes what is "
            "there and puts the backup in its place."
        )


# --- putting back --------------------------------------------------------------------------------------------------


@contextmanager
def _one_step(schema: str) -> Iterator[None]:
    """One transaction that does not wait long for people at work; its failure leaves the schema as it was."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '10s'")
            yield
    except (Error, OSError, EOFError) as fault:
        raise NotRestored(f"{schema} was not restored and is as it was before: {fault}") from fault


def _restore_public(folder: Path, manifest: Manifest) -> None:
    """The tree, the calendar and what else all share; then the template, whose permissions refer to it."""
    strange = set(schemas_of_governments()) - manifest.parts.keys()
    if strange:
        raise BackupRefusal(
            f"This database has governments that the backup lacks: {', '.join(sorted(strange))}. Restore into an "
            "empty database, or single governments with --government."
        )
    with _one_step(PUBLIC):
        quote = connection.ops.quote_name
        tables = [*fingerprints.public_tables(), *fingerprints.shared_tables()]
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(f'public.{quote(table)}' for table in tables)}")
        replay(folder / f"{PUBLIC}.sql.gz")
        _compare(PUBLIC, fingerprints.of_public(), manifest.parts[PUBLIC].tables)
        _put_schema(folder, TEMPLATE, manifest.parts[TEMPLATE])
        set_grants([PUBLIC, TEMPLATE])
    ContentType.objects.clear_cache()


def _restore_government(folder: Path, schema: str, part: Part) -> None:
    rows = json.loads((folder / f"{schema}.json").read_text())
    with _one_step(schema):
        _put_schema(folder, schema, part)
        government = _put_into_tree(rows)
        set_grants([schema])
        for table in fingerprints.shared_tables():
            _put_shared_rows(government, table, rows["tables"][table])
        with inside(government):
            _compare(schema, fingerprints.of_shared(schema), part.shared)


def _put_schema(folder: Path, schema: str, part: Part) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{checked(schema)}" CASCADE')
    replay(folder / f"{schema}.sql.gz")
    _compare(schema, fingerprints.of_schema(schema), part.tables)


def _compare(schema: str, found: fingerprints.Fingerprints, taken: fingerprints.Fingerprints) -> None:
    other = sorted(table for table in found.keys() | taken.keys() if found.get(table) != taken.get(table))
    if other:
        raise NotRestored(f"{schema} was not restored: {', '.join(other)} would not hold what was taken.")


def _put_into_tree(rows: Plain) -> Government:
    """The government's row. Where it stands already it stays: the tree of today belongs to all."""
    described, hosts = rows["government"], [host["domain"] for host in rows["hosts"]]
    government = Government.objects.filter(schema_name=described["schema_name"]).first()
    if government is None:
        government = _new_row(described, rows["relatives"])
    taken = Domain.objects.filter(domain__in=hosts).exclude(tenant=government).values_list("domain", flat=True)
    if taken:
        raise NotRestored(f"{government.schema_name} was not restored: {', '.join(taken)} is another one's host now.")
    for host in rows["hosts"]:
        Domain.objects.get_or_create(domain=host["domain"], tenant=government, is_primary=host["is_primary"])
    return government


def _new_row(described: Plain, relatives: dict[str, str | None]) -> Government:
    others = {name: Government.objects.filter(code=code).first() for name, code in relatives.items() if code}
    if None in others.values():
        raise NotRestored(
            f"{described['schema_name']} was not restored: a government that its row refers to is not in the tree."
        )
    numbers = {"id", *(f"{name}_id" for name in relatives)}
    kept = {name: value for name, value in described.items() if name not in numbers}
    government = Government(**kept, **others)
    government.save()
    Government.objects.filter(pk=government.pk).update(created_at=described["created_at"])
    government.refresh_from_db()
    return government


def _put_shared_rows(government: Government, table: str, rows: list[Plain]) -> None:
    """The government's own rows of one public table, each stated from where it stood in the tree."""
    quoted, code = connection.ops.quote_name(table), government.founding_code
    with inside(government), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM public.{quoted} WHERE government = %s", [code])  # noqa: S608 — our own table
    for path in sorted({row.get("path", government.path) for row in rows}):
        here = [row for row in rows if row.get("path", path) == path]
        with inside(Place(government.schema_name, path)), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO public.{quoted} SELECT * FROM json_populate_recordset(NULL::public.{quoted}, %s)",  # noqa: S608
                [json.dumps(here)],
            )


def _has_moved() -> bool:
    """Whether something unfinished still stands where the open government stood when it was taken."""
    return any(set(one.columns) == {"path"} for one in reconciliation.differences())
