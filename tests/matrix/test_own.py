"""Every address × method × person × state inside one government, against a table that people have read (A1, A2)."""

import os
from collections import defaultdict
from typing import Any
from zlib import crc32

import pytest
from django.apps import apps

from roads.story import Story
from tests.cast import a_story, an_office
from tests.lifecycles.actors import actors
from tests.lifecycles.moments import Moment, moments
from tests.matrix import addresses, people, rest
from tests.matrix.addresses import Address
from tests.matrix.calls import Answer, Door
from tests.matrix.people import Credentials, Person
from tests.matrix.table import GOLDEN, Golden, Table, compare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_quickly", "alive")]
HERE, PARENT, GRANDPARENT = "150121", "150100", "150000"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
#: Who opens an object's page in its later states: the interface, which asks the same selector, is opened by everybody.
LOOK_AGAIN = {"gov_clerk", "union_clerk", "gov_unit of another", "viewer"}

NO_ROW = " (no row)"


class Matrix:
    """Asks, and writes the answers down."""

    def __init__(self, here: Any, office: Any, above: dict[str, Any], *, everybody: bool = True) -> None:
        self.everybody, self.golden = everybody, dict[str, Golden]()
        self.here, self.office, self.keys, self.door = here, office, Credentials(), Door()
        self.keys.of_everybody(office.people.values(), here)
        self.outside = people.at_the_door(self.keys, office, here, above)
        self.tables: dict[str, Table] = defaultdict(Table)
        self.all = addresses.of_governments()
        self._asked: set[tuple[str, str]] = set()

    def people_for(self, instance: Any) -> list[Person]:
        """Return everybody: those at the door, and one of each role seen from the object."""
        return [*self.outside, *self.keys.people(actors(self.office, instance), self.here)]

    def see(self, moment: Moment) -> None:
        """Ask for everything that can be asked of one object in one state."""
        everybody = self.people_for(moment.object)
        for address in self.all:
            if address.model == moment.lifecycle.model and (state := self._state(address, moment)) is not None:
                self.fill(address, state, moment.object.pk, everybody)

    def _state(self, address: Address, moment: Moment) -> str | None:
        """Where the table has an action it is tried; once also where it has it not.

        Pages and interface ask the same engine, so that a page's action is tried in one state of each sort.
        """
        is_open = moment.state in moment.lifecycle.states_from(address.action) if address.action else True
        again = bool(address.action) and not (is_open and address.is_api)
        if again and not self._first(address.text, str(is_open)):
            return None
        return moment.name if is_open else f"{moment.name}{NO_ROW}"

    def _first(self, *of: str) -> bool:
        """Whether this was not asked yet."""
        known = of in self._asked
        self._asked.add(of)
        return not known

    def fill(self, address: Address, state: str, key: Any, everybody: list[Person]) -> None:
        """Ask for one address with its methods; the first time with every other, and from outside the door."""
        name = address.model.split(".")[-1].lower() or ("interface" if address.is_api else "pages")
        for method in METHODS:
            first = self._first(address.text, method)
            if not first and not self._is_asked_again(address, method):
                continue
            whole = first if self.everybody else self._is_asked_of_all(address, method, state, first=first)
            asked = [who for who in everybody if self._is_asked_by(who, address, method, first=first or whole)]
            if not self.everybody:
                most = 0 if method not in address.methods else 2 if whole else 1
                asked = self._some_of(asked, name, f"{method} {address.text}", state, most=most)
            for who in asked:
                answer = self.door.ask(who, method, address.of(key))
                assert answer.status < 500, (who, method, address, state)
                assert who.name in people.AT_THE_DOOR or not sends_away(answer), (who, method, address, state)
                self.tables[name].note(f"{method} {address.text}", state, who.name, answer.status)

    def _is_asked_of_all(self, address: Address, method: str, state: str, *, first: bool) -> bool:
        """By day more people try an action of the interface where it is first open, and read what is first met.

        A page's buttons ask the engine that the interface asks: of those who are promised the same, one presses them.
        """
        if not address.action:
            return first
        return address.is_api and not state.endswith(NO_ROW) and self._first("whole", address.text, method)

    def _some_of(self, asked: list[Person], name: str, row: str, state: str, *, most: int) -> list[Person]:
        """Of those who are promised the same answer one or two, others in another row; one from outside the door.

        A method that the address does not take (`most` is 0) is tried by one.
        Who may do what in each state is asked of everybody where the verbs are (`tests/lifecycles`).
        """
        golden = self.golden.setdefault(name, Golden(f"{name}.txt"))
        alike: dict[Any, list[Person]] = defaultdict(list)
        for who in asked:
            promised = frozenset(golden.promised(row, state, who.name))
            alike["door" if promised and who.name in people.AT_THE_DOOR else promised].append(who)
        if frozenset() in alike:
            return asked
        self.tables[name].sampled.add((row, state))
        self.tables[name].rows[row].pop(state, None)
        turn = crc32(f"{row} {state}".encode())
        if not most:
            return [asked[turn % len(asked)]]
        some = {
            those[(turn + n) % len(those)] for of, those in alike.items() for n in range(1 if of == "door" else most)
        }
        return [who for who in asked if who in some]

    def _is_asked_by(self, who: Person, address: Address, method: str, *, first: bool) -> bool:
        """Everybody tries the methods an address has, those at the door once; one person tries the others."""
        if method not in address.methods:
            return who.name == "gov_clerk" or (who.name == "anonymous" and not address.action)
        if not first and method == "GET" and not address.is_api:
            return who.name in LOOK_AGAIN
        return first or who.name not in people.AT_THE_DOOR

    def _is_asked_again(self, address: Address, method: str) -> bool:
        """In further states: what is read, and actions; a page that shows a form or takes none is no further news."""
        if method not in address.methods:
            return False
        return method == ("POST" if address.action else "GET") or address.is_api


