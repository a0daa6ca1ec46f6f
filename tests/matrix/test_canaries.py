"""What one government, or one side before its time, has written is found nowhere else (A3)."""

import logging
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from apps.documents.models import IssuedDocument
from apps.levels.filings.services import file_document
from apps.organizations.models import User
from apps.topics.models import Topic
from kernel import clock
from kernel.jobs.definitions import NIGHTLY
from kernel.schema import inside as inside_of
from roads.office import Office
from tenants.governments.models import Government
from tests.cast import a_story, an_office
from tests.matrix import rest
from tests.matrix.canaries import Sweep, held_here, left_behind, readable, written_into
from tests.matrix.people import Credentials, Person
from tests.years import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_quickly")]
HERE, SIBLING, PARENT, GRANDPARENT = "150121", "150102", "150100", "150000"
CANARY = "Kanarienvogel"
OUTSIDE = {
    SIBLING: ("union_clerk", "gov_leader", "gov_unit", "viewer", "audit_officer"),
    PARENT: ("viewer", "gov_clerk"),
    GRANDPARENT: ("viewer",),
}


@pytest.fixture
def strangers(inside: Any, government: Any) -> list[Person]:
    """People of other governments, who have something of their own to look at."""
    keys, found = Credentials(), []
    for code, names in OUTSIDE.items():
        with inside(code):
            office = an_office(code, has_children=code != SIBLING)
            found += keys.people({name: office.people[name] for name in names}, government(code))
            if code == SIBLING:
                a_story(office).walk("noticed")
    return found


@pytest.fixture
def foreign(inside: Any, government: Any) -> list[tuple[str, Any]]:
    """A year of one government in which every word carries the canary; the ids of what stands there."""
    with inside(HERE):
        office = an_office()
        with written_into(government(HERE).schema_name, lambda instance: CANARY):
            office = _afresh(office)
            story = a_story(office).walk("in_progress")
            with story.on(story.day_of("in_progress"), 16):
                rest.bring_about_the_rest(story)
                told.planned(story)
                told.explanation_confirmed(story)
        held = {model: apps.get_model(model)._default_manager.order_by("pk").first() for model in rest.known_models()}
        assert CANARY in Topic.objects.first().title
        return [(model, one.pk) for model, one in held.items() if one is not None]


def _afresh(office: Office) -> Office:
    """The office with its units and people as they stand after their names were changed."""
    for one in [*office.units.values(), *office.people.values()]:
        one.refresh_from_db()
    return replace(office)


def swept(people: list[Person], foreign: list[tuple[str, Any]], word: str = CANARY) -> Sweep:
    sweep = Sweep(word)
    for who in people:
        sweep.by(who, foreign)
    return sweep


@pytest.fixture
def halves(strangers: list[Person], request: pytest.FixtureRequest) -> tuple[list[Person], list[Person]]:
    """Who sweeps before and who after a document was filed: by night everybody both times."""
    return (strangers, strangers) if request.config.getoption("--long") else (strangers[::2], strangers[1::2])


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> Any:
    """Every line that is logged from now on, as production would log it."""
    logging.disable(logging.NOTSET)
    return lambda: "\n".join([*(record.getMessage() for record in caplog.get_records("setup")), caplog.text])


@pytest.mark.night
@pytest.mark.rule("A3", "R1.2")
def test_no_word_of_a_government_is_found_at_another(logs, halves, foreign, inside, government):
    sweep = swept(halves[0], foreign)

    assert sweep.found == []
    assert sweep.read > 300
    assert left_behind(CANARY, logs()) == []
    for code in OUTSIDE:
        with inside(code):
            assert held_here(CANARY) == [], f"rows at {code}"
    with inside(HERE):
        assert {name.rpartition(".")[2] for name in held_here(CANARY)} >= {"audit_auditentry", "topics_topic"}
    with inside(HERE):
        office = an_office_again(government)
    own = swept([office], [])
    assert {path.rpartition("/")[2] for _who, path in own.found} >= {"docx", "pdf", "topics", "meetings"}


