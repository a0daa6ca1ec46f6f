"""Verb: say who reports on each topic and for how long (R8.5)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.organizations.models import User
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import verb
from vocabulary.meetings import MeetingState


@verb(MEETING, "arrange_agenda")
def arrange_agenda(
    *, meeting_id: uuid.UUID, items: Sequence[Plain], by: User, at: datetime, version: int | None = None
) -> Meeting:
    """Give each topic its reporter and its time; once the notice is out, a new one must say so (R7.5, R8.5)."""
    given = {"items": list(items)}
    with acting(MEETING, "arrange_agenda", meeting_id, by=by, at=at, version=version, given=given) as act:
        changed = [_arranged(act.object, row) for row in act.given["items"]]
        if any(changed) and act.object.state == MeetingState.NOTICED:
            act.object.list_amended_at = act.recorded_at
    return act.object


def _arranged(meeting: Meeting, row: Plain) -> bool:
    """Write one line of the agenda; return whether it changed."""
    wanted = {"reporter": row["reporter"], "duration": row.get("duration")}
    line = meeting.agenda.filter(part=3, topic=row["topic"])
    changed = not line.filter(**wanted).exists()
    line.update(**wanted)
    return changed
