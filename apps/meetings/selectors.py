"""Reads about meetings that every room needs: who sees which."""

from django.db.models import Q, QuerySet

from apps.meetings.models import Meeting
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from kernel.reading import once
from vocabulary.meetings import MeetingState
from vocabulary.roles import DIRECTING, SPEAKING, Side

#: What departments may know of a meeting: that it was accepted, and everything after.
KNOWN_TO_UNITS = MeetingState.since(MeetingState.ACCEPTED)
KNOWN_TO_VIEWERS = MeetingState.since(MeetingState.FOLLOWING_UP)


@by_right
def visible_to(user: User) -> QuerySet[Meeting]:
    """Return the meetings `user` may read: drafts stay with the side that asks, viewers see what has minutes."""
    meetings = Meeting.objects.select_related("presider", "co_presider", "requested_by", "accepted_by")
    roles = user.reading_roles
    if user.side == Side.NONE:
        return meetings.none()
    if roles & DIRECTING:
        return meetings.exclude(~Q(requesting_side=user.side), state=MeetingState.DRAFT, requested_at=None)
    if roles & SPEAKING:
        return meetings.filter(state__in=KNOWN_TO_UNITS)
    return meetings.filter(state__in=KNOWN_TO_VIEWERS)


def in_brief() -> list[Meeting]:
    """Return every meeting with its kind, year, day, state and rule only: what the counting of years looks at."""
    return once("meetings in brief", lambda: list(Meeting.objects.only("kind", "year", "held_on", "state", "rule")))


def previous_of(meeting: Meeting) -> Meeting | None:
    """Return the last meeting held before this one."""
    return Meeting.objects.held_before(meeting).select_related("presider").order_by("-held_on", "-ordinal").first()
