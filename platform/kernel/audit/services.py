"""The only writer of the audit chain."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction

from kernel import canonical, clock
from kernel.audit.breaks import CHANGED, CUT, MISSING, UNLINKED, Break, Verified
from kernel.audit.models import NOTHING, AuditEntry, ChainHead, Outcome
from kernel.refusals import Refusal

LINKED = (
    "sequence", "at", "recorded_at", "actor_id", "actor_name", "actor_post", "side", "what", "outcome",
    "object_kind", "object_id", "rule", "sentence", "changes", "address", "previous",
)  # fmt: skip
_address: ContextVar[str] = ContextVar("address", default="")
_refused: ContextVar[list[str] | None] = ContextVar("refused", default=None)


@contextmanager
def acting_from(address: str) -> Iterator[None]:
    """Note the network address from which the acts inside come, and count their refusals; set once by each edge."""
    refused: list[str] = []
    address_token, refused_token = _address.set(address), _refused.set(refused)
    try:
        yield
    finally:
        _refused.reset(refused_token)
        _address.reset(address_token)


def refused_here() -> int:
    """Return how many refusals were written down since the edge noted its address."""
    return len(_refused.get() or ())


def append(**what_happened: Any) -> AuditEntry:
    """Append one entry (see `entry`) inside the caller's transaction."""
    return append_all([entry(**what_happened)])[0]


@transaction.atomic
def append_refusal(refusal: Refusal, *, at: datetime, by: Any | None, **what_was_tried: Any) -> AuditEntry:
    """Write a refusal down (see `entry`); in a transaction of its own, after everything else was rolled back."""
    if (noted := _refused.get()) is not None:
        noted.append(str(what_was_tried.get("what", "")))
    return append(
        at=at,
        recorded_at=clock.recorded_now(),
        by=by,
        outcome=Outcome.REFUSED,
        sentence=f"{refusal.name}: {refusal.sentence}",
        **what_was_tried,
    )


def entry(
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
    """Return an entry that has no place in the chain yet."""
    return AuditEntry(
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
    )


@transaction.atomic(savepoint=False)
def append_all(entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    """Give entries their places at the end of the chain; its head stays locked until the caller's transaction ends."""
    head = ChainHead.objects.select_for_update().get(pk=1)
    for one in entries:
        one.sequence, one.previous = head.sequence + 1, head.digest
        one.digest = link(one)
        head.sequence, head.digest = one.sequence, one.digest
    saved = AuditEntry.objects.bulk_create(entries)
    ChainHead.objects.filter(pk=1).update(sequence=head.sequence, digest=head.digest)
    return saved


def link(one: AuditEntry) -> str:
    """Return the digest that an entry must carry."""
    return canonical.digest({name: getattr(one, name) for name in LINKED})


def faults() -> Iterator[str]:
    """Yield one sentence for every break of the chain; nothing when it holds."""
    yield from (str(one) for one in verified().breaks)


def verified() -> Verified:
    """Walk the chain from its first entry to its head; what is appended meanwhile is walked too, so nobody waits."""
    breaks: list[Break] = []
    previous, expected = NOTHING, 1
    while True:
        began = expected
        for one in AuditEntry.objects.filter(sequence__gte=expected).order_by("sequence").iterator(chunk_size=2000):
            breaks += _breaks_at(one, previous, expected)
            previous, expected = one.digest, one.sequence + 1
        head = ChainHead.objects.get(pk=1)
        if (head.sequence, head.digest) == (expected - 1, previous):
            return Verified(expected - 1, previous, tuple(breaks))
        if expected == began:
            return Verified(expected - 1, previous, (*breaks, Break(CUT, expected - 1, head.sequence)))


def _breaks_at(one: AuditEntry, previous: str, expected: int) -> Iterator[Break]:
    if one.sequence != expected:
        yield Break(MISSING, expected, one.sequence)
    if one.previous != previous:
        yield Break(UNLINKED, one.sequence)
    if one.digest != link(one):
        yield Break(CHANGED, one.sequence)
