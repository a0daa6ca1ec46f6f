"""Phases of a meeting that several rooms ask about."""

from vocabulary.meetings import MeetingState

#: After adjournment the attendance list stays as it is (R5.6).
FROZEN = {
    MeetingState.HELD,
    MeetingState.FOLLOWING_UP,
    MeetingState.CLOSED,
    MeetingState.CANCELLED,
    MeetingState.DECLINED,
}
