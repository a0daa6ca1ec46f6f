"""The principal leader: invited on a ground, answers before the notice, presides by default (R4.5)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from apps.meetings.closing import services as closing_services
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.convening import services as convening_services
from apps.meetings.models import Meeting
from apps.meetings.notice import presiding as notice_presiding
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.notice import services as notice_services
from kernel import clock
from kernel.refusals import MissingField, WrongSide, WrongState
from kernel.schema import inside
from roads.story import Story
from tests.lifecycles.moments import side_road
from tests.meetings.test_refusals import a_notice, a_plan
from tests.road import Road, refused

LEADER = {
    "principal_leader": "苏和",
    "principal_leader_title": "旗长",
    "principal_leader_ground": "欠薪问题集中，须政府主要领导协调",
}


@pytest.fixture(scope="module")
def invited(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Road]:
    """A road on which the union asks for the principal leader."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        with side_road():
            road = Road(topics=3)
            with inside(road.government):
                story = road.story.walk("drafted")
                with story.on(story.day_of("drafted"), 10):
                    convening_services.edit_meeting(
                        meeting_id=story.meeting.pk,
                        **a_plan(planned_on=story.meeting_on, **LEADER),
                        **story.someone("union_clerk"),
                    )
                road.begin_here()
            yield road
            connection.set_schema_to_public()


def answer(story: Story, words: str, **more: Any) -> Meeting:
    given = {"answer": words, "answered_on": clock.today(), **story.someone("gov_clerk"), **more}
    return convening_services.answer_invitation(meeting_id=story.meeting.pk, **given)


@pytest.mark.rule("R4.5!no-ground")
def test_the_principal_leader_is_not_invited_without_a_ground(invited):
    with invited.at("drafted") as story:
        plan = a_plan(principal_leader="苏和", principal_leader_title="旗长")
        with refused(convening_refusals.GroundMissing, fields=("principal_leader_ground",)):
            convening_services.draft_meeting(**plan, **story.someone("union_clerk"))


@pytest.mark.rule("R4.5")
def test_an_invitation_says_who_is_invited(invited):
    with (
        invited.at("drafted") as story,
        refused(MissingField, "R4.1", fields=("principal_leader", "principal_leader_title")),
    ):
        plan = a_plan(principal_leader_ground="欠薪问题集中")
        convening_services.draft_meeting(**plan, **story.someone("union_clerk"))


@pytest.mark.rule("R4.5")
def test_only_the_governments_office_writes_the_answer_down_and_not_before_it_was_given(invited):
    with invited.at("accepted") as story:
        with refused(WrongSide, "R4.5"):
            answer(story, "accepted", **story.someone("union_clerk"))
        tomorrow = clock.today() + timedelta(days=1)
        with refused(convening_refusals.DatesOutOfOrder, fields=("answered_on",)):
            answer(story, "accepted", answered_on=tomorrow)


@pytest.mark.rule("R4.5")
def test_the_notice_waits_for_the_answer(invited):
    with invited.at("settled") as story, refused(notice_refusals.InvitationUnanswered):
        notice_services.issue_notice(**a_notice(story))


@pytest.mark.rule("R4.5")
def test_a_principal_leader_who_accepts_stands_first_and_presides_by_default(invited):
    with invited.at("settled") as story:
        answer(story, "accepted", note="已请示")
        first = story.meeting.attendances.listed().first()
        assert (first.name, first.title, first.side, first.capacity) == ("苏和", "旗长", "gov", "member")
        assert notice_presiding.leader_on_the_list(story.refresh()) == first
        with refused(notice_refusals.PresiderNeedsReason, fields=("presider_reason",)):
            notice_services.issue_notice(**a_notice(story))
        assert notice_services.issue_notice(**a_notice(story, presider=first)).presider == first
        with refused(WrongState, "R4.5"):
            answer(story, "declined")


@pytest.mark.rule("R4.5")
def test_a_principal_leader_who_declines_is_out_of_consideration(invited):
    with invited.at("settled") as story:
        answer(story, "declined")
        assert not story.meeting.attendances.filter(name="苏和", title="旗长").exists()
        assert notice_presiding.leader_on_the_list(story.refresh()) is None
        with refused(convening_refusals.NotInvited):
            answer(story, "accepted")
        assert notice_services.issue_notice(**a_notice(story)).state == "noticed"


@pytest.mark.rule("R4.5")
def test_after_a_postponement_the_leader_is_asked_anew(invited):
    with invited.at("settled") as story:
        answer(story, "accepted")
        later = {"date": story.meeting_on + timedelta(days=30), "reason": "与他会冲突"}
        closing_services.postpone_meeting(meeting_id=story.meeting.pk, **later, **story.someone("union_clerk"))
        closing_services.postpone_meeting(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        assert story.refresh().invitation_answer is None
