"""Reads about meetings: who sees which, the list of attendance, the record of the session."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from apps.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingState,
    NoticeReceipt,
    PreparationItem,
    ReceiptState,
    Resolution,
)
from apps.organizations.models import User
from apps.topics import selectors as topics
from apps.topics.models import Topic
from apps.workrules.binding import binding_rule
from kernel.clock import day_of
from kernel.reading import once
from vocabulary.roles import DIRECTING, Side

#: What departments may know of a meeting: that it was accepted, and everything after.
KNOWN_TO_UNITS = [
    MeetingState.ACCEPTED, MeetingState.COLLECTING, MeetingState.SETTLED, MeetingState.NOTICED, MeetingState.IN_SESSION,
    MeetingState.HELD, MeetingState.FOLLOWING_UP, MeetingState.CLOSED,
]  # fmt: skip
#: How long before its day an item of the checklist stands on a desk.
PRESSING = timedelta(days=3)
KNOWN_TO_VIEWERS = [MeetingState.FOLLOWING_UP, MeetingState.CLOSED]


def visible_to(user: User) -> QuerySet[Meeting]:
    """Return the meetings `user` may read: drafts stay with the side that asks, viewers see what has minutes."""
    meetings = Meeting.objects.select_related("presider", "requested_by", "accepted_by")
    roles = user.reading_roles
    if user.side == Side.NONE:
        return meetings.none()
    if roles & DIRECTING:
        return meetings.exclude(~Q(requesting_side=user.side), state=MeetingState.DRAFT, requested_at=None)
    if roles & {"gov_unit", "union_unit"}:
        return meetings.filter(state__in=KNOWN_TO_UNITS)
    return meetings.filter(state__in=KNOWN_TO_VIEWERS)


def in_brief() -> list[Meeting]:
    """Return every meeting with its kind, year, day, state and rule only: what the counting of years looks at."""
    return once("meetings in brief", lambda: list(Meeting.objects.only("kind", "year", "held_on", "state", "rule")))


def researches_after_settlement(topic: Topic) -> bool:
    """Return whether a topic stands on the list of a meeting whose rule puts research after settlement (Art. 6)."""
    listing = Meeting.objects.filter(pk__in=topics.meetings_listing(topic), state=MeetingState.SETTLED)
    return any(binding_rule(meeting).research_phase == "after_settlement" for meeting in listing)


def attendances_visible_to(user: User) -> QuerySet[Attendance]:
    """Return attendance rows; both offices work on the list, others read it with the meeting."""
    rows = Attendance.objects.select_related("meeting")
    return rows.filter(meeting__in=visible_to(user).values("pk"))


def preparations_visible_to(user: User) -> QuerySet[PreparationItem]:
    """Return the checklists of the meetings that both offices work on; nobody else reads them."""
    rows = PreparationItem.objects.select_related("meeting", "done_by")
    if not user.reading_roles & DIRECTING:
        return rows.none()
    return rows.filter(meeting__in=visible_to(user).values("pk"))


def presses(item: PreparationItem, today: date) -> bool:
    """Return whether an item of the checklist falls due within days."""
    return item.due_on <= today + PRESSING


def receipts_visible_to(user: User) -> QuerySet[NoticeReceipt]:
    """Return the receipts of notices: offices read all, a unit its own."""
    rows = NoticeReceipt.objects.select_related(
        "notice__meeting", "notice__document", "notice__superseded_by", "unit", "attendance"
    ).defer("notice__document__docx", "notice__document__pdf", "notice__document__content")
    if user.side == Side.NONE:
        return rows.none()
    if user.reading_roles & DIRECTING:
        return rows
    return rows.filter(unit__in=user.memberships.current().values("unit"))


def is_silent(receipt: NoticeReceipt, now: datetime) -> bool:
    """Return whether a notice is not signed for though the hours that the rule allows have passed (R7.5)."""
    return receipt.state == ReceiptState.SENT and now > _allowed_until(receipt)


def receipt_due_on(receipt: NoticeReceipt) -> date:
    """Return the day on which the hours end that the rule allows for signing (R7.5)."""
    return day_of(_allowed_until(receipt))


def _allowed_until(receipt: NoticeReceipt) -> datetime:
    notice = receipt.notice
    return notice.issued_at + timedelta(hours=binding_rule(notice.meeting).notice_receipt_hours)


def is_expected(receipt: NoticeReceipt) -> bool:
    """Return whether anybody still waits for the signature: the meeting the notice is about has not begun."""
    begun = {MeetingState.IN_SESSION, MeetingState.HELD, MeetingState.FOLLOWING_UP, MeetingState.CLOSED}
    return receipt.notice.meeting.state not in begun


def agenda_of(meeting_id: uuid.UUID) -> list[AgendaItem]:
    """Return the four-part agenda in order, with topics and reporters."""
    return list(AgendaItem.objects.filter(meeting_id=meeting_id).select_related("topic", "reporter"))


def resolutions_of(meeting_id: uuid.UUID) -> list[Resolution]:
    """Return what the meeting resolved, in order, with units and milestones, in a constant number of queries."""
    rows = Resolution.objects.filter(meeting_id=meeting_id).select_related("lead_unit", "topic")
    return list(rows.prefetch_related("supporting_units", "milestones", "parts__unit"))


def previous_of(meeting: Meeting) -> Meeting | None:
    """Return the last meeting held before this one."""
    return Meeting.objects.held_before(meeting).select_related("presider").order_by("-held_on", "-ordinal").first()


def record_of(meeting_id: uuid.UUID) -> dict[str, Any]:
    """Return the session's record as plain data: what minutes must agree with (R9.5)."""
    meeting = Meeting.objects.select_related("presider").get(pk=meeting_id)
    return {
        "held_on": meeting.held_on,
        "venue": meeting.venue,
        "presider": meeting.presider.present_name if meeting.presider else "",
        "attendance": [
            [row.unit_name, row.present_name, row.capacity, row.state]
            for row in meeting.attendances.listed().order_by("position", "id")
        ],
        "topics": [[item.topic_id, item.outcome, item.outcome_note] for item in agenda_of(meeting_id) if item.topic_id],
        "resolutions": [
            {
                "position": row.position,
                "text": row.text,
                "lead": row.lead_unit_id,
                "supporting": sorted(str(unit.pk) for unit in row.supporting_units.all()),
                "due_on": row.due_on,
                "responsible": row.responsible_person,
                "parts": [[str(part.unit_id), part.text, part.due_on] for part in row.parts.all()],
                "milestones": [[step.due_on, step.text] for step in row.milestones.all()],
            }
            for row in resolutions_of(meeting_id)
        ],
    }
