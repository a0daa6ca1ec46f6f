"""What is laid down from memory is what the verbs left, and nothing is remembered that a test has touched."""

import pytest
from django.db import connection, transaction

from apps.meetings.models import Meeting
from apps.organizations.models import Unit
from kernel.audit.services import faults
from roads.story import Story
from tenants.ledger.reconciliation import differences
from tests import memory
from tests.cast import a_story, an_office

pytestmark = pytest.mark.django_db
HERE = "150121"


@pytest.fixture
def walks(monkeypatch):
    """The stages that were really walked."""
    walked = []
    original = Story.walk
    monkeypatch.setattr(memory, "_STEPS", {})
    monkeypatch.setattr(Story, "walk", lambda self, until, **how: walked.append(until) or original(self, until, **how))
    return walked


def _twice(telling):
    """Tell something, take it back, and tell it again; everything that stood there each time."""
    found = []
    for _ in range(2):
        with transaction.atomic():
            telling()
            found.append(memory._content())
            transaction.set_rollback(True)
    return found


def test_a_road_is_walked_once_and_then_laid_down_row_by_row(inside, walks):
    with inside(HERE):
        walked, laid_down = _twice(lambda: a_story(an_office(HERE)).walk("noticed"))
    assert walked == laid_down
    assert len(walks) == len(set(walks)) > 5


def test_what_was_laid_down_is_gone_on_from(inside, walks):
    with inside(HERE):
        for _ in range(2):
            with transaction.atomic():
                a_story(an_office(HERE)).walk("requested")
                transaction.set_rollback(True)
        story = a_story(an_office(HERE)).walk("requested").walk("held")
        assert story.refresh().state == Meeting.objects.get().state == "held"
        assert list(faults()) == []
        assert list(differences()) == []
    assert walks.count("requested") == walks.count("held") == 1


def test_a_test_that_wrote_something_of_its_own_walks_for_itself(inside, walks):
    with inside(HERE):
        for short_name in ("一", "二"):
            with transaction.atomic():
                office = an_office(HERE)
                Unit.objects.filter(pk=office.units["gov_office"].pk).update(short_name=short_name)
                assert a_story(office).walk("drafted").office.units
                transaction.set_rollback(True)
    assert walks == ["drafted", "drafted"]


def test_what_was_written_and_taken_back_was_not_written(inside, walks):
    with inside(HERE):
        for _ in range(2):
            with transaction.atomic():
                office = an_office(HERE)
                with transaction.atomic():
                    Unit.objects.update(short_name="三")
                    transaction.set_rollback(True)
                a_story(office).walk("drafted")
                transaction.set_rollback(True)
    assert walks == ["drafted"]
    assert connection.in_atomic_block
