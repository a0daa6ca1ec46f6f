"""Walking the whole chain, and what it vouches for, because somebody asked. What was found is an entry, so it stays."""

from datetime import datetime

from django.db import transaction

from apps.auditing.selectors import VERIFIED
from apps.documents.faults import broken
from apps.organizations.models import User
from kernel import clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry

#: A chain that somebody rewrote from its beginning on is broken everywhere; the first breaks tell enough.
MOST_KEPT = 100


@transaction.atomic
def verify(*, by: User, at: datetime) -> AuditEntry:
    """Walk the chain and what it vouches for, and append what was found: how far it goes, the last hash, the breaks."""
    found, differing = audit.verified(), list(broken())
    kept = [[one.kind, one.entry, one.other] for one in found.breaks[:MOST_KEPT]]
    rows = [[one.how, one.kind, str(one.key), list(one.columns), one.name] for one in differing[:MOST_KEPT]]
    return audit.append(
        what=VERIFIED,
        at=at,
        recorded_at=clock.recorded_now(),
        by=by,
        object_kind="audit_chain",
        changes={
            "entries": found.entries,
            "head": found.head,
            "found": len(found.breaks),
            "breaks": kept,
            "differing": len(differing),
            "records": rows,
        },
    )