@pytest.mark.night
@pytest.mark.rule("A3", "R12.3")
def test_above_a_word_is_found_only_in_what_was_filed_and_beside_nowhere(halves, foreign, inside):
    with inside(HERE):
        document = IssuedDocument.objects.filter(kind="minutes").latest("issued_at")
        clerk = User.objects.get(username="union_clerk")
        key = file_document(document=document, by=clerk, at=clock.now()).copy_id

    found = swept(halves[1], [*foreign, ("correspondence.FiledCopy", key)]).found

    assert {path for _who, path in found} >= {f"/inbox/{key}/pdf", f"/api/v1/filed-copies/{key}/pdf"}
    assert [path for _who, path in found if not path.startswith(("/inbox", "/api/v1/filed-copies"))] == []
    assert [who for who, _path in found if SIBLING in who] == []


@pytest.mark.control("A3")
def test_a_word_left_behind_would_be_found(logs, inside, settings):
    """Positive control: one line, one mail, one entry of the cache, the arguments of one job."""
    with inside(HERE):
        logging.getLogger("apps").warning("someone read %s", CANARY)
        mail.send_mail("纪要", CANARY, "office@example.org", ["clerk@example.org"])
        cache.set("title", CANARY)
        try:
            next(iter(NIGHTLY.values())).defer(note=CANARY)
            assert left_behind(CANARY, logs()) == ["log", "mail", "cache"]
        finally:
            cache.delete("title")
        connection.set_schema_to_public()
        assert "public.procrastinate_jobs" in held_here(CANARY)


def an_office_again(government: Any) -> Person:
    """Positive control: at home the same sweep finds the word, in pages, lists and both kinds of files."""
    return Credentials().person("union_clerk", User.objects.get(username="union_clerk"), government(HERE))


def leak(request: HttpRequest) -> HttpResponse:
    """Deliberately wrong: shows the topics of another government."""
    with inside_of(Government.objects.get(code=HERE)):
        return HttpResponse("、".join(Topic.objects.values_list("title", flat=True)))


urlpatterns = [path("leak", leak), path("", include("config.urls"))]


@pytest.mark.rule("A3")
def test_a_page_that_leaked_would_be_found(strangers, foreign):
    with override_settings(ROOT_URLCONF=__name__):
        sweep = swept(strangers[:1], foreign)

    assert sweep.found == [(f"{strangers[0].name} at {strangers[0].host}", "/leak")]


@pytest.mark.rule("A3", "R6.1")
@pytest.mark.parametrize(("side", "other"), [("union", "gov"), ("gov", "union")])
def test_no_word_of_one_sides_preparation_is_found_by_the_other(inside, government, side, other, request):
    """What is drafted or submitted and not yet aggregated stays with its side."""
    keys = Credentials()
    with inside(HERE):
        office = an_office()
        story = a_story(office)

        def word(instance: Any) -> str:
            return CANARY if isinstance(instance, Topic) and instance.origin == side else ""

        with written_into(government(HERE).schema_name, word):
            story.walk("proposed")
        assert Topic.objects.filter(origin=side, title__endswith=CANARY).exists()
        names = [f"{other}_clerk", f"{other}_unit_2", "viewer"]
        names += [f"{other}_leader", "audit_officer"] if request.config.getoption("--long") else []
        people = keys.people({name: office.people[name] for name in names}, government(HERE))
        topics = [("topics.Topic", topic.pk) for topic in Topic.objects.filter(origin=side)]
        assert swept(people, topics).found == []
        mine = keys.people({"clerk": office.people[f"{side}_clerk"]}, government(HERE))
        assert swept(mine, topics).found


def test_packed_files_are_read(foreign, inside):
    with inside(HERE):
        document = IssuedDocument.objects.exclude(docx=None).first()
        assert CANARY in readable(bytes(document.docx))
        assert CANARY in readable(bytes(document.pdf))
