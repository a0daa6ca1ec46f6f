"""What is final is sealed: its columns stand in the audit chain from the act that stored it.

A hash that lies beside what it protects is changed together with it. The chain is linked, anchored outside the database
and verified apart, so that what a row says is compared with what the chain says of it, column by column. Long texts,
data and files stand there by their SHA-256.
"""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from kernel import canonical, clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry
from kernel.schema import AppendOnly, appended

SEALED = "seal"
CHANGED, GONE, UNKNOWN = "changed", "gone", "unknown"
SENTENCES = {
    CHANGED: "{kind} {key}{name}: {columns} is not what it was",
    GONE: "{kind} {key}{name} stands in the audit chain and is no longer there",
    UNKNOWN: "{kind} {key}{name} stands in no audit chain",
}
#: Columns by which people know a row.
NAMES = ("number", "name", "title")
_waiting: ContextVar[list[AppendOnly] | None] = ContextVar("waiting", default=None)


@dataclass(frozen=True, slots=True)
class Broken:
    """One row that is not what the chain says: how, which, and by which columns."""

    how: str
    kind: str
    key: uuid.UUID
    columns: tuple[str, ...] = ()
    name: str = ""

    def __str__(self) -> str:
        named, columns = f" ({self.name})" if self.name else "", ", ".join(self.columns)
        return SENTENCES[self.how].format(kind=self.kind, key=self.key, name=named, columns=columns)


def sealed_models() -> dict[str, type[AppendOnly]]:
    """Return the models whose rows are sealed, by the kind they are sealed as."""
    return {m.sealed_as: m for m in apps.get_models() if issubclass(m, AppendOnly) and m.sealed_as}


def connect() -> None:
    """Seal every such row in the transaction that stores it."""
    appended.connect(_seal, dispatch_uid="audit.seal")


def columns_of(row: models.Model) -> dict[str, Any]:
    """Return what the chain keeps of a row: short columns as they are, long ones by their hash."""
    return {field.attname: _kept(field, field.value_from_object(row)) for field in row._meta.concrete_fields}


def _kept(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return hashlib.sha256(bytes(value)).hexdigest()
    if isinstance(field, models.TextField | models.JSONField):
        return canonical.digest(value)
    return canonical.plain(value)


@contextmanager
def gathered() -> Iterator[None]:
    """Seal what is stored inside at the end of it, in the transaction that the caller holds.

    The chain's head is what an act locks last: locked at its beginning, it would wait for rows that others hold while
    these wait for the head.
    """
    if _waiting.get() is not None:
        yield
        return
    rows: list[AppendOnly] = []
    token = _waiting.set(rows)
    try:
        yield
    finally:
        _waiting.reset(token)
    _append(rows)


def _seal(sender: type[AppendOnly], rows: Sequence[AppendOnly], **more: object) -> None:
    if not sender.sealed_as:
        return
    waiting = _waiting.get()
    if waiting is None:
        _append(rows)
    else:
        waiting.extend(rows)


def _append(rows: Sequence[AppendOnly]) -> None:
    if not rows:
        return
    now = clock.recorded_now()
    audit.append_all([
        audit.entry(
            what=f"{row.sealed_as}.{SEALED}", at=now, recorded_at=now, by=None,
            object_kind=row.sealed_as, object_id=row.pk, changes=columns_of(row),
        )
        for row in rows
    ])  # fmt: skip


def broken() -> Iterator[Broken]:
    """Yield every sealed row of this government that differs from the chain, is gone, or was never written there."""
    for kind, model in sealed_models().items():
        yield from _broken(kind, model)


def _broken(kind: str, model: type[AppendOnly], at_a_time: int = 20) -> Iterator[Broken]:
    entries = AuditEntry.objects.filter(what=f"{kind}.{SEALED}", outcome="done")
    said = dict(entries.values_list("object_id", "changes"))
    for row in model._default_manager.order_by("pk").iterator(chunk_size=at_a_time):
        now, then = columns_of(row), said.pop(row.pk, None)
        if then is None:
            yield Broken(UNKNOWN, kind, row.pk, name=_name(now))
        elif differing := tuple(sorted(name for name in {*now, *then} if now.get(name) != then.get(name))):
            yield Broken(CHANGED, kind, row.pk, differing, _name(then))
    for key, then in said.items():
        if key is not None:
            yield Broken(GONE, kind, key, name=_name(then))


def _name(columns: dict[str, Any]) -> str:
    return next((str(columns[name]) for name in NAMES if columns.get(name)), "")
