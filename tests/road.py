"""One meeting's story told once for a whole module: each test looks at one stage and leaves the story as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from kernel.refusals import Refusal
from kernel.schema import inside
from roads.story import STAGES, Story
from tenants.governments.models import Government
from tests.cast import MEETING_ON, a_story, an_office
from tests.lifecycles.moments import side_road


class Road:
    """The story of a module. Its tests stand in the order of the stages, so that the way is walked once."""

    def __init__(self, code: str = "150121", *, meeting_on: date = MEETING_ON, topics: int = 4) -> None:
        self.government = Government.objects.get(code=code)
        with inside(self.government):
            self.story = a_story(an_office(code), meeting_on=meeting_on, topics=topics)

    @contextmanager
    def at(self, stage: str, hour: int = 15) -> Iterator[Story]:
        """Stand at a stage, on its day; whatever is done there is undone afterwards."""
        assert self.story.reached <= STAGES.index(stage) + 1, f"the tests of {stage} stand too late in their module"
        with inside(self.government):
            self.story.walk(stage)
            with self.story.on(self.story.day_of(stage), hour), side_road():
                yield self.story


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
