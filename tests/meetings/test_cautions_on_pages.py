"""What is out of the ordinary stands above the object, with its article; the act stays possible."""

import pytest

from apps.topics.lifecycle import TOPIC
from apps.topics.proposing import services as proposing_services
from kernel.lifecycle.engine import take
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R6.11")
def test_a_similar_title_is_said_on_the_page_of_the_topic(walked, sign_in, inside):
    story = walked("aggregated")
    with inside("150121"), story.on(story.day_of("aggregated"), 15):
        there = story.topics["heat_outdoor"]
        file = {"category": "worker_interests", "background": "入夏以来气温偏高。"}
        by = story.speaker("union_rights")
        same = proposing_services.draft_topic(origin="union", title=f"关于{there.title}的议题", **file, **by)
        take(TOPIC, "submit", topic_id=same.pk, **by)
        page = text_of(sign_in("union_clerk").get(f"/topics/{same.pk}"))
    assert f"与议题 {there.number} 标题相近" in page
    assert "第六条 R6.11" in page
    assert "汇总" in page


@pytest.mark.rule("R9.7")
def test_late_minutes_are_said_on_the_page_of_the_meeting(walked, sign_in, inside):
    story = walked("held")
    with inside("150121"):
        due = story.refresh().minutes_due_on
    with story.on(due):
        assert "现已逾期" not in text_of(sign_in("gov_clerk").get(f"/meetings/{story.meeting.pk}"))
    with story.on(due.replace(year=due.year + 1)):
        assert "现已逾期" in text_of(sign_in("gov_clerk").get(f"/meetings/{story.meeting.pk}"))
