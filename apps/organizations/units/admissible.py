"""Units and sides that an act may name (`Need.among`)."""

from dataclasses import replace
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.organizations.units.models import Unit, UnitKind
from kernel.lifecycle.table import Among, Asking
from vocabulary.roles import Side


def standing(asking: Asking) -> QuerySet[Unit]:
    """Return the units that exist and do work: a leadership is told of things and is charged with none."""
    return Unit.objects.current().exclude(kind=UnitKind.LEADERSHIP)


def charged(asking: Asking) -> QuerySet[Unit]:
    """Return those that are charged with an agreed item: an office rarely is, so that no form offers it."""
    return standing(asking).exclude(kind=UnitKind.OFFICE)


STANDING_UNIT = Among(_("现存的单位（领导班子除外）"), standing, label=attrgetter("name"))
STANDING_UNITS = replace(STANDING_UNIT, label=attrgetter("short_name"))
LEAD_UNIT = replace(STANDING_UNIT, offered=charged)
SIDE_OF_UNIT = Among(_("政府或者工会"), pairs=lambda asking: [pair for pair in Side.choices if pair[0] != Side.NONE])
