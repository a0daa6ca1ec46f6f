"""Years that nobody wrote down: two governments, both sides of each, clocks that move, and whatever the tables allow.

Every step is an act that the desk or a button offers to somebody, carried out through its verb. After every step the
audit chain must explain every state there is, what was issued must stand as it was, the ledger must equal a recount,
and every unit must hold exactly the rights it is entitled to.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from apps.documents.models import IssuedDocument
from apps.meetings.convening import services as convening_services
from apps.minutes.models import Minutes
from apps.organizations.models import User
from apps.organizations.units.permissions import misgrants
from apps.waiting.todos import waiting_for
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.lifecycle.engine import take
from kernel.lifecycle.models import snapshot
from kernel.lifecycle.permission import available, permitted
from kernel.lifecycle.table import LIFECYCLES, Action, Lifecycle
from kernel.refusals import Refusal
from kernel.schema import inside
from kinds.registry import kinds
from roads.office import Office
from tenants.governments.models import Government
from tenants.ledger import reconciliation
from tests.cast import a_story
from tests.journeys.filling import Draw, filled

BEGUN_ON = date(2026, 1, 12)
CODES = st.sampled_from(["150121", "150102"])
ACTING = ("union_clerk", "union_leader", "gov_clerk", "gov_leader")
#: Steps that end a year early; drawn at random they would end most of them.
ENDINGS = {"cancel", "decline", "withdraw", "terminate", "defer", "reject", "transfer", "return"}


@dataclass
class Place:
    """One government, and what this machine remembers of it from step to step."""

    government: Government
    office: Office
    entry: int = 0
    states: dict[Any, tuple[str, str]] = field(default_factory=dict)
    issued: dict[Any, str] = field(default_factory=dict)


class Years(RuleBasedStateMachine):
    """The machine. `offices` are set up once, outside; whatever a run does is rolled back with it."""

    offices: dict[str, tuple[Government, Office]]
    #: How far the first government has come when the run begins, along the usual road.
    begins_at: str
    #: How often each action was carried out over all runs, for the test to look at.
    done: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()
        self.today = BEGUN_ON
        self.places = {code: Place(*pair) for code, pair in self.offices.items()}
        for place in self.places.values():
            with self.inside(place):
                place.entry, place.states = _last_entry(), _standing()

    def teardown(self) -> None:
        """The chains of both governments must verify; then it was as if nothing had been."""
        try:
            for place in self.places.values():
                with self.inside(place):
                    assert list(faults()) == []
        finally:
            transaction.set_rollback(True)
            self._undone.__exit__(None, None, None)

    @contextmanager
    def inside(self, place: Place) -> Iterator[None]:
        """Work in one government, at this machine's moment."""
        with inside(place.government), clock.frozen_at(clock.at_hour(self.today, 10)):
            yield

    # --- steps ---------------------------------------------------------------------------------------------------

    @initialize(data=st.data())
    def both_unions_begin_a_meeting(self, data: st.DataObject) -> None:
        """One government has a meeting on its way. Each union plans another, and units of both sides propose."""
        first, *_others = self.places.values()
        with inside(first.government):
            story = a_story(first.office).walk(self.begins_at)
        self.today = max(self.today, story.day_of(self.begins_at))
        for place in self.places.values():
            with self.inside(place):
                planned = self.today + timedelta(days=data.draw(st.sampled_from([70, 91, 120]), label="days ahead"))
                convening_services.draft_meeting(
                    kind="ordinary", planned_on=planned, request_text="研究职工关切的事项",
                    by=place.office.people["union_clerk"], at=clock.now(),
                )  # fmt: skip
                for name in ("union_unit", "gov_unit"):
                    [row] = LIFECYCLES["topic"].named("draft")
                    self._act(LIFECYCLES["topic"], row, None, place.office.people[name], data.draw)
        self._work(first, [2, 5], data.draw)

    @rule(days=st.sampled_from([1, 2, 7, 20, 45]))
    def time_passes(self, days: int) -> None:
        """Nobody does anything for a while."""
        self.today += timedelta(days=days)

    @rule(code=CODES, data=st.data())
    def somebody_begins_something(self, code: str, data: st.DataObject) -> None:
        """Anybody who may brings something into being."""
        place = self.places[code]
        with self.inside(place):
            user = data.draw(st.sampled_from(_people(place.office)), label="who")
            offered = [
                (LIFECYCLES[thing.lifecycle.name], row) for thing, row in _beginnings() if _may(thing, row, user)
            ]
            if offered:
                lifecycle, row = data.draw(st.sampled_from(offered), label="what")
                self._act(lifecycle, row, None, user, data.draw)

    @rule(code=CODES, data=st.data())
    def somebody_does_what_a_button_offers(self, code: str, data: st.DataObject) -> None:
        """Any person, any visible object, any action that is open, also the unexpected ones."""
        place = self.places[code]
        with self.inside(place):
            user = data.draw(st.sampled_from(_people(place.office)), label="who")
            offered = [
                (thing.lifecycle, row, one)
                for thing in kinds()
                if thing.page and thing.lifecycle
                for one in thing.visible_to(user).order_by("pk")[:12]
                for row in available(thing.lifecycle, one, user)
            ]
            if offered:
                self._act(*data.draw(st.sampled_from(offered), label="what"), user, data.draw)

    @rule(code=CODES, days=st.lists(st.sampled_from([2, 5, 13]), min_size=4, max_size=8), data=st.data())
    def an_office_works_for_weeks(self, code: str, days: list[int], data: st.DataObject) -> None:
        """On each working day everybody turns to the desk and does what is expected there, once."""
        self._work(self.places[code], days, data.draw)

    def _work(self, place: Place, days: list[int], draw: Draw) -> None:
        for pause in days:
            with self.inside(place):
                for user in _people(place.office):
                    self._clear_the_desk(user, draw)
            self.today += timedelta(days=pause)

    def _clear_the_desk(self, user: User, draw: Draw) -> None:
        for todo in waiting_for(user)[:6]:
            rows = [row for row in todo.actions if row.name not in ENDINGS]
            if rows and rows[0].creates:
                self._act(_table_of(rows[0]), rows[0], None, user, draw)
            elif rows and (one := _again(todo.object)) is not None:
                self._act(todo.lifecycle, draw(st.sampled_from(rows)), one, user, draw)

    def _act(self, lifecycle: Lifecycle, row: Action, instance: Any, user: User, draw: Draw) -> None:
        """Carry one action out; a refusal is an answer like any other."""
        name = f"{lifecycle.name}.{row.name}"
        who: dict[str, Any] = {"by": user, "at": clock.now()}
        if instance is not None:
            who |= {f"{lifecycle.name}_id": instance.pk}
        try:
            take(lifecycle, row.name, **filled(lifecycle, row, instance, user, draw), **who)
        except Refusal:
            return
        self.done[name] = self.done.get(name, 0) + 1
        _keep_promises()

    # --- what must hold after every step ----------------------------------------------------------------------------

    @invariant()
    def every_state_is_explained_by_the_rows_of_the_tables(self) -> None:
        """No step is skipped: from entry to entry each object moves along a row, and stands where the last one led."""
        for place in self.places.values():
            with self.inside(place):
                for entry in AuditEntry.objects.filter(sequence__gt=place.entry).order_by("sequence"):
                    place.entry = entry.sequence
                    _follow(place, entry)
                assert _standing() == place.states

    @invariant()
    def what_was_issued_stands_as_it_was(self) -> None:
        """No write after issue, neither to the minutes nor to any document."""
        for place in self.places.values():
            with self.inside(place):
                final = [*Minutes.objects.filter(state="issued"), *IssuedDocument.objects.all()]
                now = {one.pk: hashlib.sha256(repr(snapshot(one)).encode()).hexdigest() for one in final}
                assert {pk: now.get(pk) for pk in place.issued} == place.issued
                place.issued = now

    @invariant()
    def the_ledger_equals_a_recount(self) -> None:
        """Whatever was stated upwards is so."""
        for place in self.places.values():
            with self.inside(place):
                assert reconciliation.differences() == []

    @invariant()
    def units_hold_what_they_are_entitled_to(self) -> None:
        """Rights come and go with what units propose, are asked, or are responsible for."""
        for place in self.places.values():
            with self.inside(place):
                assert misgrants() == []


