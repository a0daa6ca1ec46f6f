"""Agreed items are numbered in the order of the agenda, and stand in the order of their numbers as people count."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.documents.models import IssuedDocument
from apps.followups import selectors
from apps.followups.models import AgreedItem
from apps.meetings.models import Resolution
from apps.meetings.session import services as session_services
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from roads.story import Story
from tests.followups.test_one_source import TO_THE_ISSUE
from tests.lifecycles.moments import side_road
from tests.road import Road

pytestmark = pytest.mark.rule("R11.1")
EACH = 4


def agenda_of(story: Story) -> list[Any]:
    """The topics as the agenda has them."""
    return [
        item.topic for item in story.meeting.agenda.exclude(topic=None).select_related("topic").order_by("position")
    ]


def decide_backwards(story: Story) -> None:
    """Hold the session with the last topic of the agenda recorded first, four items resolved on each."""
    topics = {topic.pk: topic for topic in agenda_of(story)}
    recorded = []

    def decide(text: Any) -> None:
        recorded.append(text)
        if len(recorded) < len(story.chosen):
            return
        places = {pk: at for at, pk in enumerate(topics)}
        for each in sorted(recorded, key=lambda one: -places[story.topics[one.key].pk]):
            topic = story.topics[each.key]
            rows = [] if each.is_briefing else [row(story, topic.pk, number) for number in range(EACH)]
            outcome = "noted" if each.is_briefing else "agreed"
            session_services.decide_topic(
                topic_id=topic.pk, outcome=outcome, resolutions=rows, **story.someone("union_clerk")
            )

    story._decide = decide  # type: ignore[method-assign]
    try:
        for stage in TO_THE_ISSUE:
            with story.on(story.day_of(stage)):
                getattr(story, f"_{stage}")()
    finally:
        del story._decide


def row(story: Story, topic: Any, number: int) -> dict[str, Any]:
    """One resolution that says which it is."""
    lead, due_on = story.office.units["hrss"], story.meeting_on + timedelta(days=90)
    return {"text": f"{topic}之{number}", "lead_unit": lead, "due_on": due_on}


def test_items_are_numbered_by_the_agenda_and_listed_by_their_numbers(road: Road, client_of: Any) -> None:
    with road.at("in_session") as story, side_road():
        decide_backwards(story)
        resolved = list(Resolution.objects.filter(meeting=story.meeting).order_by("position"))
        wanted = [f"{topic.pk}之{number}" for topic in agenda_of(story) for number in range(EACH)]
        said = [text for text in wanted if text in {each.text for each in resolved}]
        assert len(said) > 10
        assert [each.text for each in resolved] == said
        assert [each.position for each in resolved] == list(range(1, len(said) + 1))

        numbers = [f"{story.meeting.year}-{story.meeting.ordinal}-{at}" for at in range(1, len(said) + 1)]
        clerk: User = story.office.people["union_clerk"]
        assert list(AgreedItem.objects.values_list("number", flat=True)) == numbers
        assert list(AgreedItem.objects.numbered().values_list("number", flat=True)) == numbers
        assert list(selectors.visible_to(clerk).values_list("number", flat=True)) == numbers
        assert [each["number"] for each in selectors.list_text(story.meeting.pk)] == numbers
        minutes = str(IssuedDocument.objects.get(kind="minutes").content)
        assert sorted(said, key=minutes.index) == said


def test_the_page_and_the_programs_list_the_tenth_after_the_ninth(road: Road, client_of: Any) -> None:
    with road.at("in_session") as story, side_road():
        decide_backwards(story)
        numbers = list(AgreedItem.objects.numbered().values_list("number", flat=True))
        clerk, client = story.office.people["union_clerk"], client_of("150121")
        client.force_login(clerk)
        page = client.get("/followups").content.decode()
        shown = [number for number in numbers if f"{number}<" in page or f"{number} " in page]
        assert len(shown) > 10
        assert sorted(shown, key=lambda number: page.index(number)) == shown
        token = issue_token(user=clerk, at=timezone.now())[0]
        listed = client.get("/api/v1/agreed-items?page_size=50", headers={"authorization": f"Token {token}"}).json()
        assert [each["number"] for each in listed["results"]] == numbers
