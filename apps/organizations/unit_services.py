"""What the system officer does with units: sets them up, renames them, closes them. Their past stays under its name."""

import uuid
from datetime import datetime

from apps.organizations.models import Unit, UnitMembership, User
from apps.organizations.people_lifecycle import UNITS
from apps.organizations.services import new_unit_group, sort_key
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb


@verb(UNITS, "establish")
def set_up_unit(
    *, name: str, short_name: str, side: str, kind: str, functions: str | None = None, by: User, at: datetime
) -> Unit:
    """Set up a unit with the group to which its permissions will be granted; nobody speaks for it yet."""
    words = {"name": name, "short_name": short_name, "side": side, "kind": kind}
    with acting(UNITS, "establish", by=by, at=at, given={**words, "functions": functions}) as act:
        group = new_unit_group()
        group.save()
        unit: Unit = create(act, Unit(**words, functions=functions or "", sort_key=sort_key(name), group=group))
    return unit


@verb(UNITS, "rename")
def rename_unit(
    *,
    unit_id: uuid.UUID,
    name: str,
    short_name: str,
    basis: str,
    functions: str | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Unit:
    """Call a unit by its new name from now on; documents keep the name of their day (R4.4)."""
    given = {"name": name, "short_name": short_name, "basis": basis, "functions": functions}
    with acting(UNITS, "rename", unit_id, by=by, at=at, version=version, given=given) as act:
        unit: Unit = act.object
        unit.name, unit.short_name, unit.functions, unit.sort_key = name, short_name, functions or "", sort_key(name)
    return unit


@verb(UNITS, "close")
def close_unit(*, unit_id: uuid.UUID, basis: str, by: User, at: datetime, version: int | None = None) -> Unit:
    """Close a unit as from today; nobody speaks for it any more."""
    with acting(UNITS, "close", unit_id, by=by, at=at, version=version, given={"basis": basis}) as act:
        unit: Unit = act.object
        unit.closed_on = act.today
        unit.group.user_set.clear()
        UnitMembership.objects.current().filter(unit=unit).update(ended_on=act.today)
    return unit
