"""What belongs to another government answers as what does not exist: byte for byte, at every address (A2, I23)."""

import json
import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any
from zlib import crc32

import pytest
from django.apps import apps

from api.resources import Resource, resource_of, resources
from kernel.lifecycle.permission import available
from kernel.lifecycle.table import LIFECYCLES, Action, Need
from tests.cast import a_story, an_office
from tests.lifecycles.actors import actors
from tests.lifecycles.moments import Moment, moments
from tests.matrix import addresses, rest
from tests.matrix.addresses import API, Address
from tests.matrix.calls import Door, comparable
from tests.matrix.people import Credentials, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_quickly")]
HERE, SIBLING, PARENT, GRANDPARENT = "150121", "150102", "150100", "150000"
#: Whoever asks elsewhere: a sibling's people, and those of the levels above (for whom the object is a child's).
STRANGERS = {
    SIBLING: ("union_clerk", "union_unit", "gov_leader", "gov_clerk", "viewer", "audit_officer"),
    PARENT: ("union_clerk", "viewer"),
    GRANDPARENT: ("viewer",),
}
#: What was filed upward is read by the levels above, and by nobody beside (R12.3).
FILED = "correspondence.FiledCopy"
UNKNOWN = uuid.UUID("0199a1b2-0000-7000-8000-000000000000")


class Strangers:
    """People of other governments, who ask for one government's objects at their own hosts."""

    def __init__(self, inside: Any, government: Any, *, everybody: bool) -> None:
        self.everybody, self.door, keys = everybody, Door(), Credentials()
        self.people: list[Person] = []
        self.addresses = [address for address in addresses.of_governments() if address.model]
        for code, names in STRANGERS.items():
            with inside(code):
                found = an_office(code, has_children=code != SIBLING).people
            self.people += keys.people({name: found[name] for name in names}, government(code))

    def ask_for(self, model: str, key: uuid.UUID) -> int:
        """Compare every address of that model, for every stranger, with an id that nothing has."""
        asked = 0
        for address in self.addresses:
            if address.model == model:
                for method in _methods(address):
                    for who in self._asking(model, f"{method} {address.text}"):
                        foreign = self.door.ask(who, method, address.of(key))
                        unknown = self.door.ask(who, method, address.of(UNKNOWN))
                        assert foreign.status == 404, (who.name, who.host, method, address)
                        assert comparable(foreign, key) == comparable(unknown, UNKNOWN), (who, method, address)
                        asked += 1
        return asked

    def _asking(self, model: str, address: str) -> list[Person]:
        """By night every stranger; by day one of each government, at another address another one."""
        beside = SIBLING if model == FILED else ""
        strangers = [who for who in self.people if who.host.startswith(beside)]
        if self.everybody:
            return strangers
        at_home = [[who for who in strangers if who.host.startswith(code)] for code in STRANGERS]
        return [those[crc32(address.encode()) % len(those)] for those in at_home if those]


def _methods(address: Address) -> tuple[str, ...]:
    """What an address answers; a page's action is carried out by POST, and its form is found the same way."""
    return ("POST",) if address.action else address.methods if address.is_api else ("GET",)


@pytest.mark.rule("A2")
def test_what_another_government_holds_answers_as_what_does_not_exist(inside, government, request):
    strangers = Strangers(inside, government, everybody=request.config.getoption("--long"))
    asked: dict[str, int] = {}
    with inside(HERE):
        office = an_office()
        story = a_story(office, topics=5)
        for moment in chain(rest.beside_the_road(office), moments(story)):
            if moment.lifecycle.model not in asked:
                asked[moment.lifecycle.model] = strangers.ask_for(moment.lifecycle.model, moment.object.pk)
        with story.on(story.day_of("closed"), 16):
            rest.bring_about_the_rest(story)
            rest.file_upward(story)
            for model in sorted({address.model for address in strangers.addresses} - set(asked)):
                asked[model] = strangers.ask_for(model, apps.get_model(model)._default_manager.first().pk)

    assert set(asked) == {address.model for address in strangers.addresses}
    assert all(asked.values())


