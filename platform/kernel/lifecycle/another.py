"""A second pair of eyes: whoever took the step before takes no part in the one that answers it.

Asked of the audit chain, because it alone tells for whom somebody acted: a person counts who acted, and the one for
whom he or she acted, on both sides of the comparison. So nobody approves his own as a deputy, nor through a deputy.
"""

import uuid

from kernel.audit.models import AuditEntry, Outcome
from kernel.lifecycle.table import Act


def acts_apart(act: Act) -> None:
    """Refuse the act when one of its people took one of the earlier acts of this object that its row names."""
    asked = act.action.another
    if asked is None:
        return
    for name in asked.than:
        if act.people & _people_behind(act, name):
            raise asked.refusal


def _people_behind(act: Act, name: str) -> set[uuid.UUID]:
    """Return who did `name` last, and for whom; nobody where it was not done here (a record from before)."""
    done = AuditEntry.objects.filter(
        object_id=act.object.pk, what=f"{act.lifecycle.name}.{name}", outcome=Outcome.DONE
    ).only("actor_id", "changes")
    last = done.order_by("sequence").last()
    if last is None:
        return set()
    stood_for = last.changes.get("under", {}).get("for_id")
    return {key for key in (last.actor_id, uuid.UUID(stood_for) if stood_for else None) if key is not None}
