"""The demonstration files minutes as an office would: by the verb, after their issue."""

import pytest

from apps.levels.filings.models import Filing
from roads.turns.registry import turns_of
from tests.cast import a_story, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R9.8")
def test_a_story_files_its_minutes_by_hand(inside):
    with inside("150121"):
        story = a_story(an_office(), topics=2)
        story.turns = turns_of(("minutes filed",))
        story.walk("following_up")
        filing = Filing.objects.get()
        assert (filing.on_issue, filing.document.kind, filing.to_name) == (False, "minutes", "呼和浩特市")
