"""The engine: look the row up, lock, ask, let the verb write, move, record, call. Small enough to read in one sitting.

    with acting(MEETING, "accept", meeting_id, by=by, at=at, version=version) as act:
        ...what this verb alone writes...

Entering asks, in this order: side, role, state, object permission, version, whether the objects named may be named,
compulsory fields, whether the person put forward what is now decided, guards. Leaving writes
state, version and who/when, appends to the audit chain, and calls what the row names, all in one transaction. A
refusal rolls everything back and is then recorded in a transaction of its own.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from kernel import clock
from kernel.audit import seals
from kernel.audit import services as audit
from kernel.lifecycle import consent
from kernel.lifecycle.admission import admit, strangers
from kernel.lifecycle.another import acts_apart
from kernel.lifecycle.answers import keep_to_their_texts
from kernel.lifecycle.inputs import sort
from kernel.lifecycle.models import snapshot
from kernel.lifecycle.permission import as_acting, row_for
from kernel.lifecycle.table import Act, Action, Actor, Asking, Lifecycle, call
from kernel.reading import forget
from kernel.refusals import (
    Duplicate,
    Malformed,
    MissingField,
    Overlapping,
    Refusal,
    StaleVersion,
    UnknownObject,
)
from kernel.schema import after_commit

#: SQLSTATE of a unique and of an exclusion constraint. Names of constraints are never read: they change when a
#: database is distributed.
UNIQUE_VIOLATION, EXCLUSION_VIOLATION = "23505", "23P01"
_depth: ContextVar[int] = ContextVar("depth", default=0)


@contextmanager
def acting(
    lifecycle: Lifecycle,
    name: str,
    object_id: uuid.UUID | None = None,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    given: Mapping[str, Any] | None = None,
) -> Iterator[Act]:
    """Carry out one action; the body of the `with` writes what belongs to this verb alone.

    Raises a `Refusal` that carries rule and article. For a two-sided action `act.agreed` is False until both sides
    consented to the same text: the body then writes nothing and the state stays.
    """
    token = _depth.set(_depth.get() + 1)
    forget()
    try:
        with transaction.atomic(), seals.gathered():
            act = _open(lifecycle, name, object_id, by=by, at=at, version=version, given=given)
            try:
                yield act
                if act.agreed:
                    _close(act, moves=not act.action.carried_out_by)
                else:
                    _note_consent(act)
            except Refusal as refusal:
                raise refusal.under(rule=act.action.rule, article=act.action.article) from None
            except IntegrityError as fault:
                raise _duplicate(fault).under(rule=act.action.rule, article=act.action.article) from fault
    except Refusal as refusal:
        forget()
        _depth.reset(token)
        if _depth.get() == 0:
            _record_refusal(lifecycle, name, object_id, by=by, at=at, refusal=refusal)
        raise
    except BaseException:
        forget()
        _depth.reset(token)
        raise
    forget()
    _depth.reset(token)


def take(lifecycle: Lifecycle, name: str, /, **attempt: Any) -> Any:
    """Carry out an action as pages and API do: by its verb, or by the move alone where the row says that it only moves.

    `attempt` names the object by the key of its lifecycle (`topic_id`), who acts, when, and what the row asks for.
    """
    return verb_of(lifecycle, name)(**attempt)


def verb_of(lifecycle: Lifecycle, name: str) -> Callable[..., Any]:
    """Return the function that carries out an action; KeyError for one that is only a part of another act."""
    if any(row.only_moves for row in lifecycle.named(name)):
        return partial(_only_move, lifecycle, name)
    return lifecycle.verbs[name]


def _only_move(
    lifecycle: Lifecycle, name: str, *, by: Actor, at: datetime, version: int | None = None, **object_id: uuid.UUID
) -> Any:
    """Take nothing but the key of the object, under the name that every verb of its lifecycle gives it."""
    if object_id.keys() != {f"{lifecycle.name}_id"}:
        raise TypeError(f"{lifecycle.name}.{name} takes {lifecycle.name}_id and not {sorted(object_id)}")
    return move(lifecycle, name, object_id[f"{lifecycle.name}_id"], by=by, at=at, version=version)


def move(lifecycle: Lifecycle, name: str, object_id: uuid.UUID, **attempt: Any) -> Any:
    """Carry out an action whose verb writes nothing but the move itself; `attempt` is passed on to `acting`."""
    with acting(lifecycle, name, object_id, **attempt) as act:
        pass
    return act.object


def create(act: Act, instance: models.Model) -> Any:
    """Store the object that a creating action brings into being, so that the verb can hang rows on it."""
    instance.state = act.action.target  # type: ignore[attr-defined]
    instance.state_since = act.recorded_at  # type: ignore[attr-defined]
    instance.save(force_insert=True)
    act.object = instance
    return instance


def carry_out(
    lifecycle: Lifecycle,
    name: str,
    instance: models.Model,
    *,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
    writes: Mapping[str, Any] | None = None,
) -> None:
    """Move `instance` along a row that another act decides (settling a list tables its topics), with its own record.

    `writes` are the columns that change with the move; the record holds them before and after. The caller holds the
    transaction and has checked sides and consents; the state is still checked here.
    """
    row = row_for(lifecycle, name, instance.state)  # type: ignore[attr-defined]
    act = Act(lifecycle, row, by, at, recorded_at, {}, instance, snapshot(instance))
    for column, value in (writes or {}).items():
        setattr(instance, column, value)
    _close(act, moves=True)


def read_given(
    lifecycle: Lifecycle, row: Action, instance: Any, raw: Mapping[str, Any], *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Return what was sent with an act as its verb takes it; raises Malformed naming every field that is at fault.

    Whoever may not act at all hears that instead, with its record, and nothing about the fields.
    """
    values, faults = sort(row.needs, raw)
    if not faults:
        return values
    try:
        acts_as = as_acting(lifecycle, row.name, instance, by, day=clock.today(), afresh=True)[1]
    except Refusal as refusal:
        key = None if instance is None else instance.pk
        _record_refusal(lifecycle, row.name, key, by=by, at=at, refusal=refusal)
        raise
    raise Malformed(fields={**strangers(row.needs, values, Asking(acts_as, row.name, instance)), **faults})


