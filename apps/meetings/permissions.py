"""Who may act on a meeting's parts: named sentences, used by the lifecycle tables."""

from django.utils.translation import gettext_lazy as _

from apps.meetings.convening_refusals import NoticeSent, NotInvited, OwnDraft
from apps.meetings.models import MeetingState
from apps.meetings.refusals import ListFrozen, NotInSession
from kernel.lifecycle.table import AnotherPerson, Predicate
from kernel.refusals import WrongSide

#: After adjournment the attendance list stays as it is (R5.6).
FROZEN = {
    MeetingState.HELD,
    MeetingState.FOLLOWING_UP,
    MeetingState.CLOSED,
    MeetingState.CANCELLED,
    MeetingState.DECLINED,
}

#: Asking to convene is the leader's own act on what the office wrote, whoever stands in for whom (R4.1).
NOT_WHO_DRAFTED = AnotherPerson(("draft", "edit"), OwnDraft)
OWN_NAMES = Predicate(
    "office_of_the_same_side",
    lambda by, attendance: attendance.side in {by.side, "none"},
    WrongSide,
    _("政府方面人员由政府办公室核定，工会方面人员由工会办公室核定。"),
)
#: Once the notice has named somebody, he or she is excused or substituted, never dropped (R5.2).
NOTICE_NOT_SENT = Predicate(
    "before_the_notice",
    lambda by, row: row.meeting.state not in FROZEN | {MeetingState.NOTICED, MeetingState.IN_SESSION},
    NoticeSent,
)
INVITED_AND_WAITED_FOR = Predicate(
    "principal_leader_has_not_answered",
    lambda by, meeting: bool(meeting.principal_leader) and meeting.invitation_answer is None,
    NotInvited,
)
LIST_IS_OPEN = Predicate("list_is_open", lambda by, row: row.meeting.state not in FROZEN, ListFrozen)
IN_SESSION = Predicate("meeting_in_session", lambda by, row: row.meeting.state == MeetingState.IN_SESSION, NotInSession)
