"""Who may draft, request and answer a meeting under its work rule (Art. 4)."""

from apps.meetings.convening.refusals import NotInvited, OwnDraft
from apps.meetings.models import Meeting
from apps.workrules.binding import binding_rule
from apps.workrules.naming import leaders_of_side, office_of_side
from kernel.lifecycle.table import AnotherPerson, ByRule, Predicate, Role
from vocabulary.meetings import MeetingKind, MeetingState
from vocabulary.roles import CLERKS, LEADERS, other_side


def _drafters(meeting: Meeting | None) -> tuple[Role, ...]:
    """Whoever may ask to convene under the rule of today; a draft is its own side's."""
    side = binding_rule().requested_by if meeting is None else meeting.requesting_side
    return office_of_side(side)


def _answering(meeting: Meeting) -> tuple[Role, ...]:
    return leaders_of_side(other_side(meeting.requesting_side))


#: An answer is given by the side that did not ask.
DRAFTERS = ByRule(_drafters, CLERKS)


REQUESTERS = ByRule(lambda meeting: leaders_of_side(meeting.requesting_side), LEADERS)


ANSWERING = ByRule(_answering, LEADERS)


PROPOSING_ANOTHER_DATE = ByRule(
    lambda meeting: (*office_of_side(other_side(meeting.requesting_side)), *_answering(meeting)), (*CLERKS, *LEADERS)
)


def after_request(meeting: Meeting) -> str:
    """Return where a request leads: an extraordinary meeting may need no other side's consent (Art. 4)."""
    alone = binding_rule(meeting).extraordinary_consent in {meeting.requesting_side, "consulted"}
    if meeting.kind == MeetingKind.EXTRAORDINARY and alone:
        return str(MeetingState.ACCEPTED)
    return str(MeetingState.REQUESTED)


#: Asking to convene is the leader's own act on what the office wrote, whoever stands in for whom (R4.1).
NOT_WHO_DRAFTED = AnotherPerson(("draft", "edit"), OwnDraft)


INVITED_AND_WAITED_FOR = Predicate(
    "principal_leader_has_not_answered",
    lambda by, meeting: bool(meeting.principal_leader) and meeting.invitation_answer is None,
    NotInvited,
)
