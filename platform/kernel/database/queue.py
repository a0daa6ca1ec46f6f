"""Rights on the queue of jobs: its tables, sequences and functions are a library's, so no model of ours states them.

A worker is the runtime role and does everything with them. A government may do two things: call the library's function
that puts jobs into the queue, which runs with the owner's rights and is refused by a trigger where a job is not the
government's own; and read `JOBS`, a view that shows its own. The tables themselves have no row security: a sharded
cluster cannot finish a job in a table that has.
"""

from collections.abc import Mapping

from django.db.migrations import RunSQL

_READ = frozenset({"SELECT"})
_ALL = _READ | {"INSERT", "UPDATE", "DELETE"}
_NEXT = frozenset({"USAGE", "SELECT"})
_CALL = frozenset({"EXECUTE"})
PREFIX = "procrastinate_"

#: A worker that gave no sign of life for so long is gone, and with it what it had begun.
GONE = "20 seconds"
#: The queue as it may be seen: all of it in public, in a government what is its own; with the worker at it, if that
#: one lives, and with when a job last changed.
JOBS = "jobs_visible"
_ENQUEUE = f"{PREFIX}defer_jobs_v1"

#: What governments may do, per (kind, name); everything else of the queue is the worker's.
GOVERNMENTS: Mapping[tuple[str, str], frozenset[str]] = {("TABLE", JOBS): _READ, ("FUNCTION", _ENQUEUE): _CALL}
_WORKERS = {"TABLE": _ALL, "SEQUENCE": _NEXT, "FUNCTION": _CALL}

#: The tables; what stands in them is done or done again, and no backup holds it.
TABLES = tuple(f"{PREFIX}{name}" for name in ("events", "jobs", "periodic_defers", "workers"))

#: A government's role bears the name of its schema; who has not changed role is the worker or the owner.
_PROTECTION = (
    f"ALTER FUNCTION public.{_ENQUEUE} SECURITY DEFINER SET search_path = public, pg_temp",
    """CREATE OR REPLACE FUNCTION public.jobs_refuse_others() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF current_setting('role') <> 'none' AND current_setting('role') IS DISTINCT FROM NEW.args->>'schema' THEN
        RAISE insufficient_privilege USING MESSAGE = 'a government enqueues jobs of its own only';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE OR REPLACE TRIGGER jobs_refuse_others BEFORE INSERT ON public.procrastinate_jobs
    FOR EACH ROW EXECUTE FUNCTION public.jobs_refuse_others()""",
    f"""CREATE OR REPLACE VIEW public.{JOBS} WITH (security_barrier) AS
    SELECT j.id, j.task_name, j.args, j.status, w.id AS worker_id, j.scheduled_at,
           (SELECT max(e.at) FROM public.procrastinate_events e WHERE e.job_id = j.id) AS at
      FROM public.procrastinate_jobs j
      LEFT JOIN public.procrastinate_workers w ON w.id = j.worker_id AND w.last_heartbeat > now() - interval '{GONE}'
     WHERE current_user = session_user OR j.args->>'schema' = current_user""",  # noqa: S608 — a constant
)


def protect_queue() -> list[RunSQL]:
    """Return the operations of a migration that let a government enqueue and see jobs of its own only."""
    return [RunSQL([statement], RunSQL.noop) for statement in _PROTECTION]


def rights(kind: str, name: str, *, worker: str, governments: str) -> dict[str, frozenset[str]]:
    """Who holds what on one thing of the queue; nothing for anything else."""
    plain = name.partition("(")[0]
    if (kind, plain) == ("TABLE", JOBS):
        return {worker: _READ, governments: _READ}
    if not plain.startswith(PREFIX) or kind not in _WORKERS:
        return {}
    return {worker: _WORKERS[kind], governments: GOVERNMENTS.get((kind, plain), frozenset())}
