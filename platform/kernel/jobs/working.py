"""A worker at work: it comes back by itself when its database was away, and takes up what killed workers left.

The library's worker ends well when its connection is lost, as if it had been asked to. Here only being asked ends it
well: whatever else ends it begins it anew, for as long as `PATIENCE`; then the process fails, so that whoever started
it learns of it.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector

from kernel.database import queue
from kernel.database.limits import JOB

#: Seconds between two signs of life, and after how many without one a worker is gone.
BEAT, GONE = 4.0, float(queue.GONE.split()[0])
#: How often a job is begun whose workers were killed over it; it may be what kills them.
MOST_ATTEMPTS = 3
#: Seconds: for how long a database that is away is tried again, the longest pause, and how long one question may take.
PATIENCE, LONGEST_PAUSE, ANSWER = 600.0, 10.0, 15.0

logger = logging.getLogger(__name__)
#: How the bodies that this process ran have ended, and when; looked at while the queue has not been told.
_ended: dict[int, tuple[Status, float]] = {}


class WorkerGivesUp(RuntimeError):
    """The queue could not be reached for so long that somebody must look."""

    def __init__(self, reason: BaseException | None) -> None:
        super().__init__(f"The queue could not be reached for {PATIENCE:.0f} seconds: {reason or 'no reason given'}")


def work_off() -> None:
    """Do what stands in the queue, then end."""
    asyncio.run(_work(wait=False))


def work_on() -> None:
    """Work until asked to stop (TERM, INT); raise `WorkerGivesUp` where the queue stays away."""
    asyncio.run(_last())


async def _last() -> None:
    asked, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    pause, since = 1.0, loop.time()
    while not asked.is_set():
        begun = loop.time()
        reason = await _until_something_ends(asked)
        if asked.is_set():
            return
        if loop.time() - begun > LONGEST_PAUSE + ANSWER:
            pause, since = 1.0, loop.time()  # it had worked meanwhile
        if loop.time() - since > PATIENCE:
            raise WorkerGivesUp(reason)
        logger.error("The worker lost its queue and begins anew in %.0f s: %s", pause, " ".join(str(reason).split()))
        await _wait(asked, pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _until_something_ends(asked: asyncio.Event) -> BaseException | None:
    """Work until asked to stop or until something breaks; return what broke."""
    working = asyncio.create_task(_work(wait=True))
    asking = asyncio.create_task(asked.wait())
    await asyncio.wait({working, asking}, return_when=asyncio.FIRST_COMPLETED)
    working.cancel()
    asking.cancel()
    (ended, _) = await asyncio.gather(working, asking, return_exceptions=True)
    return ended if isinstance(ended, BaseException) else None


async def _wait(asked: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(asked.wait(), seconds)
    except TimeoutError:
        return


async def _work(*, wait: bool) -> None:
    """With a connection of its own for the queue: listening takes one, and Django's belong to the jobs."""
    with app.replace_connector(_connector()) as with_connector:
        async with asyncio.timeout(ANSWER):
            await with_connector.open_async()
        try:
            await _work_and_look_after(wait=wait)
        finally:
            await with_connector.close_async()


async def _work_and_look_after(*, wait: bool) -> None:
    working = asyncio.create_task(
        app.run_worker_async(
            wait=wait, concurrency=1, shutdown_graceful_timeout=8, task_middleware=[_with_a_fresh_connection],
            update_heartbeat_interval=BEAT, stalled_worker_timeout=GONE, install_signal_handlers=not wait,
        )
    )  # fmt: skip
    looking = asyncio.create_task(_look_after())
    try:
        await asyncio.wait({working, looking}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        looking.cancel()
        working.cancel()
        looked, worked = await asyncio.gather(looking, working, return_exceptions=True)
    for ended in (looked, worked):
        if isinstance(ended, BaseException) and not isinstance(ended, asyncio.CancelledError):
            raise ended


async def _look_after() -> None:
    """Again and again: what did workers begin that are gone? A queue that does not answer ends the round."""
    while True:
        async with asyncio.timeout(ANSWER):
            await _tell_what_ended()
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=GONE):
                await _take_up(job)
        await asyncio.sleep(BEAT)


async def _tell_what_ended() -> None:
    """The library tells the queue once how a job has ended; where that was lost, the job would run for ever."""
    untold = {job.id: job for job in await app.job_manager.list_jobs_async(status=Status.DOING.value)}
    for key, (status, at) in list(_ended.items()):
        if time.monotonic() - at < 2 * BEAT:
            continue
        if key in untold and status is Status.SUCCEEDED:
            await app.job_manager.finish_job(untold[key], status=status, delete_job=False)
        elif key in untold:
            await _take_up(untold[key])
        _ended.pop(key, None)


async def _take_up(job: Job) -> None:
    """A job leaves nothing behind when it is cut off, so it may be begun again; not for ever."""
    if job.attempts + 1 < MOST_ATTEMPTS:
        await app.job_manager.retry_job(job)
        logger.warning("Job %s (%s) was cut off with its worker and is begun again.", job.id, job.task_name)
    else:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        logger.error("Job %s (%s) was cut off %s times and has failed.", job.id, job.task_name, MOST_ATTEMPTS)


def _connector() -> PsycopgConnector:
    limits = f"-c lock_timeout={JOB.lock:.0f}s -c statement_timeout={JOB.statement:.0f}s"
    return PsycopgConnector(kwargs={**connector_params(), "options": limits}, timeout=ANSWER)


def _with_a_fresh_connection(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """A server process that has worked in every schema remembers all their tables: each job gets a new one."""
    status = Status.FAILED
    _ended.pop(context.job.id, None)
    try:
        result = call_next()
        status = Status.SUCCEEDED
    finally:
        _ended[context.job.id] = status, time.monotonic()
        connection.close()
    return result
