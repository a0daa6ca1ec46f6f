"""Running what pg_dump wrote through the connection of the restore, so that one transaction holds all of it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from kernel.database.current import connection
from kernel.database.statements import run_each, split

#: Settings of the session stay ours, and so do the commands that psql alone understands.
_NOT_OURS = (b"SET ", b"SELECT pg_catalog.set_config(", b"--", b"\\")
_COPY, _END_OF_COPY = b"COPY ", b"\\.\n"
_BATCH = 1 << 18


def replay(file: Path) -> None:
    """Run a dump in plain format; rows go in by COPY, a batch at a time, whatever their number."""
    statements: list[bytes] = []
    with gzip.open(file, "rb") as lines:
        for line in lines:
            if line.startswith(_COPY) and line.endswith(b" FROM stdin;\n"):
                _run(statements)
                _copy(line, lines)
            elif not line.startswith(_NOT_OURS):
                statements.append(line)
    _run(statements)


def _run(statements: list[bytes]) -> None:
    """What was gathered; each dump names every object with its schema."""
    run_each(split(b"".join(statements).decode()))
    statements.clear()


def _copy(statement: bytes, lines: Iterator[bytes]) -> None:
    with (
        connection.wrap_database_errors,
        connection.connection.cursor() as cursor,
        cursor.copy(statement.rstrip(b";\n")) as rows,
    ):
        batch, size = [], 0
        for line in iter(lines.__next__, _END_OF_COPY):
            batch.append(line)
            size += len(line)
            if size >= _BATCH:
                rows.write(b"".join(batch))
                batch, size = [], 0
        rows.write(b"".join(batch))
