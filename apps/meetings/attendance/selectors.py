"""Who may read which attendance rows."""

from django.db.models import QuerySet

from apps.meetings.models import Attendance
from apps.meetings.selectors import visible_to
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right


@by_right
def attendances_visible_to(user: User) -> QuerySet[Attendance]:
    """Return attendance rows; both offices work on the list, others read it with the meeting."""
    rows = Attendance.objects.select_related("meeting")
    return rows.filter(meeting__in=visible_to(user).values("pk"))
