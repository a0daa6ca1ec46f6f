"""Reads of uploaded workbooks: both offices see them, units and officers of the system do not."""

from django.db.models import QuerySet

from apps.history.models import HistoryImport, Preview
from apps.organizations.models import User
from apps.organizations.roles import CLERKS, LEADERS

READERS = frozenset(role.name for role in (*CLERKS, *LEADERS))


def reads(user: User) -> bool:
    """Return whether the person belongs to one of the two offices, or leads one."""
    return bool(user.reading_roles & READERS)


def imports_visible_to(user: User) -> QuerySet[HistoryImport]:
    """Return every upload for both offices and their leaders."""
    found = HistoryImport.objects.select_related("file", "uploaded_by", "confirmed_by")
    return found if reads(user) else found.none()


def preview_of(one: HistoryImport) -> Preview | None:
    """Return what the latest check found; None before the first."""
    return Preview.objects.filter(of=one).last()
