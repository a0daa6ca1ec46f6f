"""How the nightly jobs stand: what waits, what runs, what failed last, and when each last succeeded. One query.

Inside a government the view of the queue shows its own jobs only; in public all are seen. What counts is the last
finished run in each government: a failure is over when a later run succeeds. A job whose worker is gone has failed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise

from kernel.database.current import connection
from kernel.database.queue import JOBS
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
    SELECT t.task_name, count(*) FILTER (WHERE t.status = 'todo'), count(*) FILTER (WHERE t.status = 'doing'),
           count(*) FILTER (WHERE l.status = 'failed'), max(t.at) FILTER (WHERE t.status = 'succeeded'),
           coalesce(array_agg(t.schema ORDER BY t.schema) FILTER (WHERE l.status = 'failed'), '{{}}')
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

    def is_late(self, now: datetime) -> bool:
        """Whether nights have passed without it; one that never ran has just been installed."""
        return self.last_success is not None and now - self.last_success > LATE_AFTER


def states() -> list[JobState]:
    """Return the nightly jobs in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [sorted(NIGHTLY)])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_state(name, *found.get(name, (0, 0, 0, None, []))) for name in sorted(NIGHTLY)]


def _state(name: str, queued: int, running: int, failed: int, at: datetime | None, failed_in: list[str]) -> JobState:
    return JobState(name, NIGHTLY[name].label, queued, running, failed, at, tuple(failed_in))


def troubles(found: Iterable[JobState]) -> tuple[list[str], list[str]]:
    """The names of those that failed somewhere, and of those that missed a night."""
    rows, now = list(found), timezone.now()
    return [one.name for one in rows if one.failed], [one.name for one in rows if one.is_late(now)]
