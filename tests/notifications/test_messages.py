"""Who is told what, once it is so: a proposer what became of its topic, a unit what it is responsible for."""

from typing import Any

import pytest

from apps.followups.models import AgreedItem, SupportingPart
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import services as minutes
from apps.notifications.models import Message
from apps.topics.screening import services as screening_services
from roads.story import Story
from tests.cast import a_story, an_office

pytestmark = pytest.mark.django_db
UNION = "heat_outdoor"


def told(story: Story, unit: str, kind: str) -> list[str]:
    messages = Message.objects.filter(recipient=story.office.speaker_for(unit), object_kind=kind)
    return list(messages.order_by("pk").values_list("text", flat=True))


@pytest.mark.rule("R6.10")
def test_the_proposer_is_told_what_became_of_its_topic_and_why(inside, django_capture_on_commit_callbacks: Any):
    with inside("150121"):
        story = a_story(an_office()).walk("prepared")
        with story.on(story.day_of("settled")), django_capture_on_commit_callbacks(execute=True):
            for key, topic in story.topics.items():
                by = story.someone("union_clerk")
                if key == UNION:
                    screening_services.defer_topic(topic_id=topic.pk, reason="条件尚不成熟", **by)
                else:
                    screening_services.table_topic(topic_id=topic.pk, **by)
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        assert told(story, "union_rights", "topic") == [], "one side's proposal is no result"

        with story.on(story.day_of("settled")), django_capture_on_commit_callbacks(execute=True):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        title = story.topics[UNION].title
        assert f"议题：暂缓　{title}：条件尚不成熟" in told(story, "union_rights", "topic")
        tabled = [text for text in story.chosen if text.key != UNION]
        assert all(any(text.title in one for one in told(story, text.proposer, "topic")) for text in tabled)
        joint = next(text for text in story.chosen if text.co_proposer)
        assert any(joint.title in one for one in told(story, joint.co_proposer, "topic"))


@pytest.mark.rule("R9.8")
def test_every_responsible_unit_is_told_when_the_minutes_are_issued(inside, django_capture_on_commit_callbacks: Any):
    with inside("150121"):
        story = a_story(an_office()).walk("approved")
        with story.on(story.day_of("following_up")), django_capture_on_commit_callbacks(execute=True):
            minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        keys = {unit.pk: key for key, unit in story.office.units.items()}
        for item in AgreedItem.objects.all():
            assert any(item.number in one for one in told(story, keys[item.lead_unit_id], "agreed_item"))
        for part in SupportingPart.objects.select_related("item"):
            assert any(part.item.number in one for one in told(story, keys[part.unit_id], "supporting_part"))


@pytest.mark.rule("R7.5")
def test_every_invited_unit_is_told_of_the_notice(inside, django_capture_on_commit_callbacks: Any):
    with inside("150121"):
        story = a_story(an_office()).walk("settled")
        with django_capture_on_commit_callbacks(execute=True), story.on(story.day_of("noticed")):
            story._noticed()
        assert any("号" in one for one in told(story, "hrss", "notice_receipt"))
