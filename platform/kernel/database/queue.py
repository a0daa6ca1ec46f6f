"""Rights on the queue of jobs: its tables, sequences and functions are a library's, so no model of ours states them.

A worker is the runtime role and does everything with them. A government puts a job into the queue, in its own
transaction, and reads its own; the row policies of `kernel.jobs` say which those are.
"""

from collections.abc import Mapping

_ADD = frozenset({"SELECT", "INSERT"})
_ALL = _ADD | {"UPDATE", "DELETE"}
_NEXT = frozenset({"USAGE", "SELECT"})
_CALL = frozenset({"EXECUTE"})
PREFIX = "procrastinate_"

#: What governments may do, per (kind, name); everything else of the queue is the worker's.
GOVERNMENTS: Mapping[tuple[str, str], frozenset[str]] = {
    ("TABLE", "procrastinate_jobs"): _ADD,
    ("TABLE", "procrastinate_events"): _ADD,
    ("SEQUENCE", "procrastinate_jobs_id_seq"): _NEXT,
    ("SEQUENCE", "procrastinate_events_id_seq"): _NEXT,
    ("FUNCTION", "procrastinate_defer_jobs_v1"): _CALL,
}
_WORKERS = {"TABLE": _ALL, "SEQUENCE": _NEXT, "FUNCTION": _CALL}

#: The tables; what stands in them is done or done again, and no backup holds it.
TABLES = tuple(f"{PREFIX}{name}" for name in ("events", "jobs", "periodic_defers", "workers"))


def rights(kind: str, name: str, *, worker: str, governments: str) -> dict[str, frozenset[str]]:
    """Who holds what on one thing of the queue; nothing for anything else."""
    plain = name.partition("(")[0]
    if not plain.startswith(PREFIX) or kind not in _WORKERS:
        return {}
    return {worker: _WORKERS[kind], governments: GOVERNMENTS.get((kind, plain), frozenset())}
