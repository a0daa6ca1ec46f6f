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
    """Return who did `name`, and for whom; nobody where it was not done here (a record from before).

    The last time counts, and every time since the object came to the state it is in: a colleague's last comma does not
    make a text somebody else's.
    """
    done = AuditEntry.objects.filter(
        object_id=act.object.pk, what=f"{act.lifecycle.name}.{name}", outcome=Outcome.DONE
    ).only("actor_id", "changes", "recorded_at")
    found: set[uuid.UUID] = set()
    for place, one in enumerate(done.order_by("-sequence")):
        if place and one.recorded_at < act.object.state_since:
            break
        stood_for = one.changes.get("under", {}).get("for_id")
        found |= {key for key in (one.actor_id, uuid.UUID(stood_for) if stood_for else None) if key is not None}
    return found
