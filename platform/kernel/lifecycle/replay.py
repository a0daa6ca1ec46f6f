"""Do the objects of the lifecycles still say what the audit chain says of them?

Each act stands in the chain with every column that it changed, before and after. The last value that the chain knows
of a column is the value it must have now, so a change that came by no act is found and named.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps

from kernel import canonical
from kernel.audit.models import AuditEntry
from kernel.audit.seals import CHANGED, GONE, NAMES, Broken
from kernel.lifecycle.models import snapshot
from kernel.lifecycle.table import LIFECYCLES

#: Columns that change by no act, with the reason.
BY_NO_ACT: dict[str, str] = {
    "collection_round.due_starts_on": "moved with the meeting, whose act records the day",
    "collection_round.closes_on": "moved with the meeting, whose act records the day",
    "collection_round.late_reason": "given with the meeting's act",
    "collection_round.locked_at": "set and lifted by the notice",
    "topic.session_of_id": "follows from the list that the notice fixes",
    "account.leads_until": "follows from the posts that a person holds",
    "account.password_is_initial": "a password of one's own is an act without columns",
}
Known = dict[uuid.UUID, dict[str, Any]]


def broken() -> Iterator[Broken]:
    """Yield every object with a lifecycle that differs from what the chain knows of it, or is gone."""
    for kind, lifecycle in LIFECYCLES.items():
        known = _known(kind)
        for instance in apps.get_model(lifecycle.model)._default_manager.order_by("pk").iterator(chunk_size=200):
            then, now = known.pop(instance.pk, {}), canonical.plain(snapshot(instance))
            differing = tuple(sorted(name for name, value in then.items() if name in now and now[name] != value))
            if differing:
                yield Broken(CHANGED, kind, instance.pk, differing, _name(now))
        for key, then in known.items():
            if "id" in then:
                yield Broken(GONE, kind, key, name=_name(then))


def _known(kind: str) -> Known:
    """Return the last value of each column of each object of a kind, as the chain tells it."""
    known: Known = {}
    done = AuditEntry.objects.filter(object_kind=kind, outcome="done").exclude(object_id=None).order_by("sequence")
    for key, changes in done.values_list("object_id", "changes").iterator(chunk_size=500):
        columns = known.setdefault(key, {}) if key is not None else {}
        for name, change in changes.items():
            if isinstance(change, list) and len(change) == 2 and f"{kind}.{name}" not in BY_NO_ACT:
                columns[name] = change[1]
    return known


def _name(columns: dict[str, Any]) -> str:
    return next((str(columns[name]) for name in NAMES if columns.get(name)), "")
