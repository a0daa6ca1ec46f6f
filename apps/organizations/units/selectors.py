"""Reads about the units of one government."""

from django.db.models import QuerySet

from apps.organizations.standing.reading import by_right
from apps.organizations.units.models import Unit, UnitKind
from kernel.lifecycle.table import Actor


def office_of(side: str) -> Unit | None:
    """Return the general office of a side."""
    return Unit.objects.current().filter(side=side, kind=UnitKind.OFFICE).first()


@by_right
def units_visible_to(user: Actor) -> QuerySet[Unit]:
    """Return the units: both sides' stand in the directory that everybody signed in here reads."""
    return Unit.objects.all()
