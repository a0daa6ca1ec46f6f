"""The template: one migrated, empty schema, written down by pg_dump and replayed under each government's name.

Running every migration again for every government takes seconds each; replaying what they led to takes a tenth. The
template is never served, never listed and has no role.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.core.management.base import CommandError

from kernel.database.current import connection
from kernel.database.names import TEMPLATE, checked
from kernel.database.statements import run_each, split
from kernel.postgres.binaries import find_binaries
from kernel.postgres.refusals import PostgresRefusal

_TEMPLATE_WORD = re.compile(rf"\b{TEMPLATE}\b")


@dataclass(frozen=True)
class TemplateDump:
    """The template as statements, taken once and replayed many times."""

    statements: tuple[str, ...]

    @classmethod
    def take(cls) -> "TemplateDump":
        """Write the template down, with the address and role of the current connection (the owner)."""
        what = [f"--schema={TEMPLATE}", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500"]
        return cls(tuple(_statements(run_pg_dump(*what))))

    def replay_as(self, schema: str) -> None:
        """Create the schema, its tables and the rows that migrations put there."""
        name = checked(schema)
        run_each(_TEMPLATE_WORD.sub(name, statement) for statement in self.statements)

    @cached_property
    def tables(self) -> int:
        """How many tables a government gets."""
        return sum(statement.startswith("CREATE TABLE ") for statement in self.statements)


def _statements(dump: str) -> Iterator[str]:
    """Only what makes the schema: the settings before it are this connection's own, a psql command may follow it."""
    start = dump.index(f"CREATE SCHEMA {TEMPLATE};")
    return (statement for statement in split(dump[start:]) if not statement.startswith("\\"))


def run_pg_dump(*what: str) -> str:
    """What pg_dump writes, with the address and role of the current connection (the owner)."""
    settings_dict = connection.settings_dict
    address = {
        "PGHOST": settings_dict["HOST"],
        "PGPORT": settings_dict["PORT"],
        "PGUSER": settings_dict["USER"],
        "PGPASSWORD": settings_dict["PASSWORD"],
        "PGDATABASE": settings_dict["NAME"],
    }
    done = subprocess.run(  # noqa: S603 — our own program and arguments
        [str(pg_dump()), *what],
        env=os.environ | {name: str(value) for name, value in address.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"pg_dump could not write this database down: {done.stderr.strip()}")
    return done.stdout


def pg_dump() -> Path:
    """A pg_dump at least as new as the server: LIANXI_PG_BIN, else PATH, else what came with Lianxi."""
    server = connection.pg_version // 10000
    candidates = _candidates()
    for candidate in candidates:
        if _major(candidate) >= server:
            return candidate
    raise CommandError(
        f"The server is PostgreSQL {server}, and no pg_dump of that version or newer was found "
        f"({', '.join(map(str, candidates)) or 'none at all'}): install the client programs of PostgreSQL {server}, "
        "or set LIANXI_PG_BIN to their directory."
    )


def _candidates() -> list[Path]:
    chosen = os.environ.get("LIANXI_PG_BIN")
    if chosen:
        return [Path(chosen) / "pg_dump"]
    on_path = shutil.which("pg_dump")
    try:
        embedded = [Path(find_binaries().program("pg_dump"))]
    except PostgresRefusal:
        embedded = []
    return [*([Path(on_path)] if on_path else []), *embedded]


def _major(program: Path) -> int:
    try:
        said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r"\b(\d+)[.a-z]", said)
    return int(version.group(1)) if version else 0
