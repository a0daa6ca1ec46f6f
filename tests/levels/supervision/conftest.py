"""The three levels, opened once for the tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.levels.supervision.levels import Levels, opened
from tests.lifecycles.moments import side_road


@pytest.fixture(scope="module")
def _standing(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Levels]:
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        with opened() as levels:
            yield levels
            connection.set_schema_to_public()


@pytest.fixture
def levels(_standing: Levels, django_db_blocker: Any) -> Iterator[Levels]:
    """Whatever a test does is undone after it."""
    with django_db_blocker.unblock(), side_road():
        yield _standing
