"""Reads of the audit chain. Only the audit officer reads it; lists go on from an entry, never from a count of rows."""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from kernel.audit.breaks import Break
from kernel.audit.models import AuditEntry, ChainHead
from kernel.audit.seals import Broken
from vocabulary.roles import AUDIT_OFFICER

ON_A_PAGE = 50
VERIFIED, EXPORTED = "audit_chain.verify", "audit_chain.export"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some entries, newest first, and from which ones the older and the newer ones go on."""

    entries: list[AuditEntry]
    older: int | None
    newer: int | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found, as the chain itself keeps it."""

    entry: AuditEntry
    entries: int
    head: str
    breaks: tuple[Break, ...]
    #: How many there are, when not all are kept.
    found: int
    #: Rows that are not what the chain says of them, and how many there are.
    records: tuple[Broken, ...] = ()
    differing: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was broken, neither the chain nor what it vouches for."""
        return self.found == self.differing == 0


def reads(user: User) -> bool:
    """Return whether the person is the audit officer: nobody stands in for that one."""
    return AUDIT_OFFICER.name in user.role_names


@by_right
def visible_to(user: User) -> QuerySet[AuditEntry]:
    """Return the chain for the audit officer, nothing for anybody else."""
    return AuditEntry.objects.all() if reads(user) else AuditEntry.objects.none()


def stretch(
    found: QuerySet[AuditEntry], *, before: int | None = None, after: int | None = None, size: int = ON_A_PAGE
) -> Stretch:
    """Return up to `size` entries: the newest, those before an entry, or those that follow one; one query."""
    if after is not None:
        rows = list(found.filter(sequence__gt=after).order_by("sequence")[: size + 1])
        further, rows = len(rows) > size, list(reversed(rows[:size]))
        older = rows[-1].sequence if rows else after + 1
        return Stretch(rows, older, rows[0].sequence if further else None)
    asked = Q() if before is None else Q(sequence__lt=before)
    rows = list(found.filter(asked).order_by("-sequence")[: size + 1])
    further, rows = len(rows) > size, rows[:size]
    newer = None if before is None else (rows[0].sequence if rows else before - 1)
    return Stretch(rows, rows[-1].sequence if further else None, newer)


def head() -> ChainHead:
    """Return where the chain ends now."""
    return ChainHead.objects.get(pk=1)


def last_verification() -> Verification | None:
    """Return the latest verification that somebody asked for; None before the first."""
    last = AuditEntry.objects.filter(what=VERIFIED, outcome="done").order_by("sequence").last()
    return None if last is None else told(last)


def told(entry: AuditEntry) -> Verification:
    """Return the verification that an entry records."""
    said = entry.changes
    breaks = tuple(Break(*one) for one in said["breaks"])
    rows = (
        Broken(how, kind, uuid.UUID(key), tuple(columns), name) for how, kind, key, columns, name in said["records"]
    )
    return Verification(entry, said["entries"], said["head"], breaks, said["found"], tuple(rows), said["differing"])
