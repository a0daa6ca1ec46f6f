"""One source, two artefacts: no item in issued minutes lacks its row of the list, and no row lacks its item (Art. 11).

The database holds one half by a one-to-one column that is never empty; over generated sessions, both halves are seen.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.documents.models import IssuedDocument
from apps.followups.models import AgreedItem, SupportingPart
from apps.meetings.models import Resolution
from apps.meetings.session import services as session_services
from roads.story import Story
from tests.lifecycles.moments import side_road
from tests.road import Road

pytestmark = pytest.mark.rule("R11.1", "R9.8")
LEADS, HELPERS = ("hrss", "health"), ("finance", "housing", "law")
TO_THE_ISSUE = ("held", "minutes_drafted", "union_review", "gov_review", "approved", "following_up")
ROW = st.fixed_dictionaries(
    {
        "lead": st.sampled_from(LEADS),
        "days": st.integers(1, 400),
        "helpers": st.lists(st.sampled_from(HELPERS), unique=True),
        "with_parts": st.booleans(),
        "steps": st.integers(0, 3),
    }
)
#: What the session resolved on each of its topics.
SESSION = st.lists(st.lists(ROW, min_size=1, max_size=3), min_size=4, max_size=4)


def resolution(story: Story, number: int, row: dict[str, Any]) -> dict[str, Any]:
    """One generated row as the session's form takes it."""
    units, due_on = story.office.units, story.meeting_on + timedelta(days=row["days"])
    helpers = [units[key] for key in row["helpers"] if key in units]
    own = [{"unit": unit, "text": f"配合事项{number}", "due_on": due_on} for unit in helpers if row["with_parts"]]
    steps = [{"text": f"第{step}步", "due_on": due_on} for step in range(1, row["steps"] + 1)]
    return {
        "text": f"议定内容之{number}", "lead_unit": units[row["lead"]], "due_on": due_on,
        "supporting_units": [] if own else helpers, "parts": own, "milestones": steps,
    }  # fmt: skip


def hold(story: Story, resolved: list[list[dict[str, Any]]]) -> None:
    """Hold the session with these resolutions, and bring its minutes to their issue."""
    numbers, rows = iter(range(1, 100)), iter(resolved)

    def decide(text: Any) -> None:
        given = [] if text.is_briefing else [resolution(story, next(numbers), row) for row in next(rows)]
        outcome = "noted" if text.is_briefing else "agreed"
        key = story.topics[text.key].pk
        session_services.decide_topic(topic_id=key, outcome=outcome, resolutions=given, **story.someone("union_clerk"))

    story._decide = decide  # type: ignore[method-assign]
    try:
        for stage in TO_THE_ISSUE:
            with story.on(story.day_of(stage)):
                getattr(story, f"_{stage}")()
    finally:
        del story._decide


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SESSION)
def test_issued_minutes_and_the_list_hold_the_same_items(road: Road, resolved: list[list[dict[str, Any]]]) -> None:
    with road.at("in_session") as story, side_road():
        hold(story, resolved)
        body = IssuedDocument.objects.get(kind="minutes").content["content"]["body"]
        headings = [part["heading"] for part in body if part["is"] == "Section" and part["level"] == 2]
        rows = {row.resolution_id: row for row in AgreedItem.objects.prefetch_related("milestones", "parts")}
        items = list(Resolution.objects.prefetch_related("supporting_units", "milestones"))
        assert {item.pk for item in items} == set(rows) != set()
        assert len(headings) == len(items)
        for item in items:
            row = rows[item.pk]
            assert [heading for heading in headings if heading.startswith(f"{item.text}，由")] != []
            assert (row.text, row.lead_unit_id, row.due_on) == (item.text, item.lead_unit_id, item.due_on)
            assert [(step.text, step.due_on) for step in row.milestones.all()] == [
                (step.text, step.due_on) for step in item.milestones.all()
            ]
            assert {part.unit_id for part in row.parts.all()} == {unit.pk for unit in item.supporting_units.all()}
        assert SupportingPart.objects.exclude(item__in=rows.values()).count() == 0


def test_the_database_refuses_a_second_row_and_a_row_without_its_item(road: Road) -> None:
    with road.at("following_up"):
        first, second = AgreedItem.objects.order_by("pk")[:2]
        for resolution_id in (first.resolution_id, None):
            with pytest.raises(IntegrityError), transaction.atomic():
                AgreedItem.objects.filter(pk=second.pk).update(resolution=resolution_id)
