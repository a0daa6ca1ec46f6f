"""Whom an act on a meeting or a notice concerns: told after it is committed."""

from apps.meetings.models import Meeting, NoticeReceipt
from apps.notifications.recipients import speakers_of, with_role
from apps.notifications.services import tell
from kernel.lifecycle.table import Act
from vocabulary.roles import DIRECTING


def meeting_moved(act: Act[Meeting]) -> None:
    """Tell leaders and clerks of both sides."""
    tell(act, with_role(*DIRECTING))


def notice_sent(act: Act[NoticeReceipt]) -> None:
    """Tell the invited unit; leaders and guests hear of it from their office (R7.5)."""
    if act.object.unit_id:
        tell(act, speakers_of([act.object.unit_id]))
