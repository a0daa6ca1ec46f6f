"""The audit chain tells what was done: columns before and after, and the rows that came with them (R11.9)."""

import pytest

from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from roads.story import Story
from tests.cast import a_story, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R11.9")]


@pytest.fixture
def held(inside):
    with inside("150121"):
        yield a_story(an_office()).walk("held")


def _last(what: str) -> AuditEntry:
    return AuditEntry.objects.filter(what=what).order_by("sequence").last()


def test_a_move_is_told_with_the_state_before_and_after(held: Story):
    assert _last("meeting.accept").changes["state"] == ["requested", "accepted"]


def test_what_was_resolved_on_a_topic_stands_beside_its_outcome(held: Story):
    entry = _last("topic.decide")

    given = entry.changes["given"]["resolutions"][0]
    assert given["text"] in {row.text for text in held.chosen for row in text.resolutions}
    assert given["lead_unit"] in {str(unit.pk) for unit in held.office.units.values()}
    assert entry.changes["outcome"] == [None, "agreed"]


def test_who_acted_with_which_post_and_for_which_side_stays_as_it_was(held: Story):
    leader = held.office.people["gov_leader"]
    leader.title = "另一职务"
    leader.save(update_fields=["title"])

    entry = _last("meeting.accept")
    assert (entry.actor_name, entry.side) == (leader.name, "gov")
    assert "另一职务" not in entry.actor_post
    assert list(faults()) == []
