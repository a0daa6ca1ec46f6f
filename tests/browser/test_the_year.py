"""The year as people live it, two sides at two browsers: request to list, session to minutes."""

from datetime import timedelta

import pytest

from apps.followups.models import AgreedItem
from apps.meetings.models import AttendanceState, Meeting
from apps.topics.models import Topic
from kernel import clock
from kernel.workcalendar.rules import is_workday
from roads.story import Story
from tests.browser.conftest import CODE
from tests.cast import a_story, an_office


@pytest.fixture
def office(server, inside):
    with inside(CODE):
        return an_office()


def a_story_around_today(office, *, days: int, topics: int = 2) -> Story:
    """A meeting so many days from today: the browser acts on the real day."""
    day = clock.today() + timedelta(days=days)
    while not is_workday(day):
        day += timedelta(days=1)
    return a_story(office, meeting_on=day, topics=topics)


def test_from_the_request_to_the_settled_list(office, machine, inside):
    day = (clock.today() + timedelta(days=90)).isoformat()
    union, union_leader = machine("union_clerk"), machine("union_leader")
    gov, gov_leader = machine("gov_clerk"), machine("gov_leader")

    union.open("/meetings").act("拟提请", planned_on=day, request_text="解决职工急难愁盼问题。")
    page = union.page.url.removeprefix(union.address)
    assert "待办事项 1 件" in union_leader.open("/").text()
    union_leader.act("提请召开")
    gov_leader.open("/").act("同意召开")
    union.open(page).act("启动议题征集")

    unit, asked = machine("union_unit"), machine("gov_unit")
    lead = office.units["hrss"].name
    unit.open("/topics").act(
        "提出议题", title="关于高温津贴发放的议题", category="职工切身利益", background="露天作业职工反映强烈。",
        research="走访二十家企业。", proposed_decision="按月足额发放高温津贴。", suggested_lead=lead,
    )  # fmt: skip
    topic = unit.page.url.removeprefix(unit.address)
    unit.open(topic).act("报送")
    union.open(topic).act("汇总")
    union.open(topic).act("征求意见")
    asked.open("/").act("回复意见", reply="同意")
    union.open(topic).act("结束征求意见")
    union.open(topic).act("列入")

    union.open(page).act("商定议题清单")
    assert "等待政府方面" in gov.open(page).text()
    gov.act("商定议题清单")
    assert "议题已商定" in gov.text()
    with inside(CODE):
        assert Meeting.objects.get().state == "settled"
        assert Topic.objects.get().state == "tabled"


def test_from_the_session_to_the_issued_minutes(office, machine, inside):
    with inside(CODE):
        story = a_story_around_today(office, days=0, topics=1).walk("noticed")
        _let_the_others_come(story)
        topics = [topic.pk for topic in Topic.objects.of_meeting(story.meeting.pk)]
    page = f"/meetings/{story.meeting.pk}"
    union, union_leader, gov_leader = machine("union_clerk"), machine("union_leader"), machine("gov_leader")

    union.open(page).act("开会")
    due = (clock.today() + timedelta(days=60)).isoformat()
    for topic in topics:
        union.open(f"/topics/{topic}").go("记录议定结果")
        union.fill("outcome", "通过")
        union.page.locator("input[name=resolutions-0-due_on]").fill(due)
        union.page.locator("button[name=add_row][value=resolutions-0-milestones]").click()
        union.page.locator("[name=resolutions-0-milestones-0-text]").fill("中期检查")
        union.page.locator("[name=resolutions-0-milestones-0-due_on]").fill(due)
        union.press("记录议定结果")
        union.page.locator(".lx-message-success").wait_for()
    for username in ("union_clerk", "gov_clerk"):
        clerk = machine(username).open(f"{page}?tab=attendance")
        while clerk.page.get_by_role("button", name="签到", exact=True).count():
            clerk.press("签到")
            clerk.page.locator(".lx-message-success").wait_for()
    union.open(page).act("散会")

    union.open(page).act("起草纪要")
    minutes = union.page.url.removeprefix(union.address)
    union.open(f"{minutes}/do/edit")
    union.page.locator("#paragraph-closing").fill("会议强调，各单位要抓好落实。")
    union.press("保存")
    union.open(minutes).act("报工会审定")
    union_leader.open("/").act("工会审定")
    gov_leader.open("/").act("政府审定")
    union.open(minutes).act("印发纪要")
    assert "会议强调，各单位要抓好落实。" in union.text()
    with inside(CODE):
        assert Meeting.objects.get().state == "following_up"
        assert AgreedItem.objects.count() == len(topics)
    assert "待办事项" in machine("gov_unit").open("/").text()


def _let_the_others_come(story: Story) -> None:
    """All but one person of each side are struck off: checking thirty in shows nothing more."""
    for side in ("gov", "union"):
        rows = story.meeting.attendances.filter(side=side).order_by("position")
        kept = rows.first()
        rows.exclude(pk=kept.pk).update(
            state=AttendanceState.ON_LEAVE, leave_reason="出差", leave_approver="本方办公室"
        )
