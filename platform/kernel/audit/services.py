"""The only writer of the audit chain."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from kernel import canonical
from kernel.audit.models import AuditEntry, ChainHead, Outcome

LINKED = (
    "sequence", "at", "recorded_at", "actor_id", "actor_name", "actor_post", "side", "what", "outcome",
    "object_kind", "object_id", "rule", "sentence", "changes", "address", "previous",
)  # fmt: skip
_address: ContextVar[str] = ContextVar("address", default="")


@contextmanager
def acting_from(address: str) -> Iterator[None]:
    """Note the network address from which the acts inside come; set once by each edge."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def append(
    *,
    what: str,
    at: datetime,
    recorded_at: datetime,
    by: Any | None,
    outcome: Outcome = Outcome.DONE,
    object_kind: str = "",
    object_id: uuid.UUID | None = None,
    rule: str = "",
    sentence: str = "",
    changes: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry inside the caller's transaction; the head row is locked until that transaction ends."""
    head = ChainHead.objects.select_for_update().get(pk=1)
    entry = AuditEntry(
        sequence=head.sequence + 1,
        at=at,
        recorded_at=recorded_at,
        actor_id=by.pk if by else None,
        actor_name=by.printed_name if by else "",
        actor_post=by.printed_post if by else "",
        side=by.side if by else "",
        what=what,
        outcome=outcome,
        object_kind=object_kind,
        object_id=object_id,
        rule=rule,
        sentence=sentence,
        changes=canonical.plain(changes or {}),
        address=_address.get(),
        previous=head.digest,
    )
    entry.digest = link(entry)
    entry.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(sequence=entry.sequence, digest=entry.digest)
    return entry


def link(entry: AuditEntry) -> str:
    """Return the digest that `entry` must carry."""
    return canonical.digest({name: getattr(entry, name) for name in LINKED})


def faults() -> Iterator[str]:
    """Yield one sentence for every break of the chain; nothing when it holds."""
    previous, expected = "0" * 64, 1
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            yield f"entry {expected} is missing before entry {entry.sequence}"
        if entry.previous != previous:
            yield f"entry {entry.sequence} does not follow the one before it"
        if entry.digest != link(entry):
            yield f"entry {entry.sequence} was changed after it was written"
        previous, expected = entry.digest, entry.sequence + 1
    head = ChainHead.objects.get(pk=1)
    if (head.sequence, head.digest) != (expected - 1, previous):
        yield f"the chain ends at entry {expected - 1}, but its head says {head.sequence}"
