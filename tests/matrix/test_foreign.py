"""What belongs to another government answers as what does not exist: byte for byte, at every address (A2, I23)."""

import json
import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from api.resources import Resource, resource_of, resources
from apps.documents.file_services import store_file
from apps.organizations.models import Unit
from apps.topics.models import Topic
from kernel import clock
from kernel.lifecycle.inputs import NOT_FOUND
from kernel.lifecycle.permission import available
from kernel.lifecycle.table import LIFECYCLES, NAMING, Action, Asking, Need
from kinds.registry import kinds
from tests.cast import a_story, an_office
from tests.documents import made_files
from tests.lifecycles.actors import actors
from tests.lifecycles.moments import Moment, moments, side_road
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
        if need.kind in NAMING:
            yield (need.name,), need
        for way, inner in _references(need.fields):
            yield (need.name, *way), inner


#: Where the pages of a lifecycle lie; what only other acts move has none.
SLUGS = {kind.name: kind.page.slug for kind in kinds() if kind.page and kind.lifecycle}
#: What stands in the other columns of a row, so that the row can be read.
FILLED: dict[str, Any] = {"text": "文字", "longtext": "文字", "date": "2026-12-01", "number": 20, "yes_no": True}
#: Fields in which a closed unit is refused by a guard under a lock, in words of its own.
GUARDED = {
    ("account", "open", "unit"), ("account", "edit", "unit"), ("account", "bind", "unit"),
    ("account", "unbind", "unit"), ("handover", "hand_over", "unit"),
}  # fmt: skip
#: Acts whose page has a form of its own, in which nobody names anything: a paragraph stands there for each topic.
OWN_PAGE = {"/minutes/<id>/do/edit"}
#: Fields for which nothing admissible stands here when they are tried: nobody is below this government and nothing
#: comes from above, no topic waits before the first collection, and no item or transferred topic is there so early.
NOTHING_HERE = {
    ("receipt", "receive", "copy"), ("arrived_letter", "receive", "dispatch"), ("meeting", "skip_collection", "topics"),
    ("sent_letter", "draft", "item"), ("sent_letter", "edit", "item"), ("sent_letter", "edit", "topic"),
}  # fmt: skip


def _body(needs: tuple[Need, ...], way: tuple[str, ...], key: Any, asking: Asking) -> dict[str, Any]:
    """Return what names an object at the end of a way; rows on the way are filled, so that they can be read."""
    [need] = [need for need in needs if need.name == way[0]]
    if len(way) > 1:
        return {need.name: [_row(need.fields, asking) | _body(need.fields, way[1:], key, asking)]}
    return {need.name: str(key) if need.kind in {"ref", "file"} else [str(key)]}


def _row(fields: tuple[Need, ...], asking: Asking) -> dict[str, Any]:
    filled = {need.name: FILLED[need.kind] for need in fields if need.kind in FILLED}
    return filled | {need.name: str(_an_admissible(need, asking)) for need in fields if need.kind == "ref"}


def _an_admissible(need: Need, asking: Asking) -> Any:
    among = need.admissible
    assert among is not None
    assert among.rows is not None
    return among.rows(asking).values_list("pk", flat=True).first()


