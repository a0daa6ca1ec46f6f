"""What a worker and its one PostgreSQL backend hold after they have been in every government."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any


def in_a_process_of_its_own() -> dict[str, Any]:
    """Started anew, because this process holds the other measurements' memory."""
    command = [sys.executable, "-m", "benchmarks.memory"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 — our own module
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Read both processes before and after one statement per government that names all of its tables."""
    import django

    django.setup()
    from kernel.database.current import connection
    from kernel.schema import inside
    from tenants.governments.models import Government

    governments = list(Government.objects.all())
    tables = _tables(connection)
    statement = " UNION ALL ".join(f'(SELECT 1 FROM "{table}" LIMIT 1)' for table in tables)  # noqa: S608 — the catalog's names
    backend = connection.connection.info.backend_pid
    before = {"worker": _private("self"), "backend": _private(backend)}
    for government in governments:
        with inside(government), connection.cursor() as cursor:
            cursor.execute(statement)
    after = {"worker": _private("self"), "backend": _private(backend)}
    sys.stdout.write(json.dumps({"tables_in_each": len(tables), "before_mb": before, "after_mb": after}))


def _tables(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'g150121' ORDER BY 1")
        names = {name for (name,) in cursor.fetchall()}
    return sorted(names - {"django_migrations"})  # which a government's own role may not read


def _private(process: int | str) -> dict[str, float]:
    """Resident memory; `private` leaves out what is shared, such as the server's buffers."""
    status = Path(f"/proc/{process}/status").read_text()
    kilobytes = {name: int(value) for name, value in re.findall(r"^(VmRSS|RssAnon):\s+(\d+) kB", status, re.M)}
    return {"resident": round(kilobytes["VmRSS"] / 1024, 1), "private": round(kilobytes["RssAnon"] / 1024, 1)}


if __name__ == "__main__":
    main()
