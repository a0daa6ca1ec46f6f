"""Who may read which items of the checklist, and which of them are pressing."""

from datetime import date, timedelta

from django.db.models import QuerySet

from apps.meetings.models import PreparationItem
from apps.meetings.selectors import visible_to
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from vocabulary.roles import DIRECTING

#: How long before its day an item of the checklist stands on a desk.
PRESSING = timedelta(days=3)


@by_right
def preparations_visible_to(user: User) -> QuerySet[PreparationItem]:
    """Return the checklists of the meetings that both offices work on; nobody else reads them."""
    rows = PreparationItem.objects.select_related("meeting", "done_by")
    if not user.reading_roles & DIRECTING:
        return rows.none()
    return rows.filter(meeting__in=visible_to(user).values("pk"))


def presses(item: PreparationItem, today: date) -> bool:
    """Return whether an item of the checklist falls due within days."""
    return item.due_on <= today + PRESSING