def sends_away(answer: Answer) -> bool:
    """Whether an answer takes the person for nobody; signing out and in is the one act that does so rightly."""
    away = dict(answer.headers).get("Location", "").startswith("/sign-in?")
    return answer.status == 401 or away


def _built(inside: Any, government: Any, *, everybody: bool = True) -> Matrix:
    above = {}
    for name, code in (("parent's viewer", PARENT), ("grandparent's viewer", GRANDPARENT)):
        with inside(code):
            above[name] = (an_office(code, has_children=True).people["viewer"], government(code))
    with inside(HERE):
        return Matrix(government(HERE), an_office(), above, everybody=everybody)


@pytest.mark.rule("A1")
def test_every_kind_of_object_that_has_an_address_has_a_representative():
    """A resource or page of a new kind fails here until `moments` or `rest` brings one about."""
    assert {address.model for address in addresses.of_governments()} - {""} == rest.known_models()


@pytest.mark.rule("A1", "A2")
def test_people_get_the_answers_of_the_matrix_and_nothing_else(inside, government, request):
    """By night everybody in every state; by day one or two of those who are promised the same, others in each row."""
    thorough = request.config.getoption("--long") or bool(os.environ.get("LIANXI_UPDATE_GOLDEN"))
    matrix = _built(inside, government, everybody=thorough)
    with inside(HERE):
        for moment in rest.beside_the_road(matrix.office):
            matrix.see(moment)
        story = a_story(matrix.office, topics=5)
        for moment in moments(story):
            matrix.see(moment)
        _without_states(matrix, story)

    asked = {address.split(" ")[1] for table in matrix.tables.values() for address in table.rows}
    assert asked == {address.text for address in matrix.all}, "an address of the resolver has no row"
    compare(matrix.tables)


def _without_states(matrix: Matrix, story: Story) -> None:
    """What has no lifecycle, as it stands when the year is told: documents, files, messages, and plain addresses."""
    with story.on(story.day_of("closed"), 16):
        rest.bring_about_the_rest(story)
        rest.file_upward(story)
        for address in matrix.all:
            if not address.model:
                matrix.fill(address, "", "", matrix.people_for(None))
            elif address.model in rest.WITHOUT_STATES:
                one = apps.get_model(address.model)._default_manager.order_by("pk").first()
                matrix.fill(address, "", one.pk, matrix.people_for(one))


@pytest.mark.rule("A1")
def test_the_public_host_knows_nobody(public_client, db):
    """Whoever has credentials of a government is nobody there; what is no address of the public host is not found."""
    table = Table()
    for address in addresses.of_public():
        for method in METHODS:
            answer = public_client.generic(method, address.text)
            table.note(f"{method} {address.text}", "", "anybody", answer.status_code)
    for path in ("/meetings", "/api/v1/me", "/sign-in", "/rollup"):
        table.note(f"GET {path}", "", "anybody", public_client.get(path).status_code)
    compare({"public": table})


@pytest.mark.rule("A1")
def test_no_golden_file_is_stale():
    models = {address.model.split(".")[-1].lower() for address in addresses.of_governments()} - {""}
    assert {file.stem for file in GOLDEN.glob("*.txt")} == models | {"interface", "pages", "public"}


@pytest.mark.control("A2")
@pytest.mark.rule("A2")
def test_without_the_pages_look_at_who_may_see_the_matrix_would_differ(inside, government, monkeypatch):
    """Positive control: one check of permission switched off."""

    def find(kind: Any, reader: Any, key: Any) -> Any:
        return apps.get_model(kind.model)._default_manager.get(pk=key)

    monkeypatch.setattr("web.finding.find", find)
    matrix = _built(inside, government)
    with inside(HERE):
        for moment in rest.beside_the_road(matrix.office):
            matrix.see(moment)
    with pytest.raises(AssertionError, match="read the difference"):
        compare(matrix.tables, renew=False)
