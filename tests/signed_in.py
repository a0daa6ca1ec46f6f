"""People at their browsers: an office in one government, and a client signed in as anybody of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from roads.office import Office
from roads.story import Story
from tests.cast import a_story, an_office


@pytest.fixture
def office(db: None, inside: Any) -> Office:
    """Both sides' office of 土默特左旗."""
    with inside("150121"):
        return an_office()


@pytest.fixture
def walked(office: Office, inside: Any) -> Callable[..., Story]:
    """`walked("settled")`: a meeting on its real road up to that stage."""

    def walk(stage: str, **story: Any) -> Story:
        with inside("150121"):
            return a_story(office, **story).walk(stage)

    return walk


@pytest.fixture
def sign_in(office: Office, client_of: Any) -> Callable[[str], Any]:
    """`sign_in("gov_clerk")`: a browser of that person."""

    def as_person(username: str) -> Any:
        client = client_of("150121")
        client.force_login(office.people[username])
        return client

    return as_person


def text_of(response: Any) -> str:
    """The page as a reader sees it: no tags, one blank between words."""
    html = re.sub(r"<(script|template)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
