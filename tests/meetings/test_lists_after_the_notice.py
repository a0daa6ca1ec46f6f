"""After the notice the list changes only by consent of both offices, and a new notice says so (R6.9, R7.5)."""

from typing import Any

import pytest

from apps.meetings.models import Attendance, Meeting, Notice
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.notice import services as notice_services
from apps.meetings.session import services as session_services
from apps.meetings.topic_list import refusals as topic_list_refusals
from apps.meetings.topic_list import services as topic_list_services
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.rounds import refusals as rounds_refusals
from kernel.lifecycle.consent import AlreadyConsented
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, WrongRole, WrongState
from roads.story import Story
from tests.road import refused

pytestmark = pytest.mark.rule("R6.9")


def amend(story: Story, by: str, **given: Any) -> Meeting:
    """Propose a change with its reason; who gives nothing confirms what the other side proposed."""
    reason = "急需研究" if given else None
    return topic_list_services.amend_list(meeting_id=story.meeting.pk, reason=reason, **given, **story.someone(by))


def listed(story: Story) -> list[Topic]:
    return list(Topic.objects.of_meeting(story.meeting.pk))


def reissue(story: Story) -> Meeting:
    meeting = story.refresh()
    return notice_services.reissue_notice(
        meeting_id=meeting.pk,
        starts_at=meeting.starts_at,
        venue=meeting.venue,
        contact=meeting.contact,
        presider=Attendance.objects.get(pk=meeting.presider_id),
        what_changed="议题清单有增减。",
        **story.someone("gov_clerk"),
    )


def a_late_need(story: Story) -> Topic:
    """A topic of the union that came up after the notice: aggregated, asked about, prepared."""
    by, clerk = story.speaker("union_rights"), story.someone("union_clerk")
    topic = proposing_services.draft_topic(
        origin="union", title="汛期停工停产", category="worker_interests", background="多地暴雨。",
        research="走访十家企业。", proposed_decision="由人社部门牵头处理。",
        suggested_lead=story.office.units["hrss"], **by,
    )  # fmt: skip
    take(TOPIC, "submit", topic_id=topic.pk, **by)
    take(TOPIC, "aggregate", topic_id=topic.pk, **clerk)
    day = story.refresh().session_on
    consultations_services.consult_on_topic(
        topic_id=topic.pk, units=[story.office.units["hrss"]], reply_by=day, **clerk
    )
    asked = topic.consultations.get()
    consultations_services.reply_to_consultation(consultation_id=asked.pk, reply="agree", **story.speaker("hrss"))
    return take(TOPIC, "finish_consultation", topic_id=topic.pk, **clerk)


def test_before_the_notice_the_list_is_reopened_instead(road):
    with road.at("settled") as story, refused(WrongState, "R6.9"):
        amend(story, "union_clerk", removed=[listed(story)[0]])


def test_one_office_alone_changes_nothing_after_the_notice(road):
    with road.at("noticed") as story:
        first = listed(story)[0]
        amend(story, "union_clerk", removed=[first])
        assert first in listed(story)
        with refused(AlreadyConsented, "R6.9"):
            amend(story, "union_clerk", removed=[first])


def test_both_offices_take_a_topic_off_and_it_waits_for_the_next_round(road):
    with road.at("noticed") as story:
        first, *rest = listed(story)
        amend(story, "union_clerk", removed=[first])
        amend(story, "gov_clerk")
        assert listed(story) == rest
        first.refresh_from_db()
        assert (first.state, first.reason) == ("deferred", "急需研究")
        assert set(story.meeting.agenda.filter(part=3).values_list("topic", flat=True)) == {row.pk for row in rest}


def test_both_offices_add_a_topic_that_came_up_after_the_notice(road):
    with road.at("noticed") as story:
        before, urgent = listed(story), a_late_need(story)
        amend(story, "gov_clerk", added=[urgent])
        amend(story, "union_clerk")
        assert listed(story) == [*before, urgent]
        assert story.meeting.agenda.filter(topic=urgent, part=3).exists()


def test_consent_to_one_change_is_none_to_another(road):
    with road.at("noticed") as story:
        first, second, *_rest = listed(story)
        amend(story, "union_clerk", removed=[first])
        amend(story, "gov_clerk", removed=[second])
        assert {first, second} <= set(listed(story))


@pytest.mark.rule("R7.5")
def test_the_session_waits_for_a_notice_that_says_what_changed(road):
    with road.at("noticed") as story:
        first = listed(story)[0]
        amend(story, "union_clerk", removed=[first])
        amend(story, "gov_clerk")
        with story.on(story.refresh().session_on):
            with refused(notice_refusals.NoticeOutOfDate):
                session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
            reissue(story)
            assert Notice.objects.filter(meeting=story.meeting).count() == 2
            assert session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk")).state == (
                "in_session"
            )


def test_a_change_adds_a_topic_or_takes_one_off(road):
    with road.at("noticed") as story, refused(topic_list_refusals.NothingAmended, fields=("added", "removed")):
        amend(story, "union_clerk", added=[])


def test_a_change_has_its_reason(road):
    with road.at("noticed") as story, refused(MissingField, "R6.9", fields=("reason",)):
        first = listed(story)[0]
        topic_list_services.amend_list(meeting_id=story.meeting.pk, removed=[first], **story.someone("union_clerk"))


def test_only_what_was_announced_is_taken_off(road):
    with road.at("noticed") as story:
        urgent = a_late_need(story)
        with refused(topic_list_refusals.NotOnTheList, fields=("removed",)):
            amend(story, "union_clerk", removed=[urgent])


def test_only_a_topic_that_waits_is_added(road):
    with road.at("noticed") as story, refused(topic_list_refusals.TopicNotFree, fields=("added",)):
        amend(story, "union_clerk", added=[listed(story)[0]])


@pytest.mark.rule("R6.6")
def test_what_is_added_is_as_ready_as_what_was_collected(road):
    with road.at("noticed") as story:
        by = story.speaker("union_rights")
        topic = proposing_services.draft_topic(
            origin="union", title="汛期停工", category="worker_interests", background="多地暴雨。", **by
        )
        take(TOPIC, "submit", topic_id=topic.pk, **by)
        topic = take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))
        with refused(rounds_refusals.NotPrepared, fields=("added",)):
            amend(story, "union_clerk", added=[topic])


@pytest.mark.rule("R8.2")
def test_a_meeting_keeps_at_least_one_topic(road):
    with road.at("noticed") as story, refused(rounds_refusals.NothingTabled, fields=("removed",)):
        amend(story, "union_clerk", removed=listed(story))


def test_leaders_and_departments_do_not_change_the_list(road):
    with road.at("noticed") as story, refused(WrongRole, "R6.9"):
        amend(story, "gov_leader", removed=[listed(story)[0]])
