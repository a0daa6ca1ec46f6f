"""What both offices may still change together once the notice is out (Arts. 6, 7)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.preparation_services import draw_up_agenda, propose_attendance
from apps.organizations.models import User
from apps.topics import round_services as topics
from apps.topics.models import Topic
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import verb


@verb(MEETING, "amend_list")
def amend_list(
    *,
    meeting_id: uuid.UUID,
    added: Sequence[Topic] | None = None,
    removed: Sequence[Topic] | None = None,
    reason: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """After the notice both offices together change the list; a new notice must say so before the session (R6.9)."""
    given = {"added": list(added or []), "removed": list(removed or []), "reason": reason}
    with acting(MEETING, "amend_list", meeting_id, by=by, at=at, version=version, given=given) as act:
        if act.agreed:
            act.object.list_amended_at, act.object.reason = act.recorded_at, act.given["reason"]
            topics.amend_round(
                meeting_id=meeting_id,
                added=act.given.get("added") or [],
                removed=act.given.get("removed") or [],
                reason=act.given["reason"],
                who={"by": by, "at": at, "recorded_at": act.recorded_at},
            )
            draw_up_agenda(act)
            propose_attendance(act)
    return act.object
