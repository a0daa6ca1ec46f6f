"""Whose names an office may change, and until when (Art. 5)."""

from django.utils.translation import gettext_lazy as _

from apps.meetings.attendance.refusals import ListFrozen, NoticeSent, NotInSession
from kernel.lifecycle.table import Predicate
from kernel.refusals import WrongSide
from vocabulary.meetings import MeetingState
from vocabulary.roles import Side

OWN_NAMES = Predicate(
    "office_of_the_same_side",
    lambda by, attendance: attendance.side in {by.side, Side.NONE},
    WrongSide,
    _("政府方面人员由政府办公室核定，工会方面人员由工会办公室核定。"),
)


#: Once the notice has named somebody, he or she is excused or substituted, never dropped (R5.2).
NOTICE_NOT_SENT = Predicate(
    "before_the_notice",
    lambda by, row: MeetingState(row.meeting.state).is_before(MeetingState.NOTICED),
    NoticeSent,
)


#: After adjournment the attendance list stays as it is (R5.6).
LIST_IS_OPEN = Predicate(
    "list_is_open", lambda by, row: MeetingState(row.meeting.state).is_before(MeetingState.HELD), ListFrozen
)


IN_SESSION = Predicate("meeting_in_session", lambda by, row: row.meeting.state == MeetingState.IN_SESSION, NotInSession)
