"""Another rule that nobody listed: the union collects, announces, presides, issues and closes; others only check.

Three check the list one after the other, research follows settlement, the government approves first, lead units
countersign, no letters follow, and the minutes are reported to the union above within a year.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from apps.followups import due_reports
from apps.followups.letters import services as letter_services
from apps.followups.models import AgreedItem, Letter
from apps.meetings.models import Meeting
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.notice import services as notice_services
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import refusals as minutes_refusals
from apps.minutes.lifecycle import MINUTES
from apps.topics import refusals as topics_refusals
from apps.topics.lifecycle import TOPIC
from apps.topics.models import CollectionRound
from apps.topics.proposing import services as proposing_services
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.screening import services as screening_services
from apps.workrules import services as workrules
from apps.workrules.binding import binding_rule
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import WrongRole, WrongSide, WrongState
from tests.lifecycles.moments import side_road
from tests.road import refused
from tests.workrules.anyrule import RuledRoad
from tests.workrules.cases import cautions, issued_now
from tests.workrules.elsewhere import screened

CHAIN = ("union_clerk", "union_leader", "gov_leader")
RULE = {
    "topic_origins": "union", "topic_routes": "union_office", "topic_settlement": "chain",
    "topic_settlement_chain": "、".join(CHAIN), "late_topics": "exception", "research_phase": "after_settlement",
    "notice_issuer": "union_clerk", "presider_rule": "union_chair", "presider_strength": "应当",
    "agenda_parts": "deliberate", "slots": "chief_convener_union", "minutes_approval_chain": "gov、union",
    "minutes_countersign": "true", "followup_close_chain": "union_clerk", "ladder_steps": "无",
    "report_up_to": "higher_union_office", "report_up_due_days": "366", "report_cycle_days": "1",
    "report_cycle_unit": "个月",
}  # fmt: skip


@pytest.fixture(scope="module")
def road(django_db_setup: Any, django_db_blocker: Any) -> Iterator[RuledRoad]:
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        with side_road():
            yield RuledRoad("union", **RULE)
            connection.set_schema_to_public()


@pytest.mark.rule("R6.4", "R13.2")
def test_a_late_topic_is_dealt_with_by_the_rule_of_the_meeting_and_not_by_its_successor(road):
    with road.at("proposed") as story:
        CollectionRound.objects.update(closes_on=clock.today() - timedelta(days=1))
        issued_now(story, late_topics="refuse")
        key = next(iter(story.topics.values())).pk
        with refused(rounds_refusals.LateTopic):
            take(TOPIC, "aggregate", topic_id=key, **story.someone("union_clerk"))
        for office in ("union_clerk", "gov_clerk"):
            screening_services.admit_late_topic(topic_id=key, reason="情况紧急", **story.someone(office))
        assert take(TOPIC, "aggregate", topic_id=key, **story.someone("union_clerk")).state == "aggregated"


@pytest.mark.rule("R6.1", "R13.1")
def test_an_office_takes_back_but_does_not_bring_its_topic_once_the_rule_that_let_it_is_repealed(road):
    with road.at("proposed") as story:
        issued_now(story, topic_routes="gov_direct、union_office")
        file = {"origin": "gov", "title": "题", "category": "worker_interests", "background": "背景"}
        drafted, brought = (proposing_services.draft_topic(**file, **story.someone("gov_clerk")) for _again in range(2))
        take(TOPIC, "submit", topic_id=brought.pk, **story.someone("gov_clerk"))
        with refused(topics_refusals.NoSuchRoute):
            take(TOPIC, "aggregate", topic_id=brought.pk, **story.someone("gov_clerk"))
        issued_now(story)
        with refused(WrongRole, "R6.1"):
            proposing_services.draft_topic(**file, **story.someone("gov_clerk"))
        with refused(WrongRole, "R6.6"):
            take(TOPIC, "submit", topic_id=drafted.pk, **story.someone("gov_clerk"))
        taken = proposing_services.withdraw_topic(
            topic_id=drafted.pk, reason="改由部门提出", **story.someone("gov_clerk")
        )
        assert taken.state == "withdrawn"


@pytest.mark.rule("R6.9")
def test_three_check_the_list_in_their_order(road):
    with road.at("prepared") as story:
        screened(story)
        for early in CHAIN[1:]:
            with refused(WrongRole if early == "union_leader" else WrongSide, "R6.9"):
                topic_list_services.check_list(meeting_id=story.meeting.pk, **story.someone(early))
        states = [
            topic_list_services.check_list(meeting_id=story.meeting.pk, **story.someone(who)).state for who in CHAIN
        ]
        assert states == ["collecting", "collecting", "settled"]


@pytest.mark.rule("R13.1", "R13.2", "R7.2")
def test_the_notice_follows_the_rule_of_the_request_also_after_its_repeal(road):
    with road.at("settled") as story:
        rule = WorkRule.objects.get(state="issued")
        repeal = {"repealed_on": clock.today(), "reason": "机构改革"}
        workrules.repeal_rule(work_rule_id=rule.pk, **repeal, **story.someone("gov_clerk"))
        assert binding_rule(day=clock.today()) == REGIONAL_2024
        ours = story.invited("那顺", "副旗长")
        with refused(WrongSide, "R7.2"):
            notice_services.issue_notice(
                meeting_id=story.meeting.pk, **story.announced(ours), **story.someone("gov_clerk")
            )
        with refused(notice_refusals.PresiderRequired, fields=("presider",)):
            notice_services.issue_notice(
                meeting_id=story.meeting.pk, **story.announced(ours), **story.someone("union_clerk")
            )
        issued = notice_services.issue_notice(
            meeting_id=story.meeting.pk, **story.announced(story.presider()), **story.someone("union_clerk")
        )
        assert set(issued.agenda.values_list("part", flat=True)) == {3}


@pytest.mark.rule("R9.3")
def test_lead_units_sign_the_government_approves_and_then_the_union(road):
    with road.at("minutes_drafted") as story:
        by = story.someone("union_clerk")
        with refused(minutes_refusals.CountersignsMissing):
            take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **by)
    with road.at("union_review") as story:
        with refused(WrongState, "R9.3"):
            take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_leader"))
        between = take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))
        assert between.state == "union_review"


@pytest.mark.rule("R11.7", "R12.1")
def test_no_letter_follows_where_the_rule_knows_none_and_units_report_every_month(road):
    with road.at("in_progress") as story:
        last = max(AgreedItem.objects.values_list("due_on", flat=True)) + timedelta(days=60)
        with story.on(last):
            assert letter_services.issue_due_letters(at=clock.now()) == []
        assert not Letter.objects.exists()
        item = AgreedItem.objects.select_related("meeting").first()
        months = [one.due_on.day for one in due_reports.owed_by(item)]
        assert months
        assert set(months) == {item.listed_on.day}
        day = story.refresh().held_on + timedelta(days=366)
        Meeting.objects.filter(pk=story.meeting.pk).update(minutes_issued_on=None)
        for late in (0, 1):
            with story.on(day + timedelta(days=late)):
                assert ("ReportUpOverdue" in cautions(story)) == bool(late)
