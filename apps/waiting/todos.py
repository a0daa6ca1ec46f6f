"""What is expected of a person, and what is expected of others. To-dos follow from the tables and are never stored.

The number of statements does not depend on how many objects there are: one for the objects of each kind, one for the
person's rights on them, one for all consents.
"""

import uuid
from collections.abc import Collection, Iterator
from datetime import date

from django.apps import apps
from django.db.models import Exists

from apps.organizations.models import User
from apps.organizations.units.permissions import attach
from kernel.clock import today
from kernel.consents.models import Consent
from kernel.lifecycle import permission
from kernel.lifecycle.models import Lifecycled
from kernel.lifecycle.table import Lifecycle
from kinds import steps
from kinds.kind import Kind, Waiting
from kinds.registry import kinds, lifecycle_of, page_of
from kinds.todos import Awaited, ToDo
from vocabulary.roles import Side


def waiting_for(user: User, meeting_states: Collection[str] | None = None) -> list[ToDo]:
    """Return every act that is expected of `user` now, the longest waiting first.

    A caller that has read the meetings gives their states: what waits only before a session is then not looked for.
    """
    declared = [(kind, kind.waiting) for kind in kinds() if kind.waiting]
    todos = list(_unbegun(declared, user, meeting_states))
    if user.side != Side.NONE:
        todos += _on_objects(declared, user, meeting_states)
    return sorted(todos, key=lambda todo: (todo.since, str(todo.id)))


def waiting_for_others(user: User, day: date) -> Iterator[Awaited]:
    """Yield what others are to do, as far as `user` may see, kind by kind."""
    for kind in kinds():
        if kind.waiting and kind.waiting.others:
            yield from kind.waiting.others(user, day)


def _unbegun(declared: list[tuple[Kind, Waiting]], user: User, states: Collection[str] | None) -> Iterator[ToDo]:
    """Acts whose object is not there yet."""
    for _kind, waiting in declared:
        if waiting.unbegun and _may_be_there(waiting.unbegun.meeting_states, states):
            yield from waiting.unbegun.find(user)


def _on_objects(declared: list[tuple[Kind, Waiting]], user: User, states: Collection[str] | None) -> Iterator[ToDo]:
    looked_through = [(kind, waiting) for kind, waiting in declared if waiting.on_objects]
    absent = _absent([kind for kind, waiting in looked_through if waiting.rare], user)
    found = [
        (kind, waiting, _candidates(kind, waiting, user))
        for kind, waiting in looked_through
        if kind.name not in absent and _may_be_there(waiting.meeting_states, states)
    ]
    attach(user, [one for _kind, _waiting, objects in found for one in objects])
    consents = _consents(found)
    for kind, waiting, objects in found:
        for one in objects:
            todo = _todo(kind, waiting, one, user, consents.get(one.pk, []))
            if todo:
                yield todo


def _todo(kind: Kind, waiting: Waiting, one: Lifecycled, user: User, consents: list[Consent]) -> ToDo | None:
    expected = [step for step in steps.steps(kind, one, user, consents) if step.expected and step.is_ready]
    if not expected:
        return None
    lifecycle, page = lifecycle_of(kind), page_of(kind)
    return ToDo(
        lifecycle,
        one,
        tuple(step.action for step in expected),
        title=waiting.title(one),
        state=str(one.state),
        state_label=lifecycle.states(one.state).label,
        since=one.state_since,
        url=f"{page.address(one)}/do/{expected[0].action.name}",
        page=page.of(one),
        until=expected[0].until,
    )


def _consents(found: list[tuple[Kind, Waiting, list[Lifecycled]]]) -> dict[uuid.UUID, list[Consent]]:
    """Return the consents on all objects of kinds with two-sided rows, in one statement."""
    keys = [one.pk for kind, _waiting, objects in found if _may_need_consent(lifecycle_of(kind)) for one in objects]
    by_object: dict[uuid.UUID, list[Consent]] = {}
    if keys:
        for given in Consent.objects.filter(object_id__in=keys):
            by_object.setdefault(given.object_id, []).append(given)
    return by_object


def _absent(rare: list[Kind], user: User) -> set[str]:
    """Return the rare kinds of which nothing stands in a state from which anybody could do something."""
    looked_for = {
        kind.name: Exists(apps.get_model(kind.model)._default_manager.filter(state__in=_begins_in(lifecycle_of(kind))))
        for kind in rare
    }
    there = User.objects.filter(pk=user.pk).annotate(**looked_for).values(*looked_for).get()
    return {name for name, found in there.items() if not found}


def _begins_in(lifecycle: Lifecycle) -> set[str]:
    rows = [row for row in lifecycle.actions if not row.internal and (row.awaited or row.consent)]
    return {state for row in rows for state in row.source}


def _may_be_there(wanted: frozenset[str], meeting_states: Collection[str] | None) -> bool:
    return not wanted or meeting_states is None or bool(wanted & set(meeting_states))


def _candidates(kind: Kind, waiting: Waiting, user: User) -> list[Lifecycled]:
    """Return the visible objects in states from which one of the person's roles can do something."""
    lifecycle, day = lifecycle_of(kind), today()
    rows = [row for row in lifecycle.actions if not row.internal and (row.awaited or row.consent)]
    states = {state for row in rows if permission.may_take(lifecycle, row, user, day) for state in row.source}
    if not states:
        return []
    objects = waiting.candidates(user) if waiting.candidates else kind.in_lists(user)
    return list(objects.filter(state__in=states))


def _may_need_consent(lifecycle: Lifecycle) -> bool:
    return any(row.consent for row in lifecycle.actions)
