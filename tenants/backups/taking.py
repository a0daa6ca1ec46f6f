"""Taking a backup: every file from one moment of the database, in a directory that appears when it is complete.

One snapshot is shared by all programs and questions, so people may go on working meanwhile. Runs as owner.
"""

import json
import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from kernel import clock
from kernel.canonical import Plain
from kernel.database import queue
from kernel.database.current import connection
from kernel.database.names import PUBLIC, TEMPLATE
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.backups import fingerprints
from tenants.backups.manifest import Manifest, Part, digest_of
from tenants.backups.refusals import BackupRefusal
from tenants.governments.models import Government
from tenants.governments.template import run_pg_dump
from tenants.governments.versions import schema_versions

Say = Callable[[str], object]
#: A government's references to others; a backup names those by code, because their numbers may be others elsewhere.
RELATIVES = [field.name for field in Government._meta.fields if field.related_model is Government]


def take(governments: list[Government], *, whole: bool, to: Path, say: Say) -> Manifest:
    """Write these governments, and public and the template too when it is the whole, into a new directory."""
    with _appearing(to) as folder, as_owner(), transaction.atomic():
        taker = Taker(folder, _shared_snapshot())
        parts = {PUBLIC: taker.public(), TEMPLATE: taker.schema(TEMPLATE)} if whole else {}
        for count, government in enumerate(governments, start=1):
            parts[government.schema_name] = taker.government(government)
            say(f"[{count}/{len(governments)}] {government.schema_name} {government.name}")
        manifest = Manifest(
            release=release(),
            taken_at=clock.recorded_now().isoformat(timespec="seconds"),
            postgresql=_server_version(),
            content_types=fingerprints.of_content_types(),
            parts=parts,
        )
        manifest.write(folder)
    return manifest


class Taker:
    """Writes the parts of one backup."""

    def __init__(self, folder: Path, snapshot: str) -> None:
        self.folder = folder
        self.snapshot = snapshot
        self.versions = schema_versions()

    def government(self, government: Government) -> Part:
        """Its schema, and its rows of public tables."""
        schema = government.schema_name
        rows = self.folder / f"{schema}.json"
        with inside(government):
            rows.write_text(json.dumps(_shared_rows(government), ensure_ascii=False))
            shared = fingerprints.of_shared(schema)
        return self.schema(schema, rows, shared=shared)

    def schema(self, schema: str, *files: Path, shared: fingerprints.Fingerprints | None = None) -> Part:
        """Everything of one schema, without owners and rights: these are set anew."""
        left_out = [f"--exclude-table-data={schema}.{table}" for table in fingerprints.SIGNED_IN]
        dump = self._dump(schema, *left_out)
        return self._part(schema, [dump, *files], fingerprints.of_schema(schema), shared or {})

    def public(self) -> Part:
        """Rows only: the tables are made by migrations, and governments' own rows are taken with them."""
        left_out = [fingerprints.MIGRATIONS, *queue.TABLES, *fingerprints.shared_tables()]
        dump = self._dump(PUBLIC, "--data-only", *(f"--exclude-table={PUBLIC}.{table}" for table in left_out))
        return self._part(PUBLIC, [dump], fingerprints.of_public(), {})

    def _dump(self, schema: str, *words: str) -> Path:
        file = self.folder / f"{schema}.sql.gz"
        what = [f"--schema={schema}", "--no-owner", "--no-privileges", "--compress=1", f"--snapshot={self.snapshot}"]
        run_pg_dump(*what, *words, f"--file={file}")
        return file

    def _part(
        self, schema: str, files: list[Path], tables: fingerprints.Fingerprints, shared: fingerprints.Fingerprints
    ) -> Part:
        if schema not in self.versions:
            raise BackupRefusal(f"{schema} does not exist in this database: run `manage.py migrate_schemas` first.")
        return Part(self.versions[schema], {file.name: digest_of(file) for file in files}, tables, shared)


def release() -> str:
    """The release of this product."""
    project = tomllib.loads((Path(settings.ROOT) / "pyproject.toml").read_text())["project"]
    return str(project["version"])


@contextmanager
def _appearing(to: Path) -> Iterator[Path]:
    """A directory that gets its name when everything in it lies on the disk; otherwise nothing is left."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise BackupRefusal(f"{to} is there already and not empty: give a new directory.")
    unfinished = to.with_name(f"{to.name}.unfinished-{os.getpid()}")
    try:
        unfinished.mkdir(mode=0o700, parents=True)
        yield unfinished
        for path in [*unfinished.iterdir(), unfinished]:
            _flush(path)
        unfinished.replace(to)
        _flush(to.parent)
    except (OSError, CommandError) as fault:
        raise BackupRefusal(f"The backup was not made: {fault}") from fault
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _flush(path: Path) -> None:
    """What lies only in memory would be lost with the power, while the directory's new name might not."""
    if path.is_file():
        path.chmod(0o600)
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _shared_snapshot() -> str:
    """Freeze what this transaction sees and let others see the same. Must be its first statement."""
    connection.ensure_connection()
    raw = connection.connection
    with connection.wrap_database_errors:
        raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return str(raw.execute("SELECT pg_export_snapshot()").fetchone()[0])


def _shared_rows(government: Government) -> Plain:
    """The government's row of the tree, its hosts and what it keeps in public tables, as the server writes them."""
    code = government.founding_code
    others = {name: other.code if (other := getattr(government, name)) else None for name in RELATIVES}
    described = _rows("governments_government", "schema_name", government.schema_name)[0]
    hosts = _rows("governments_domain", "tenant_id", government.pk)
    tables = {table: _rows(table, "government", code) for table in fingerprints.shared_tables()}
    return {"government": described, "relatives": others, "hosts": hosts, "tables": tables}


def _rows(table: str, column: str, value: object) -> list[Plain]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(json_agg(t ORDER BY id), '[]')::text FROM public.{quote(table)} t WHERE {quote(column)} = %s",  # noqa: E501, S608 — names of our own tables
            [value],
        )
        rows: list[Plain] = json.loads(cursor.fetchone()[0])
        return rows


def _server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])
