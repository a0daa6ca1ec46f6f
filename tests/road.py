"""One meeting's story told once for a whole module: each test looks at one stage and leaves the story as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from kernel import reading
from kernel.refusals import Refusal
from kernel.schema import inside
from roads.story import STAGES, Story
from tenants.governments.models import Government
from tests.cast import MEETING_ON, a_story, an_office
from tests.lifecycles.moments import side_road
from tests.memory import CHANGED_BY_WALKING


@dataclass(frozen=True)
class _Place:
    """How far the story had come, what it held of it, and the savepoint that brings its rows back."""

    reached: int
    held: dict[str, Any]
    savepoint: str


class Road:
    """The story of a module. A test may stand at any stage, whichever stages the tests before it stood at."""

    def __init__(self, code: str = "150121", *, meeting_on: date = MEETING_ON, topics: int = 4) -> None:
        self.government = Government.objects.get(code=code)
        self._places: list[_Place] = []
        with inside(self.government):
            self.story = a_story(an_office(code), meeting_on=meeting_on, topics=topics)
            self.begin_here()

    def begin_here(self) -> None:
        """No test goes back behind what the story has come to now."""
        self._places = []
        self._keep_place()

    @contextmanager
    def at(self, stage: str, hour: int = 15) -> Iterator[Story]:
        """Stand at a stage, on its day; whatever is done there is undone afterwards."""
        with inside(self.government):
            if self.story.reached > STAGES.index(stage) + 1:
                self._go_back(STAGES.index(stage) + 1)
            if self.story.reached < STAGES.index(stage) + 1:
                self.story.walk(stage)
                self._keep_place()
            with self.story.on(self.story.day_of(stage), hour), side_road():
                yield self.story

    def _keep_place(self) -> None:
        held = {name: deepcopy(value) for name, value in vars(self.story).items() if name in CHANGED_BY_WALKING}
        self._places.append(_Place(self.story.reached, held, transaction.savepoint()))

    def _go_back(self, reached: int) -> None:
        """Undo what was walked after the last place on the way to that stage."""
        while self._places and self._places[-1].reached > reached:
            self._places.pop()
        assert self._places, "the module's road begins later"
        place = self._places[-1]
        transaction.savepoint_rollback(place.savepoint)
        reading.forget()
        for name in CHANGED_BY_WALKING:
            vars(self.story).pop(name, None)
        vars(self.story).update(deepcopy(place.held))


@pytest.fixture(scope="module")
def road(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Road]:
    """The module's road. Everything on it is rolled back in the end."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        with side_road():
            yield Road()
            connection.set_schema_to_public()


@contextmanager
def refused(expected: type[Refusal], rule: str = "", *, fields: tuple[str, ...] = ()) -> Iterator[None]:
    """The act inside is refused with exactly this refusal, under its rule and article, naming these fields."""
    with pytest.raises(expected) as told, transaction.atomic():
        yield
    refusal = told.value
    assert type(refusal) is expected
    assert refusal.rule == (rule or expected.rule)
    assert refusal.rule, "a refusal names its rule"
    assert str(refusal.article).startswith("第")
    assert str(refusal.sentence).endswith("。")
    assert set(refusal.fields) == set(fields)
