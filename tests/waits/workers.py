"""Workers of the queue in processes of their own, and what the queue says."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from deploy.children import end
from tests.serving import ROOT, runtime_database, surroundings

COMMAND = ("manage.py", "worker")
#: Seconds in which everything must have ended in a true state.
SOON = 30.0


@contextmanager
def worker(arguments: Sequence[str] = COMMAND, **given: str) -> Iterator[subprocess.Popen[bytes]]:
    """One worker, as its unit starts it."""
    environment = surroundings(**{"DATABASE_URL": runtime_database(), "LIANXI_BASE_DOMAIN": "lianxi.test", **given})
    started = subprocess.Popen([sys.executable, *arguments], env=environment, cwd=ROOT)
    try:
        yield started
    finally:
        end(started)


def eventually(true: Callable[[], object], *, within: float = SOON) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.2)
    return bool(true())


def rows(statement: str) -> list[tuple[object, ...]]:
    """What the queue says."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def statuses(task: str) -> list[str]:
    """How the jobs of that name stand, as the library has written it down."""
    found = rows(f"SELECT status::text FROM public.procrastinate_jobs WHERE task_name = '{task}' ORDER BY id")  # noqa: S608
    return [str(status) for (status,) in found]
