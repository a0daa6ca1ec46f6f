"""What the procedure advises against and does not forbid: said, and it stops nobody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from apps.meetings.cautions import of_meeting
from apps.meetings.closing import services as closing_services
from apps.meetings.convening import services as convening_services
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice import services as notice_services
from apps.meetings.notice.lead_times import notice_due_on
from apps.minutes.lifecycle import PUBLICITY
from apps.minutes.publicity import refusals as publicity_refusals
from apps.minutes.publicity import services as publicity
from apps.minutes.publicity.cautions import of_publicity
from apps.minutes.publicity.rules import personal_data
from apps.topics.cautions import of_topic
from apps.topics.proposing import services as proposing_services
from apps.topics.rules import similar_titles
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import REGIONAL_2024
from kernel import clock
from kernel.lifecycle.engine import take
from roads.story import Story
from tests.road import refused

UNION = "heat_outdoor"


def said(meeting: Meeting) -> list[str]:
    meeting.refresh_from_db()
    return [one.name for one in of_meeting(meeting, today=clock.today())]


def a_meeting(story: Story, **more: Any) -> Meeting:
    plan = {"kind": "ordinary", "planned_on": date(2026, 12, 11), "request_text": "再次研究", **more}
    return convening_services.draft_meeting(**plan, **story.someone("union_clerk"))


def a_release(story: Story, **more: Any) -> Any:
    words = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "disclosure": "public", **more}
    on = clock.today() + timedelta(days=3)
    return publicity.draft_publicity(meeting=story.refresh(), planned_on=on, **words, **story.someone("union_clerk"))


# --- meetings --------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R4.8")
def test_a_second_ordinary_meeting_of_a_year_is_allowed_and_said(road):
    with road.at("drafted") as story:
        assert said(story.meeting) == []
        second = a_meeting(story)
        assert (said(second), said(story.meeting)) == (["FurtherOrdinaryMeeting"], [])
        assert (
            convening_services.request_meeting(meeting_id=second.pk, **story.someone("union_leader")).state
            == "requested"
        )
        assert said(a_meeting(story, planned_on=date(2027, 6, 11))) == []
        ground = {"kind": "extraordinary", "ground": "major", "ground_text": "重大停工事件"}
        assert said(a_meeting(story, **ground)) == []


@pytest.mark.rule("R4.8")
def test_a_meeting_that_was_given_up_makes_no_other_the_second(road):
    with road.at("drafted") as story:
        closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="改期", **story.someone("union_clerk"))
        assert said(a_meeting(story)) == []


@pytest.mark.rule("R6.11")
def test_a_topic_of_much_the_same_title_is_pointed_out_to_whoever_may_read_both(road):
    with road.at("aggregated") as story:
        there, by = story.topics[UNION], story.speaker("union_rights")
        file = {"category": "worker_interests", "background": "入夏以来气温偏高。"}
        same = proposing_services.draft_topic(origin="union", title=f"关于{there.title}的议题", **file, **by)
        cautions = of_topic(same, story.office.people["union_clerk"])
        assert [(one.name, one.rule) for one in cautions] == [("SimilarTitle", "R6.11")]
        assert there.number in cautions[0].sentence
        assert of_topic(same, story.office.speaker_for("health")) == []
        other = proposing_services.draft_topic(origin="union", title="女职工休息室建设", **file, **by)
        assert of_topic(other, story.office.people["union_clerk"]) == []


@pytest.mark.rule("R5.3")
def test_a_lead_unit_that_nobody_invited_is_named(road):
    with road.at("settled") as story:
        assert said(story.meeting) == []
        lead = story.topics[UNION].suggested_lead
        Attendance.objects.filter(meeting=story.meeting, unit_name=lead.name).delete()
        [caution] = of_meeting(story.refresh(), today=clock.today())
        assert (caution.name, lead.name in caution.sentence) == ("LeadUnitNotInvited", True)


@pytest.mark.rule("R7.6")
def test_a_notice_that_leaves_too_few_working_days_is_said_and_still_goes_out(road):
    with road.at("settled") as story:
        last = notice_due_on(story.meeting_on, binding_rule(story.refresh()))
        with story.on(last):
            assert said(story.meeting) == []
        with story.on(last + timedelta(days=1)):
            assert said(story.meeting) == ["ShortNotice"]
            presider = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
            given = {"starts_at": clock.at_hour(story.meeting_on, 9), "venue": "会议室", "contact": "办公室"}
            by = story.someone("gov_clerk")
            issued = notice_services.issue_notice(meeting_id=story.meeting.pk, presider=presider, **given, **by)
            assert (issued.state, said(issued)) == ("noticed", ["ShortNotice", "PackOutstanding"])


@pytest.mark.rule("R7.6")
def test_five_working_days_or_so_many_days_as_the_rule_says(db):
    friday = date(2026, 6, 12)
    assert notice_due_on(friday, REGIONAL_2024) == date(2026, 6, 7), "Monday to Friday are five"
    in_days = replace(REGIONAL_2024, notice_lead=7, notice_lead_unit="days")
    assert notice_due_on(friday, in_days) == date(2026, 6, 5)


@pytest.mark.rule("R9.7")
def test_minutes_past_their_day_are_said_to_be_late(road):
    with road.at("held") as story:
        due = story.refresh().minutes_due_on
        with story.on(due, hour=23):
            assert said(story.meeting) == []
        with story.on(due + timedelta(days=1), hour=0):
            assert said(story.meeting) == ["MinutesOverdue"]


# --- publicity -------------------------------------------------------------------------------------------------------

A_PERSON = {
    "identity": "张某，身份证 150121 19800101 1234，家有病人。",
    "mobile": "联系电话：１３８ ００００ ０００１。",
    "account": "捐款请汇 6222 0212 3456 7890 123。",
    "address": "其家庭住址在本旗。",
    "health": "附诊断证明。",
}


#: Words that announce what belongs to one person.
ANNOUNCED = {"address": "announced", "health": "announced"}


@pytest.mark.rule("R10.2!personal-data")
@pytest.mark.parametrize("kind", A_PERSON)
def test_nobody_in_difficulty_is_made_known_by_number_address_or_illness(road, kind):
    assert [one.kind for one in personal_data(A_PERSON[kind])] == [ANNOUNCED.get(kind, kind)]
    with road.at("following_up") as story:
        with refused(publicity_refusals.PersonalData, fields=("text",)):
            a_release(story, text=A_PERSON[kind])
        with refused(publicity_refusals.PersonalData, fields=("title",)):
            a_release(story, title=A_PERSON[kind])
        item = a_release(story)
        words = {"title": item.title, "channel": item.channel, "planned_on": item.planned_on, "disclosure": "public"}
        with refused(publicity_refusals.PersonalData, fields=("text",)):
            publicity.edit_publicity(
                publicity_item_id=item.pk, text=A_PERSON[kind], **words, **story.someone("gov_clerk")
            )


@pytest.mark.rule("R10.2!personal-data")
def test_what_came_in_another_way_is_not_published_either(road):
    with road.at("following_up") as story:
        item = a_release(story)
        type(item).objects.filter(pk=item.pk).update(text=A_PERSON["mobile"])
        with refused(publicity_refusals.PersonalData, fields=("text",)):
            take(PUBLICITY, "publish", publicity_item_id=item.pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R10.2")
@pytest.mark.parametrize(
    "text", ["会议议定三项，惠及职工12000人。", "电话 0471-6612345。", "文号：内政办字〔2024〕8号，2024年2月8日。"]
)
def test_figures_office_numbers_and_dates_are_no_personal_data(text):
    assert personal_data(text) == []


@pytest.mark.rule("R10.2")
def test_what_may_tell_of_a_person_is_shown_with_its_passage_before_it_is_published(road):
    text = "职工张三因患尿毒症，家住巴丹吉林镇五区3号楼2单元501。"
    with road.at("following_up") as story:
        item = a_release(story, text=text)
        [caution] = of_publicity(item)
        assert caution.name == "MayTellOfAPerson"
        assert "住址“家住巴丹吉林镇五区3号楼2单元501”、病情“职工张三因患尿毒症”" in str(caution.sentence)
        assert "请人工核对全文" in str(caution.sentence)
    with road.at("following_up") as story:
        topic = next(iter(story.topics.values()))
        topic.state, topic.background = "draft", text
        assert "MayTellOfAPerson" in [one.name for one in of_topic(topic, story.office.people["union_clerk"])]


@pytest.mark.rule("R10.3")
def test_a_second_release_about_one_meeting_is_said_to_be_one(road):
    with road.at("following_up") as story:
        first = a_release(story)
        assert of_publicity(first) == []
        for name in ("union_clerk", "gov_clerk"):
            take(PUBLICITY, "publish", publicity_item_id=first.pk, **story.someone(name))
        first.refresh_from_db()
        assert of_publicity(first) == []
        assert [one.name for one in of_publicity(a_release(story, title="又一篇"))] == ["SecondRelease"]


@pytest.mark.rule("R6.11")
@pytest.mark.parametrize(
    ("title", "other", "alike"),
    [
        ("夏季户外高温作业劳动保护", "关于夏季户外高温作业劳动保护的议题", True),
        ("夏季户外高温作业劳动保护", "夏季户外高温作业劳动者保护", True),
        ("夏季户外高温作业劳动保护", "关于女职工劳动保护的议题", False),
        ("关于欠薪治理的议题", "关于工伤预防的议题", False),
    ],
)
def test_titles_are_compared_without_what_frames_every_title(title, other, alike):
    assert similar_titles(title, {"2026-01": other}) == (["2026-01"] if alike else [])
