"""What setting up, renaming and closing a unit need. A guard raises a named refusal or lets the act pass."""

from apps.organizations.units import refusals
from apps.organizations.units.models import Unit, UnitKind
from apps.organizations.units.permissions import has_open_business
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from vocabulary.roles import Side

UNIT_KINDS = {
    Side.GOV: {UnitKind.OFFICE, UnitKind.LEADERSHIP, UnitKind.DEPARTMENT},
    Side.UNION: {UnitKind.OFFICE, UnitKind.LEADERSHIP, UnitKind.UNION_DEPARTMENT, UnitKind.INDUSTRIAL_UNION},
}


def stands(unit: Unit) -> bool:
    """Whether the unit stands, and nobody closes it before this act is done."""
    return hold(Unit.objects.filter(pk=unit.pk, closed_on=None)).first() is not None


def kind_fits_side(act: Act[Unit]) -> None:
    """As the table of units demands it, said before it has to."""
    if act.given["kind"] not in UNIT_KINDS.get(act.given["side"], set()):
        raise refusals.UnitKindDoesNotFit.beside("kind")


def unit_name_is_free(act: Act[Unit]) -> None:
    """Of all units that ever were."""
    same = Unit.objects.filter(name=act.given["name"])
    if (same.exclude(pk=act.object.pk) if act.object else same).exists():
        raise refusals.UnitNameTaken.beside("name")


def one_office(act: Act[Unit]) -> None:
    """One general office per side."""
    kind, side = act.given["kind"], act.given["side"]
    if kind == UnitKind.OFFICE and Unit.objects.current().of_side(side).filter(kind=kind).exists():
        raise refusals.OneOfficePerSide.beside("kind")


def an_office_stays(act: Act[Unit]) -> None:
    """A side without its office, or without its leadership, could not act."""
    if act.object.kind in {UnitKind.OFFICE, UnitKind.LEADERSHIP}:
        raise refusals.OfficeStays


def nobody_at_home(act: Act[Unit]) -> None:
    """Accounts in use belong to units that stand."""
    if act.object.people.filter(is_active=True).exists():
        raise refusals.UnitHasPeople


def nothing_open(act: Act[Unit]) -> None:
    """Nothing on which the unit may still act."""
    if has_open_business(act.object):
        raise refusals.UnitHasBusiness
