"""How the nightly jobs stand: what waits, what runs, what failed last, and when each last succeeded. One query.

Inside a government the view of the queue shows its own jobs only; in public all are seen. What counts is the last
finished run in each government: a failure is over when a later run succeeds. A job whose worker is gone has failed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from kernel.database.current import connection
from kernel.database.queue import GONE, JOBS, PREFIX
from kernel.jobs.definitions import NIGHTLY
from kernel.schema import current_schema

#: A nightly job that has not succeeded for so long has missed a night.
LATE_AFTER = timedelta(hours=50)

_STATES = f"""
    WITH told AS (
        SELECT j.id, j.task_name, j.args->>'schema' AS schema,
               CASE WHEN j.status = 'doing' AND j.worker_id IS NULL THEN 'failed' ELSE j.status::text END AS status,
               j.at
          FROM public.{JOBS} j WHERE j.task_name = ANY(%s)
    ), last AS (
        SELECT DISTINCT ON (task_name, schema) id, status FROM told WHERE status IN ('succeeded', 'failed')
         ORDER BY task_name, schema, id DESC
    )
    , nights AS (
        SELECT task_name, schema FROM told GROUP BY task_name, schema
        HAVING max(at) FILTER (WHERE status = 'succeeded') < now() - interval '{LATE_AFTER.total_seconds():.0f} s'
    )
    SELECT t.task_name, count(*) FILTER (WHERE t.status = 'todo'), count(*) FILTER (WHERE t.status = 'doing'),
           count(*) FILTER (WHERE l.status = 'failed'), max(t.at) FILTER (WHERE t.status = 'succeeded'),
           coalesce(array_agg(t.schema ORDER BY t.schema) FILTER (WHERE l.status = 'failed'), '{{}}'),
           (SELECT coalesce(array_agg(n.schema ORDER BY n.schema), '{{}}') FROM nights n
             WHERE n.task_name = t.task_name)
      FROM told t LEFT JOIN last l USING (id) GROUP BY t.task_name
"""  # noqa: S608 — the view is a constant


_PENDING = f"""
    SELECT EXISTS (
        SELECT FROM public.{JOBS} WHERE task_name = %s AND args->>'schema' = %s
           AND (status = 'todo' OR (status = 'doing' AND worker_id IS NOT NULL))
    )
"""  # noqa: S608 — the view is a constant


def is_pending(name: str) -> bool:
    """Return whether a job of that name waits or runs in the government at hand."""
    with connection.cursor() as cursor:
        cursor.execute(_PENDING, [name, current_schema()])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class JobState:
    """One nightly job, in the government at hand or, in public, in all of them."""

    name: str
    label: str | Promise
    queued: int
    running: int
    #: Governments whose last finished run failed.
    failed: int
    last_success: datetime | None
    failed_in: tuple[str, ...] = ()
    #: Governments in which nights have passed without it; one in which it never ran has just been founded.
    late_in: tuple[str, ...] = ()


def states() -> list[JobState]:
    """Return the nightly jobs in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [sorted(NIGHTLY)])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_state(name, *found.get(name, (0, 0, 0, None, [], []))) for name in sorted(NIGHTLY)]


def _state(
    name: str, queued: int, running: int, failed: int, at: datetime | None, failed_in: list[str], late_in: list[str]
) -> JobState:
    return JobState(name, NIGHTLY[name].label, queued, running, failed, at, tuple(failed_in), tuple(late_in))


@dataclass(frozen=True)
class Pulse:
    """Whether anybody works the queue off, and for how many seconds its oldest job that is due has waited."""

    workers: int
    waiting: int
    lag: float


_PULSE = f"""
    SELECT (SELECT count(*) FROM public.{PREFIX}workers WHERE last_heartbeat > now() - interval '{GONE}'),
           count(*), coalesce(extract(epoch FROM now() - min(greatest(at, scheduled_at))), 0)
      FROM public.{JOBS} WHERE status = 'todo' AND coalesce(scheduled_at <= now(), true)
"""  # noqa: S608 — the names are constants


def pulse() -> Pulse:
    """Feel it; in public only, for a government sees no workers."""
    with connection.cursor() as cursor:
        cursor.execute(_PULSE)
        workers, waiting, lag = cursor.fetchone()
    return Pulse(int(workers), int(waiting), round(float(lag), 1))


def troubles(found: Iterable[JobState]) -> tuple[list[str], list[str]]:
    """The names of those that failed somewhere, and of those that missed a night."""
    rows = list(found)
    return [one.name for one in rows if one.failed], [one.name for one in rows if one.late_in]
