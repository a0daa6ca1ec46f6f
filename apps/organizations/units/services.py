"""Units set up, renamed and closed. Their past stays under its name.

The verbs are the system officer's; `establish_units` serves an operator, who has no account to act by.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import transaction
from pypinyin import lazy_pinyin

from apps.organizations.units.lifecycle import UNITS
from apps.organizations.units.models import Unit, UnitState
from kernel import clock
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Actor, verb


@verb(UNITS, "establish")
def set_up_unit(
    *, name: str, short_name: str, side: str, kind: str, functions: str | None = None, by: Actor, at: datetime
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
    by: Actor,
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
def close_unit(*, unit_id: uuid.UUID, basis: str, by: Actor, at: datetime, version: int | None = None) -> Unit:
    """Close a unit as from today; nobody speaks for it any more."""
    with acting(UNITS, "close", unit_id, by=by, at=at, version=version, given={"basis": basis}) as act:
        unit: Unit = act.object
        unit.closed_on = act.today
        unit.group.user_set.clear()
        unit.memberships.current().update(ended_on=act.today)
    return unit


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that is to be set up."""

    name: str
    short_name: str
    side: str
    kind: str
    functions: str = ""


def establish_unit(*, name: str, short_name: str, side: str, kind: str, functions: str = "") -> Unit:
    """Set up a unit together with the group to which its object permissions will be granted."""
    return establish_units([NewUnit(name, short_name, side, kind, functions)])[0]


@transaction.atomic
def establish_units(wanted: Sequence[NewUnit], *, closed_on: Sequence[date | None] = ()) -> list[Unit]:
    """Set up many units, in their order, with two statements; those of history are closed from the beginning."""
    closed = [*closed_on, *[None] * (len(wanted) - len(closed_on))]
    groups, now = Group.objects.bulk_create(new_unit_group() for _unit in wanted), clock.recorded_now()
    return Unit.objects.bulk_create(
        Unit(
            name=unit.name,
            short_name=unit.short_name,
            sort_key=sort_key(unit.name),
            side=unit.side,
            kind=unit.kind,
            functions=unit.functions,
            closed_on=day,
            group=group,
            state=UnitState.CLOSED if day else UnitState.STANDING,
            state_since=now,
        )
        for unit, group, day in zip(wanted, groups, closed, strict=True)
    )


def new_unit_group() -> Group:
    """Return an unsaved group for a unit; nobody reads its name."""
    return Group(name=f"unit:{uuid.uuid4()}")


def sort_key(name: str) -> str:
    """Return what lists order a unit's name by."""
    return " ".join(lazy_pinyin(name))
