"""Reads of uploaded workbooks: the office that uploads sees all of its own, the other side what it is asked about."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.history.models import HistoryImport, ImportState, Preview
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from vocabulary.roles import DIRECTING

#: What was put before the other side, and stays there; unchecked and withdrawn workbooks are the uploader's own.
SHOWN_TO_BOTH = (ImportState.SOUND, ImportState.RETURNED, ImportState.CONFIRMED, ImportState.IMPORTED)


def reads(user: User) -> bool:
    """Return whether the person belongs to one of the two offices, or leads one."""
    return bool(user.reading_roles & DIRECTING)


@by_right
def imports_visible_to(user: User) -> QuerySet[HistoryImport]:
    """Return the own side's uploads, and of the other side's what was once sound: its readers read the file as well.

    One that failed after it was confirmed stays with both: whoever stood by it sees what became of it.
    """
    found = HistoryImport.objects.select_related("file", "uploaded_by", "confirmed_by")
    if not reads(user):
        return found.none()
    was_sound = Exists(Preview.objects.filter(of=OuterRef("pk"), faults=[]))
    return found.filter(Q(side=user.side) | Q(state__in=SHOWN_TO_BOTH) | Q(was_sound, state=ImportState.FAULTY))


def preview_of(one: HistoryImport) -> Preview | None:
    """Return what the latest check found; None before the first."""
    return Preview.objects.filter(of=one).last()
