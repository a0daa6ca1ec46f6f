"""Reads about paper approvals."""

from django.db.models import Q, QuerySet

from apps.meetings import selectors as meetings
from apps.minutes import selectors as minutes
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from apps.papers.models import PaperApproval, PaperState


@by_right
def visible_to(user: User) -> QuerySet[PaperApproval]:
    """Return the papers `user` may read: about what he or she reads; not yet confirmed ones stay with their side."""
    rows = PaperApproval.objects.select_related("meeting", "minutes__meeting", "signer", "recorded_by", "confirmed_by")
    own = Q(meeting__in=meetings.visible_to(user).values("pk")) | Q(minutes__in=minutes.visible_to(user).values("pk"))
    return rows.filter(own, Q(side=user.side) | Q(state=PaperState.CONFIRMED))
