"""Who may read which press items."""

from django.db.models import QuerySet

from apps.minutes.models import PublicityItem, PublicityState
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from vocabulary.disclosure import Disclosure
from vocabulary.roles import DIRECTING, Side


@by_right
def publicity_visible_to(user: User) -> QuerySet[PublicityItem]:
    """Return the press items `user` may read: drafts stay with the two offices and their leaders."""
    rows = PublicityItem.objects.select_related("meeting", "published_by")
    if user.side == Side.NONE:
        return rows.none()
    return rows if user.reading_roles & DIRECTING else rows.filter(state=PublicityState.PUBLISHED)


def released() -> QuerySet[PublicityItem]:
    """Return what everybody may read, signed in or not: published press items about disclosed content (R10.2)."""
    return PublicityItem.objects.filter(state=PublicityState.PUBLISHED, disclosure=Disclosure.PUBLIC)
