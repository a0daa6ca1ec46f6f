"""Who may read which receipts, and which of them are overdue (R7.5)."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from apps.meetings.models import NoticeReceipt, ReceiptState
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from apps.workrules.binding import binding_rule
from kernel.clock import day_of
from vocabulary.meetings import MeetingState
from vocabulary.roles import DIRECTING, Side


@by_right
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
    return not MeetingState(receipt.notice.meeting.state).has_reached(MeetingState.IN_SESSION)