def _standing() -> dict[Any, tuple[str, str]]:
    """In which state every object of the open government stands."""
    return {
        pk: (lifecycle.name, state)
        for lifecycle in LIFECYCLES.values()
        for pk, state in apps.get_model(lifecycle.model)._default_manager.values_list("pk", "state")
    }


def _follow(place: Place, entry: AuditEntry) -> None:
    """Move one object along the row that an entry names."""
    kind, _dot, name = entry.what.partition(".")
    if entry.outcome != "done" or kind not in LIFECYCLES or "." in name:
        return
    rows = LIFECYCLES[kind].named(name)
    before = place.states.get(entry.object_id, (kind, ""))[1]
    change = entry.changes.get("state")
    after = change[1] if change else before
    if change:
        assert (change[0] or "") == before, f"{entry.what} starts from {change[0]}, but stood in {before}"
    fits = [row for row in rows if (before in row.source if before else row.creates)]
    assert any(after in {row.target, before} for row in fits), f"{entry.what}: no row leads from {before} to {after}"
    place.states[entry.object_id] = (kind, after)


def _last_entry() -> int:
    last = AuditEntry.objects.order_by("sequence").last()
    return last.sequence if last else 0


def _people(office: Office) -> list[User]:
    """The two offices with their leaders, and a few liaison officers of each side."""
    names = [*ACTING, "gov_unit", "gov_unit_2", "gov_unit_3", "union_unit", "union_unit_2"]
    return [office.people[name] for name in names]


def _beginnings() -> list[tuple[Any, Action]]:
    begun = [kind for kind in kinds() if kind.page and kind.page.beginning and kind.lifecycle]
    return [(kind, kind.lifecycle.named(kind.page.beginning.action)[0]) for kind in begun]


def _may(thing: Any, row: Action, user: User) -> bool:
    try:
        permitted(thing.lifecycle, row.name, None, user)
    except Refusal:
        return False
    return True


def _again(instance: Any) -> Any:
    """The object as it stands now; an earlier act of the same day may have moved or removed it."""
    return type(instance)._default_manager.filter(pk=instance.pk).first()


def _table_of(row: Action) -> Lifecycle:
    """The table a row stands in: minutes wait on a meeting, an explanation on a year."""
    return next(lifecycle for lifecycle in LIFECYCLES.values() if any(row is one for one in lifecycle.actions))


def _keep_promises() -> None:
    """Run what waits for a commit: there is none, because the run is rolled back in the end."""
    waiting: list[Callable[[], object]] = [do for _sids, do, _robust in connection.run_on_commit]
    connection.run_on_commit.clear()
    for do in waiting:
        do()
