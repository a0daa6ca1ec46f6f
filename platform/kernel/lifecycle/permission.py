"""Who may take which row now: asked by buttons, API, to-dos, and by the engine before it lets anybody act.

A person acts by a role of his or her own, or stands in for somebody who lent the act for that day; the rule bound to
the object may name other roles than the table does.
"""

from datetime import date
from typing import Any

from kernel import clock
from kernel.lifecycle import consent
from kernel.lifecycle.table import Action, Actor, Lifecycle
from kernel.refusals import Refusal, WrongRole, WrongSide, WrongState


def permitted(lifecycle: Lifecycle, name: str, instance: Any, by: Actor) -> Action:
    """Return the row by which `by` may act on `instance` now; raises the refusal otherwise. Guards are not asked."""
    return as_acting(lifecycle, name, instance, by, day=clock.today())[0]


def available(lifecycle: Lifecycle, instance: Any, by: Actor, consents: Any = None) -> list[Action]:
    """Return the rows that `by` can take on `instance` now: its buttons, its API actions, its to-dos.

    A side that already consented to the standing text is not asked again. `consents` may hold the object's consents
    when a list of objects was read with one query.
    """
    found = []
    for name in dict.fromkeys(row.name for row in lifecycle.actions if instance.state in row.source):
        try:
            row = permitted(lifecycle, name, instance, by)
        except Refusal:
            continue
        if row.internal or (row.consent and not consent.awaited(lifecycle, row, instance, by, consents)):
            continue
        found.append(row)
    return found


def may_take(lifecycle: Lifecycle, row: Action, by: Actor, day: date) -> bool:
    """Return whether some rule opens `row` to the person, or a delegation on `day`; the object is not asked."""
    possible = {role.name for role in row.possible}
    return bool(possible & by.role_names) or by.standing_in(f"{lifecycle.name}.{row.name}", possible, day) is not None


def as_acting(
    lifecycle: Lifecycle, name: str, instance: Any, by: Actor, *, day: date, afresh: bool = False
) -> tuple[Action, Any]:
    """Return the row, and the person as acting: by a role of his or her own, or standing in for another that day."""
    rows = lifecycle.named(name)
    try:
        acts_as = _check_person(lifecycle, rows, by, instance, day, afresh=afresh)
        row = row_for(lifecycle, name, instance.state) if instance is not None else rows[0]
        acts_as = _check_person(lifecycle, (row,), by, instance, day, afresh=False)
        for condition in (row.whose, row.when):
            if condition and not condition.test(acts_as, instance):
                raise condition.refusal(condition.sentence)
    except Refusal as refusal:
        raise refusal.under(rule=rows[0].rule, article=rows[0].article) from None
    return row, acts_as


def row_for(lifecycle: Lifecycle, name: str, state: str) -> Action:
    """Return the row of an action in one state; raises WrongState where the table has none."""
    for row in lifecycle.named(name):
        if state in row.source:
            return row
    raise WrongState


def _check_person(
    lifecycle: Lifecycle, rows: tuple[Action, ...], by: Actor, instance: Any, day: date, *, afresh: bool
) -> Any:
    """Return the person as acting; refuse when no row is open to a role or delegation: first by side, then by role."""
    held = by.role_names
    wanted = {role for row in rows for role in row.open_to(instance, held)}
    if any(role.name in held for role in wanted):
        return by
    stands_in = _standing_in(lifecycle, rows, by, instance, day, afresh=afresh)
    if stands_in is not None:
        return stands_in
    raise WrongRole if by.side in {role.side for role in wanted} else WrongSide


def _standing_in(
    lifecycle: Lifecycle, rows: tuple[Action, ...], by: Actor, instance: Any, day: date, *, afresh: bool
) -> Any:
    """Return the person as somebody's deputy; the rule is asked who may act only where a delegation names the act."""
    act = f"{lifecycle.name}.{rows[0].name}"
    possible = frozenset(role.name for row in rows for role in row.possible)
    if by.standing_in(act, possible, day, afresh=afresh) is None:
        return None
    open_now = {role.name for row in rows for role in row.open_to(instance, possible)}
    return by.standing_in(act, open_now, day)