def _open(
    lifecycle: Lifecycle, name: str, object_id: Any, *, by: Actor, at: datetime, version: int | None, given: Any
) -> Act:
    """Lock, look, ask."""
    instance = None if object_id is None else _locked(lifecycle, object_id)
    recorded_at = clock.recorded_now()
    row, by = as_acting(lifecycle, name, instance, by, day=clock.day_of(recorded_at), afresh=True)
    try:
        if instance is not None and version is not None and instance.version != version:
            raise StaleVersion
        act = Act(lifecycle, row, by, at, recorded_at, dict(given or {}), instance)
        act.before = snapshot(instance) if instance is not None else {}
        if row.consent:
            consent.adopt(act)
        admit(act)
        _check_given(act)
        acts_apart(act)
        call(row.guards, act)
        if row.consent:
            act.agreed = consent.give(act)
    except Refusal as refusal:
        raise refusal.under(rule=row.rule, article=row.article) from None
    return act


def _close(act: Act, *, moves: bool) -> None:
    """Write state and stamps, record, call what the row names."""
    row, instance = act.action, act.object
    target = row.target_by_rule(instance) if row.target_by_rule else row.target
    if moves and target and instance.state != target:
        instance.state, instance.state_since = target, act.recorded_at
    if row.stamp:
        setattr(instance, f"{row.stamp}_at", act.recorded_at)
        setattr(instance, f"{row.stamp}_by", act.by)
    keep_to_their_texts(act)
    instance.version += 1
    instance.save()
    _record(act)
    call(row.inside, act)
    call(act.lifecycle.always_inside, act)
    for step in row.after:
        after_commit(partial(call, (step,), act))


def _duplicate(fault: IntegrityError) -> Refusal:
    """Return the refusal for a value that somebody else took in the same moment; any other fault is raised as it is."""
    match getattr(fault.__cause__, "sqlstate", ""):
        case code if code == UNIQUE_VIOLATION:
            return Duplicate()
        case code if code == EXCLUSION_VIOLATION:
            return Overlapping()
    raise fault


def _record(act: Act) -> None:
    """Append the done act to the audit chain: every column it changed, before and after, and what was given.

    What was given stands beside the columns, because a verb may hang rows on its object (resolutions, sections).
    """
    now = snapshot(act.object)
    changes: dict[str, Any] = {
        key: [act.before.get(key), value] for key, value in now.items() if act.before.get(key) != value
    }
    if given := {key: value for key, value in consent.by_key(act.given).items() if value not in (None, [])}:
        changes["given"] = given
    changes |= _under(act)
    audit.append(
        what=f"{act.lifecycle.name}.{act.action.name}",
        at=act.at,
        recorded_at=act.recorded_at,
        by=act.by,
        object_kind=act.lifecycle.name,
        object_id=act.object.pk,
        rule=act.action.rule,
        changes=changes,
    )


def _note_consent(act: Act) -> None:
    """Record that one side consented while the other is still awaited; the object itself stays as it is."""
    audit.append(
        what=f"{act.lifecycle.name}.{act.action.name}.consent",
        at=act.at,
        recorded_at=act.recorded_at,
        by=act.by,
        object_kind=act.lifecycle.name,
        object_id=act.object.pk,
        rule=act.action.rule,
        changes={**consent.by_key(act.given), **_under(act)},
    )


def _under(act: Act) -> dict[str, Any]:
    """Return on what the act was done for another, to stand in the chain beside what it changed."""
    under = getattr(act.by, "under", None)
    return {"under": dict(under)} if under else {}


def _locked(lifecycle: Lifecycle, object_id: Any) -> Any:
    model = apps.get_model(lifecycle.model)
    try:
        return model._default_manager.select_for_update(of=("self",)).get(pk=object_id)
    except (model.DoesNotExist, ValidationError, ValueError):
        raise UnknownObject from None


def _check_given(act: Act) -> None:
    empty = {
        need.name: need.label for need in act.action.needs if need.required and _is_empty(act.given.get(need.name))
    }
    if empty:
        raise MissingField(fields=dict.fromkeys(empty, MissingField.sentence))


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, list) and not value)


def _record_refusal(
    lifecycle: Lifecycle, name: str, object_id: Any, *, by: Actor, at: datetime, refusal: Refusal
) -> None:
    """Note which act was refused, and under which rule."""
    audit.append_refusal(
        refusal,
        what=f"{lifecycle.name}.{name}",
        at=at,
        by=by,
        object_kind=lifecycle.name,
        object_id=object_id if isinstance(object_id, uuid.UUID) else None,
        rule=refusal.rule,
    )


__all__ = ["acting", "carry_out", "create", "move", "read_given", "take", "verb_of"]
