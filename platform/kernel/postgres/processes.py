"""Which processes of one data directory are alive, and what is left behind when they were killed."""

import contextlib
import os
import signal
import time
from pathlib import Path

from kernel.postgres.refusals import PostgresRefusal

PATIENCE = 60.0
#: A start after a crash may have to write every file to the disk first.
RECOVERY = 600.0
_PROC = Path("/proc")


def postmaster(data: Path) -> int | None:
    """The process that holds the data directory, if it is alive; a number that another process has now is none."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if pid in living(data, known=pid) else None


def living(data: Path, *, known: int | None = None) -> set[int]:
    """All processes that work in the data directory: PostgreSQL's are there from their first moment.

    Zombies and processes that inherited a number are not. Where there is no /proc, the known number is believed.
    """
    if not (_PROC / "self").exists():
        return {known} if known and _exists(known) else set()
    found = set()
    for process in _PROC.iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdecimal() and os.readlink(process / "cwd") == str(data):
                found.add(int(process.name))
    return found


def wait_until_gone(data: Path) -> None:
    """Return when nothing works in the data directory any more."""
    until = time.monotonic() + PATIENCE
    while postmaster(data) or living(data):
        if time.monotonic() > until:
            raise PostgresRefusal(f"A server in {data} neither answers nor ends: see server.log beside it.")
        time.sleep(0.05)


def clear_the_dead(data: Path, *, lock_file: Path) -> None:
    """Make a killed server startable again; PostgreSQL itself trips over zombies and over reused numbers.

    The lock files go only when nobody works in the data directory: two servers on one directory would destroy it.
    """
    if postmaster(data) is None:
        for orphan in living(data):
            with contextlib.suppress(ProcessLookupError):
                os.kill(orphan, signal.SIGQUIT)
    wait_until_gone(data)
    if (_PROC / "self").exists():
        (data / "postmaster.pid").unlink(missing_ok=True)
        lock_file.unlink(missing_ok=True)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # another account's process by now
    return True
