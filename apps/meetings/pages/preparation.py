"""What a meeting's page shows of its checklist and of who signed for its notice."""

from apps.meetings.models import Meeting
from apps.meetings.preparation import selectors as preparation_selectors
from apps.meetings.preparation.lead_times import prepared_by
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.organizations.models import User
from kernel import clock
from kinds.registry import state_label
from vocabulary.meetings import MeetingState
from vocabulary.roles import DIRECTING
from web import buttons
from web.shapes import Shown


def receipts(meeting: Meeting, user: User) -> list[Shown]:
    """Who has signed for the latest notice, while the meeting is ahead (R7.5)."""
    if meeting.state != MeetingState.NOTICED:
        return []
    rows = receipts_selectors.receipts_visible_to(user).filter(notice__meeting=meeting, notice__superseded_by=None)
    now = clock.now()
    return [
        {
            "name": row.recipient,
            "side": row.side,
            "state": row.state,
            "state_label": state_label(row),
            "late": receipts_selectors.is_silent(row, now),
            "at": row.acknowledged_at,
            "reply": row.reply,
            "url": f"/notice-receipts/{row.pk}",
            "actions": buttons.buttons(NOTICE_RECEIPT, row, user),
        }
        for row in rows
    ]


def checklist(meeting: Meeting, user: User) -> Shown:
    """What is to be prepared, by which office, until when (R7.1)."""
    rows = preparation_selectors.preparations_visible_to(user).filter(meeting=meeting)
    new = f"/preparations/new?meeting={meeting.pk}"
    ahead = MeetingState(meeting.state).is_before(MeetingState.HELD)
    open_now = ahead and bool(user.reading_roles & DIRECTING)
    return {
        "preparations": [
            {
                "title": row.title,
                "side": row.office,
                "due_on": prepared_by(row),
                "state": row.state,
                "state_label": state_label(row),
                "by": row.done_by.name if row.done_by else "",
                "url": f"/preparations/{row.pk}",
                "actions": buttons.buttons(PREPARATION, row, user),
            }
            for row in rows
        ],
        "preparation_actions": buttons.quiet(buttons.beginning(PREPARATION, "add", user, new)) if open_now else [],
    }
