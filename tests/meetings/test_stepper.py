"""The lanes of a meeting look ahead: by which day each step is expected, and behind: who took it, and when."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def lanes(client, story):
    """The steps as a reader sees them, one text for each."""
    with CaptureQueriesContext(connection) as queries:
        html = client.get(f"/meetings/{story.meeting.pk}").content.decode()
    assert len(queries) <= 25
    found = re.findall(r'<li class="lx-step .*?</li>', html, flags=re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)) for one in found]


@pytest.mark.rule("R6.4", "R7.6", "R9.7")
def test_each_step_to_come_shows_its_last_day_by_the_rule(walked, sign_in):
    story = walked("collecting", meeting_on=date(2026, 6, 12))
    with story.on(story.day_of("collecting"), 16):
        shown = lanes(sign_in("union_clerk"), story)
    assert len(shown) == 11
    past = [one for one in shown if "已完成" in one]
    assert all(re.search(r"[^\d]{2,} \d+月\d+日 $", one) for one in past), "who, and when"
    assert "商定议题 双方共同 双方办公室 至迟 6月7日" in shown[3]
    assert "印发通知 政府方面 政府办公室 至迟 6月7日" in shown[4]
    assert "召开会议 双方共同 双方 6月12日" in shown[5]
    assert [one for one in shown if "第九条" in one and "至迟 7月6日" not in one] == []


def test_only_the_step_that_is_awaited_is_called_late(walked, sign_in):
    story = walked("collecting", meeting_on=date(2026, 6, 12))
    with story.on(date(2026, 6, 10), 16):
        shown = lanes(sign_in("union_clerk"), story)
    assert [one for one in shown if "已过" in one] == [one for one in shown if "正在进行" in one] != []


def test_a_meeting_that_is_followed_up_names_who_took_each_step_and_its_last_deadline(walked, sign_in):
    story = walked("in_progress")
    with story.on(story.day_of("in_progress"), 16):
        shown = lanes(sign_in("gov_clerk"), story)
    assert [one for one in shown if "已完成" in one and not re.search(r"\w{2,}\s+\d+月\d+日", one)] == []
    assert "责任单位 至迟" in next(one for one in shown if "落实" in one)
