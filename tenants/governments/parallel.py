"""Doing the same to many governments at once, on two connections; each government is one transaction.

SQL that waits for the server runs in threads, Python that needs the processor in processes. Those are started anew,
never forked: a forked process would share the caller's open connection with it.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from multiprocessing import get_context, parent_process
from queue import SimpleQueue

from django.conf import settings

from kernel.database.current import connection
from kernel.database.owner import as_owner

WORKERS = 2
#: Below this number starting processes takes longer than they save.
WORTH_PROCESSES = 8

_until_the_end = ExitStack()


def in_threads(do: Callable[[str], object], schemas: Iterable[str]) -> Iterator[str]:
    """Call `do` for each schema as owner; yield each schema when it is done. After a fault no further one is begun."""
    waiting, done = deque(schemas), SimpleQueue[str | None]()

    def work() -> None:
        try:
            with as_owner():
                while (schema := _next(waiting)) is not None:
                    do(schema)
                    done.put(schema)
        except BaseException:
            waiting.clear()
            raise
        finally:
            connection.close()
            done.put(None)

    with ThreadPoolExecutor(WORKERS, thread_name_prefix="migrate") as pool:
        crew = [pool.submit(work) for _ in range(WORKERS)]
        try:
            for _ in crew:
                yield from iter(done.get, None)
        finally:
            waiting.clear()
        for worker in crew:
            worker.result()


def in_processes(do: Callable[[str], object], schemas: list[str]) -> Iterator[str]:
    """The same with processes; `do` is a function of a module, and few schemas are done in this one."""
    if len(schemas) < WORTH_PROCESSES:
        for schema in schemas:
            do(schema)
            yield schema
        return
    database = str(connection.settings_dict["NAME"])
    start = get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=start, initializer=_begin, initargs=(database,)) as pool:
        jobs = {pool.submit(do, schema): schema for schema in schemas}
        try:
            for job in as_completed(jobs):
                job.result()
                yield jobs[job]
        finally:
            pool.shutdown(cancel_futures=True)


def _next(waiting: deque[str]) -> str | None:
    """Asking first whether one is left would let both threads ask before one takes the last."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _begin(database: str) -> None:
    """Become a process like the caller's: the same database, as owner, and gone when the caller is gone."""
    import django

    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    settings.DATABASES["default"]["NAME"] = database
    if settings.MIGRATION_DATABASE is not None:
        settings.MIGRATION_DATABASE["NAME"] = database
    _until_the_end.enter_context(as_owner())


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
