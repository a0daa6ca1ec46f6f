"""The record of an object out of the audit chain: what was done, by whom, when, under which article."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from apps.auditing.words import named
from kernel.audit.models import AuditEntry, Outcome
from kernel.canonical import Plain
from vocabulary.roles import BOTH_SIDES

LONGEST = 100
#: Kinds whose acts name a ground that is no column.
GROUNDED = {"account", "unit"}
#: Parts of acts that stand in the record themselves: the item was listed, more time was asked for or granted.
SAID_ALREADY = ("supporting_part.list", "supporting_part.extend", "extension.request", "agreed_item.extend")


def entries_of(keys: Iterable[uuid.UUID], *, after: int = 0) -> list[Plain]:
    """Return the latest acts on these objects, newest first; refused attempts stay with the audit officer.

    `after` leaves out what came before that link of the chain: nothing of one side's preparation reaches the other.
    """
    found = AuditEntry.objects.filter(object_id__in=list(keys), outcome=Outcome.DONE, sequence__gte=after)
    found = found.exclude(what__in=SAID_ALREADY)
    return [_entry(entry) for entry in found.order_by("-sequence")[:LONGEST]]


def changes_of(one: Model, names: Iterable[str]) -> list[Plain]:
    """Return what columns of an object said before they were changed, the latest first: no version is lost."""
    columns: dict[str, Any] = {name: one._meta.get_field(name) for name in names}
    found = AuditEntry.objects.filter(object_id=one.pk, outcome=Outcome.DONE).order_by("-sequence")[:LONGEST]
    return [
        {"at": entry.recorded_at, "label": columns[name].verbose_name, "before": said[0], "after": said[1]}
        for entry in found
        for name, change in entry.changes.items()
        if name in columns and (said := _said(columns[name], change))
    ]


def _said(column: Any, change: Sequence[object]) -> list[object]:
    """Before and after as people read them; nothing where there was nothing before."""
    if not isinstance(change, list) or not change[0]:
        return []
    return [dict(column.flatchoices).get(value, value) for value in change]


def printed_of(key: uuid.UUID) -> dict[str, str]:
    """Return, per act on an object, who did it, the name as printed then (for whom, on which paper): the latest."""
    found = AuditEntry.objects.filter(object_id=key, outcome=Outcome.DONE)
    return dict(found.order_by("sequence").values_list("what", "actor_name"))


def first_of(key: uuid.UUID, *whats: str) -> int | None:
    """Return the place in the chain of the first such act on an object."""
    found = AuditEntry.objects.filter(object_id=key, what__in=whats, outcome=Outcome.DONE).order_by("sequence")
    return found.values_list("sequence", flat=True).first()


def _entry(entry: AuditEntry) -> Plain:
    label, article = named(entry.what)
    imported = entry.what.endswith(".import")
    reason = entry.changes.get("reason")
    words = reason[1] if isinstance(reason, list) and len(reason) == 2 else reason
    return {
        "at": entry.recorded_at,
        "label": label,
        "article": article,
        "who": entry.actor_name,
        "post": entry.actor_post,
        "side": entry.side if entry.side in BOTH_SIDES else "",
        "words": words if isinstance(words, str) else entry.changes.get("source", "") if imported else _given(entry),
        "imported": imported,
        "paper": (entry.changes.get("under") or {}).get("kind") == "paper",
    }


def _given(entry: AuditEntry) -> str:
    """What was given as the ground of an act that keeps it in no column of its own: rights rest on papers."""
    given = entry.changes.get("given") or {}
    return str(given.get("reason") or given.get("basis") or "") if entry.object_kind in GROUNDED else ""
