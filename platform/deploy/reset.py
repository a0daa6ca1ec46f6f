"""Take back everything a demonstration or a test run made: `python -m deploy.reset`.

Deletes LIANXI_DATA, and nothing that does not carry its mark. A database given by DATABASE_URL is never touched.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

from deploy.children import Children
from deploy.datadirectory import MARKER, data_directory, holder
from deploy.in_memory import place_in_memory
from deploy.refusals import StartRefusal
from kernel.postgres import EmbeddedServer, PostgresRefusal

PATIENCE = 30.0


def main() -> int:
    """0 when nothing is left."""
    data = data_directory(os.environ)
    if not data.exists():
        sys.stdout.write(f"There is no {data}: nothing to reset.\n")
        return 0
    try:
        _delete(data)
    except (StartRefusal, PostgresRefusal) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(f"{data} is deleted.\n")
    return 0


def _delete(data: Path) -> None:
    if not (data / MARKER).exists():
        raise StartRefusal(f"{data} was not made by Lianxi (it has no {MARKER}): delete it by hand if you mean it.")
    for part in (data / "test", data):
        _stop_holder(part)
        Children(part).end_leftovers()
        for home in (part / "postgres", place_in_memory(part)):
            if home.exists():
                EmbeddedServer(home).destroy()
    shutil.rmtree(data)


def _stop_holder(data: Path) -> None:
    """Ask the process that holds the directory to stop, and wait until it has let go."""
    until = time.monotonic() + PATIENCE
    asked = None
    while pid := holder(data):
        if asked != pid:
            os.kill(pid, signal.SIGTERM)
            asked = pid
        if time.monotonic() > until:
            raise StartRefusal(f"Process {pid} uses {data} and does not stop.")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
