"""Several processes telling at once, each with a database connection of its own.

The processes are forked before any connection is open, take fixed shares, and report each government as it is done.
A process whose parent is gone cannot report any more and ends, so nothing goes on behind a stopped demonstration.
"""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait

from django.db import connections

from demonstration import plan, seeding
from demonstration.seeding import Telling
from tenants.governments.models import Government

Report = tuple[Government, str]


class Interrupted(RuntimeError):
    """A process ended before its share was done."""


def tell_all(governments: Sequence[Government], telling: Telling, *, jobs: int) -> Iterator[Report]:
    """Fill the governments and yield each with its standing, in the order in which they are done."""
    if jobs == 1:
        for government in governments:
            yield government, seeding.tell(government, telling)
        return
    connections.close_all()
    by_code = {government.code: government for government in governments}
    pipes = [_start(share, telling) for share in shares(governments, telling, jobs)]
    for code, standing in _reports(pipes):
        yield by_code[code], standing


def shares(governments: Sequence[Government], telling: Telling, jobs: int) -> list[list[Government]]:
    """Deal the governments out, the longest stories first, so that all processes end at about the same time."""
    dealt: list[list[Government]] = [[] for _ in range(jobs)]
    loads = [0] * jobs
    weights = {one.code: plan.weight(plan.chapters_of(one.code, telling.today)) for one in governments}
    for government in sorted(governments, key=lambda one: (-weights[one.code], one.code)):
        lightest = loads.index(min(loads))
        dealt[lightest].append(government)
        loads[lightest] += weights[government.code]
    return [share for share in dealt if share]


def _start(share: list[Government], telling: Telling) -> Connection:
    context = multiprocessing.get_context("fork")
    reading, writing = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(share, telling, reading, writing), daemon=True)
    process.start()
    writing.close()
    return reading


def _reports(pipes: list[Connection]) -> Iterator[tuple[str, str]]:
    while pipes:
        ready = wait(pipes)
        for pipe in [one for one in pipes if one in ready]:
            try:
                code, standing = pipe.recv()
            except EOFError:
                raise Interrupted("A process ended before its share was done.") from None
            if code is None:
                if standing:
                    raise Interrupted(standing)
                pipes.remove(pipe)
            else:
                yield code, standing


def _work(share: list[Government], telling: Telling, reading: Connection, writing: Connection) -> None:
    """Tell one share. The last report has no code: it says why the process gives up, or nothing."""
    reading.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent, fault = os.getppid(), ""
    try:
        for government in share:
            if os.getppid() != parent:
                return
            _send(writing, (government.code, seeding.tell(government, telling)))
    except Exception:
        fault = traceback.format_exc()
    finally:
        connections.close_all()
    _send(writing, (None, fault))


def _send(writing: Connection, report: tuple[str | None, str]) -> None:
    try:
        writing.send(report)
    except BrokenPipeError:
        os._exit(1)
