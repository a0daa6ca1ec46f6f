"""What happens on which day, as far as one person may see: for the page of the calendar, its feed, the interface.

Days are read off the objects, and those still ahead follow from the rule a meeting was asked for under. An occasion has
a title and an address and nothing of what the object says. The number of statements is constant.
"""

from datetime import date

from apps.organizations.models import User
from kinds.occasions import Occasion, OccasionKind
from kinds.registry import kinds
from vocabulary.roles import Side


def occasions(user: User, first: date, last: date) -> list[Occasion]:
    """Return what falls on the days from `first` to `last`, both included, in their order."""
    if user.side == Side.NONE:
        return []
    order = {kind.name: place for place, kind in enumerate(occasion_kinds())}
    found = [
        one
        for kind in kinds()
        if kind.occasions
        for one in kind.occasions.between(user, first, last)
        if first <= one.day <= last
    ]
    return sorted(found, key=lambda one: (one.day, one.starts_at is None, order[one.kind.name], one.title))


def occasion_kinds() -> list[OccasionKind]:
    """Return every sort of occasion, in the order of the kinds."""
    return [one for kind in kinds() if kind.occasions for one in kind.occasions.kinds]
