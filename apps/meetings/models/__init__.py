"""One joint meeting of one government: convening, attendance, agenda, notice, session, resolutions (Arts. 4–8)."""

from apps.meetings.models.agenda import AgendaItem, Notice, NoticeReceipt, ReceiptState
from apps.meetings.models.attendance import Attendance, AttendanceState, Capacity
from apps.meetings.models.meeting import Convener, Ground, InvitationAnswer, Meeting
from apps.meetings.models.preparation import PreparationItem, PreparationState, PreparingOffice
from apps.meetings.models.resolution import Resolution, ResolutionMilestone, ResolutionPart

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceState",
    "Capacity",
    "Convener",
    "Ground",
    "InvitationAnswer",
    "Meeting",
    "Notice",
    "NoticeReceipt",
    "PreparationItem",
    "PreparationState",
    "PreparingOffice",
    "ReceiptState",
    "Resolution",
    "ResolutionMilestone",
    "ResolutionPart",
]