def _posted(body: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    """Return a body as a page's form posts it, rows within rows included."""
    found = []
    for name, value in body.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            found.append((f"{before}{name}-count", str(len(value))))
            for number, row in enumerate(value):
                found += _posted(row, f"{before}{name}-{number}-")
        else:
            found += [(f"{before}{name}", str(one)) for one in (value if isinstance(value, list) else [value])]
            found.append((f"{before}{name}-shown", "yes"))
    return found


class References:
    """Whoever may act names, in every place where an object can be named, one that may not be named there."""

    def __init__(self, here: Any, office: Any, foreign: dict[str, uuid.UUID]) -> None:
        self.here, self.office, self.foreign = here, office, foreign
        self.keys, self.door, self.tried = Credentials(), Door(), set[tuple[str, ...]]()
        self.passed = set[tuple[str, ...]]()
        self.keys.of_everybody(office.people.values(), here)

    def try_moment(self, moment: Moment) -> None:
        """Try every action that somebody can take on an object in this state."""
        resource = resource_of(moment.lifecycle.model)
        slug = SLUGS.get(moment.lifecycle.name, "")
        for name, user in sorted(actors(self.office, moment.object).items()):
            for row in available(moment.lifecycle, moment.object, user):
                key = moment.object.pk
                paths = f"{API}{resource.path}/{key}/{row.name}", f"/{slug}/{key}/do/{row.name}"
                asking = Asking(user, row.name, moment.object)
                self._try(resource, row, paths, self.keys.person(name, user, self.here), asking)

    def try_creating(self, resource: Resource) -> None:
        """Try the row that brings such an object into being, as whoever may."""
        row = resource.creating
        if row is None:
            return
        slug = SLUGS.get(resource.name, "")
        user = next(user for user in self.office.people.values() if {r.name for r in row.by} & user.role_names)
        paths, who = (f"{API}{resource.path}", f"/{slug}/new"), self.keys.person(user.username, user, self.here)
        self._try(resource, row, paths, who, Asking(user, row.name))

    def _try(self, resource: Resource, row: Action, paths: tuple[str, str], who: Person, asking: Asking) -> None:
        for way, need in _references(row.needs):
            tried = (resource.name, row.name, *way)
            if tried not in self.tried:
                self.tried.add(tried)
                with side_road():
                    strangers = [UNKNOWN, self.foreign[need.to], *self._inadmissible(tried, need, asking)]
                    self._refused(row, way, paths, who, asking, strangers)
            if tried not in self.passed:
                with side_road():
                    if need.to == "documents.StoredFile":
                        store_file(name="附件.docx", content=made_files.docx(), by=asking.by, at=clock.now())
                    self._accepted(tried, need, row, paths, who, asking)

    def _inadmissible(self, tried: tuple[str, ...], need: Need, asking: Asking) -> list[Any]:
        """Return what stands here and may not be named all the same, and something of another kind."""
        among, side = need.admissible, asking.by.side
        assert among is not None
        assert among.rows is not None
        found: list[Any] = []
        if need.to == "organizations.Unit":
            found = [] if tried in GUARDED else [_closed_unit("gov"), _closed_unit("union")]
        elif need.to == "topics.Topic":
            found = [_draft_of(next(one for one in self.office.units.values() if one.side not in {side, "none"}))]
        elif need.to == "organizations.User":
            found = [self.office.people["audit_officer"]]
        other = self.office.people["union_clerk" if side == "gov" else "gov_clerk"]
        file = store_file(name="附件.docx", content=made_files.docx(), by=other, at=clock.now())
        if need.to == "documents.StoredFile":
            found = [file]
        assert not among.rows(asking).filter(pk__in=[one.pk for one in found]).exists(), tried
        wrong = self.office.people["system_officer"] if need.to == "documents.StoredFile" else file
        return [one.pk for one in (*found, wrong)]

    def _refused(
        self, row: Action, way: tuple[str, ...], paths: tuple[str, str], who: Person, asking: Asking, keys: list[Any]
    ) -> None:
        """Both doors answer each of them as they answer an id that nothing has, and name the field."""
        told: list[list[Any]] = [[], []]
        for key in keys:
            for door, answer in enumerate(self._answers(row, way, paths, who, asking, key)):
                assert answer.status == 400, (row.name, way, key, answer)
                assert str(NOT_FOUND) in answer.body.decode(), (row.name, way, key, answer)
                told[door].append(comparable(answer, key))
            fields = json.loads(self._by_interface(row, way, paths[0], who, asking, key).body)["fields"]
            assert list(fields) == [way[0]], (row.name, way, fields)
        for answers in told:
            assert all(answer == answers[0] for answer in answers), (row.name, way)

    def _accepted(
        self, tried: tuple[str, ...], need: Need, row: Action, paths: tuple[str, str], who: Person, asking: Asking
    ) -> None:
        """What may be named passes both doors as far as this field goes."""
        key = _an_admissible(need, asking)
        if key is None:
            return
        self.passed.add(tried)
        for answer in self._answers(row, tried[2:], paths, who, asking, key):
            assert str(NOT_FOUND) not in answer.body.decode(), tried

    def _answers(
        self, row: Action, way: tuple[str, ...], paths: tuple[str, str], who: Person, asking: Asking, key: Any
    ) -> Iterator[Any]:
        yield self._by_interface(row, way, paths[0], who, asking, key)
        if asking.object is not None and paths[1].replace(str(asking.object.pk), "<id>") in OWN_PAGE:
            return
        posted = urlencode(_posted(_body(row.needs, way, key, asking))).encode()
        yield self.door.ask(who, "POST", paths[1], posted)

    def _by_interface(self, row: Action, way: tuple[str, ...], path: str, who: Person, asking: Asking, key: Any) -> Any:
        return self.door.ask(who, "POST", path, json.dumps(_body(row.needs, way, key, asking)).encode())


def _closed_unit(side: str) -> Unit:
    name = f"已撤并的单位（{side}）"
    kind = "department" if side == "gov" else "union_department"
    closed = {"state": "closed", "state_since": clock.now(), "closed_on": clock.today()}
    group = Group.objects.create(name=name)
    return Unit.objects.create(name=name, short_name=name, sort_key=name, side=side, kind=kind, group=group, **closed)


def _draft_of(unit: Unit) -> Topic:
    words = {"title": "另一方的草稿", "category": "worker_interests", "background": "尚未报送"}
    state = {"state": "draft", "state_since": clock.now(), "year": clock.today().year, "serial": 9_999}
    return Topic.objects.create(origin=unit.side, proposer=unit, **words, **state)


def _named_models() -> set[str]:
    rows = [row for lifecycle in LIFECYCLES.values() for row in lifecycle.actions]
    return {need.to for row in rows for _way, need in _references(row.needs)}


@pytest.mark.rule("A2")
def test_a_foreign_object_named_in_an_act_is_told_as_an_unknown_one(inside, government):
    """Every writable reference of every action, also inside rows, by page and interface (I23).

    So is a closed unit, a draft of the other side, an officer, a file of the other side, a thing of another kind.
    """
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
    without = sorted(possible - references.passed - NOTHING_HERE)
    assert not without, "\n".join(map(str, without))