@pytest.mark.rule("A2")
def test_what_the_level_above_holds_answers_alike_too(inside, government):
    """Upwards: the people of a banner ask for what its league holds."""
    with inside(PARENT):
        above = a_story(an_office(PARENT, has_children=True)).walk("in_progress")
    keys, door = Credentials(), Door()
    with inside(HERE):
        office = an_office()
    people = keys.people({name: office.people[name] for name in ("union_clerk", "gov_leader")}, government(HERE))
    compared = set()
    for address in addresses.of_governments():
        if address.model and not address.action:
            with inside(PARENT):
                held = apps.get_model(address.model)._default_manager.first()
            if held is None:
                continue
            compared.add(address.model)
            for who in people:
                foreign, unknown = (door.ask(who, "GET", address.of(key)) for key in (held.pk, UNKNOWN))
                assert foreign.status in {404, 405}, (who, address)
                assert comparable(foreign, held.pk) == comparable(unknown, UNKNOWN), (who, address)
    assert {"meetings.Meeting", "topics.Topic", "minutes.Minutes", "followups.AgreedItem"} <= compared
    assert above.meeting.pk


def _references(needs: tuple[Need, ...]) -> Iterator[tuple[tuple[str, ...], Need]]:
    """Every need that names an object, with the way to it through rows."""
    for need in needs:
        if need.kind in {"ref", "refs", "file", "files"}:
            yield (need.name,), need
        for way, inner in _references(need.fields):
            yield (need.name, *way), inner


def _body(way: tuple[str, ...], need: Need, key: uuid.UUID) -> dict[str, Any]:
    value: Any = str(key) if need.kind in {"ref", "file"} else [str(key)]
    body = {way[-1]: value}
    for name in reversed(way[:-1]):
        body = {name: [body]}
    return body


class References:
    """Whoever may act names, in every place where an object can be named, one that another government holds."""

    def __init__(self, here: Any, office: Any, foreign: dict[str, uuid.UUID]) -> None:
        self.here, self.office, self.foreign = here, office, foreign
        self.keys, self.door, self.tried = Credentials(), Door(), set[tuple[str, ...]]()
        self.keys.of_everybody(office.people.values(), here)

    def try_moment(self, moment: Moment) -> None:
        """Try every action that somebody can take on an object in this state."""
        resource = resource_of(moment.lifecycle.model)
        for name, user in sorted(actors(self.office, moment.object).items()):
            for row in available(moment.lifecycle, moment.object, user):
                path = f"{API}{resource.path}/{moment.object.pk}/{row.name}"
                self._try(resource, row, path, self.keys.person(name, user, self.here))

    def try_creating(self, resource: Resource) -> None:
        """Try the row that brings such an object into being, as whoever may."""
        row = resource.creating
        if row is None:
            return
        user = next(user for user in self.office.people.values() if {r.name for r in row.by} & user.role_names)
        self._try(resource, row, f"{API}{resource.path}", self.keys.person(user.username, user, self.here))

    def _try(self, resource: Resource, row: Action, path: str, who: Person) -> None:
        for way, need in _references(row.needs):
            tried = (resource.name, row.name, *way)
            if tried in self.tried:
                continue
            self.tried.add(tried)
            answers = []
            for key in (self.foreign[need.to], UNKNOWN):
                body = json.dumps(_body(way, need, key)).encode()
                answer = self.door.ask(who, "POST", path, body)
                assert answer.status == 400, (tried, answer)
                answers.append(comparable(answer, key))
            assert answers[0] == answers[1], tried


def _named_models() -> set[str]:
    rows = [row for lifecycle in LIFECYCLES.values() for row in lifecycle.actions]
    return {need.to for row in rows for _way, need in _references(row.needs)}


@pytest.mark.rule("A2")
def test_a_foreign_object_named_in_an_act_is_told_as_an_unknown_one(inside, government):
    """Every writable reference of every action, also inside rows (I23)."""
    foreign = {}
    with inside(SIBLING):
        there = a_story(an_office(SIBLING), topics=4).walk("in_progress")
        with there.on(there.day_of("in_progress"), 16):
            rest.bring_about_the_rest(there)
            rest.file_upward(there)
        for model in _named_models():
            foreign[model] = apps.get_model(model)._default_manager.first().pk
    assert there.meeting.pk
    with inside(HERE):
        office = an_office()
        references = References(government(HERE), office, foreign)
        for moment in chain(rest.beside_the_road(office), moments(a_story(office, topics=5))):
            references.try_moment(moment)
        for resource in resources():
            references.try_creating(resource)

    possible = {
        (resource.name, row.name, *way)
        for resource in resources()
        if resource.lifecycle
        for row in resource.lifecycle.actions
        if not row.internal and not (row.creates and row is not resource.creating)
        for way, _need in _references(row.needs)
    }
    assert references.tried == possible
