"""What the engine, the consents, work rules and accounts refuse, each along the real road."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from apps.meetings.closing import services as closing_services
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import MEETING
from apps.meetings.topic_list import services as topic_list_services
from apps.organizations.accounts.opening_services import open_account
from apps.organizations.accounts.refusals import RolesDoNotFit
from apps.organizations.posts.services import appoint, establish_post
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.screening import services as screening_services
from apps.workrules import refusals
from apps.workrules import services as workrules
from apps.workrules.models import WorkRule
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.consents.models import Consent
from kernel.lifecycle.consent import AlreadyConsented, OtherSideProposes
from kernel.lifecycle.engine import take
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import (
    Duplicate,
    Malformed,
    MissingField,
    NotYours,
    StaleVersion,
    UnknownObject,
    WrongRole,
    WrongSide,
    WrongState,
)
from roads.story import Story
from tests.road import refused
from tests.topics.test_refusals import the_file_of

UNION = "heat_outdoor"
CLERKS = ("union_clerk", "gov_clerk")


def a_rule(story: Story, issued_on: date, **more: Any) -> Any:
    by = story.someone("gov_clerk")
    rule = workrules.draft_rule(title="联席会议工作规则", **by)
    number = WorkRule.objects.count() + 2
    given = {"document_number": f"土左政办字〔2026〕{number}号", "issued_on": issued_on, **more}
    return workrules.issue_rule(work_rule_id=rule.pk, **given, **by)


# --- work rules and accounts -----------------------------------------------------------------------------------------


@pytest.mark.rule("R13.1!before-issue")
def test_a_rule_takes_effect_on_the_day_of_its_issue_or_later(road):
    with road.at("drafted") as story, refused(refusals.EffectiveBeforeIssue, fields=("effective_on",)):
        a_rule(story, clock.today(), effective_on=clock.today() - timedelta(days=1))


@pytest.mark.rule("R12.1")
def test_no_rule_is_issued_on_a_day_to_come(road):
    with road.at("drafted") as story, refused(refusals.IssuedInFuture, fields=("issued_on",)):
        a_rule(story, clock.today() + timedelta(days=1))


@pytest.mark.rule("R13.1!overlap")
def test_a_rule_takes_effect_after_the_one_it_repeals(road):
    with road.at("drafted") as story:
        first = a_rule(story, date(2026, 2, 2), effective_on=date(2026, 3, 1))
        with refused(refusals.RulesOverlap):
            a_rule(story, date(2026, 2, 3), effective_on=date(2026, 3, 1))
        a_rule(story, date(2026, 2, 3), effective_on=date(2026, 3, 2))
        first.refresh_from_db()
        assert (first.state, first.repealed_on) == ("repealed", date(2026, 3, 2))


@pytest.mark.rule("R1.3!both-sides", "A10")
@pytest.mark.parametrize(
    ("side", "roles"),
    [
        ("gov", ["gov_clerk", "union_clerk"]),
        ("gov", ["union_leader"]),
        ("none", ["system_officer", "audit_officer"]),
        ("none", ["gov_clerk"]),
        ("union", []),
    ],
)
def test_an_account_acts_for_one_side_and_officers_for_none(road, side, roles):
    with road.at("drafted") as story, refused(RolesDoNotFit):
        unit = story.office.people["gov_clerk"].unit
        who = {"username": "x", "name": "某人", "unit": unit, "password_hash": "!"}
        open_account(side=side, roles=roles, at=clock.now(), by=None, **who)


@pytest.mark.rule("R4.4")
def test_a_post_is_held_by_a_person_of_its_own_side(road):
    with road.at("drafted") as story, refused(RolesDoNotFit):
        post = establish_post(title="副旗长", side="gov")
        appoint(post=post, holder=story.office.people["union_leader"], starts_on=clock.today())


# --- the engine ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R4.1!by-government", "R4.1!self-acceptance", "R8.8!not-in-the-table", "C1")
def test_only_the_union_requests_and_only_the_government_accepts(road):
    plan = {"kind": "ordinary", "planned_on": date(2026, 12, 11), "request_text": "年度例会"}
    with road.at("drafted") as story:
        with refused(WrongSide, "R4.1"):
            convening_services.draft_meeting(**plan, **story.someone("gov_clerk"))
        with refused(WrongRole, "R4.1"):
            convening_services.draft_meeting(**plan, **story.someone("union_unit"))
        with refused(WrongRole, "R4.1"):
            convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        with refused(WrongState, "R4.7"):
            convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
    with road.at("requested") as story, refused(WrongSide, "R4.7"):
        convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))


def test_what_somebody_else_changed_meanwhile_is_read_again_first(road):
    with road.at("requested") as story:
        old = story.refresh().version - 1
        with refused(StaleVersion, "R4.7"):
            convening_services.accept_meeting(meeting_id=story.meeting.pk, version=old, **story.someone("gov_leader"))


@pytest.mark.rule("R11.9")
@pytest.mark.parametrize("key", [uuid.UUID(int=7), "not a key"])
def test_an_unknown_object_is_not_found_and_the_attempt_is_on_record(road, key):
    with road.at("requested") as story:
        with pytest.raises(UnknownObject):
            convening_services.accept_meeting(meeting_id=key, **story.someone("gov_leader"))
        last = AuditEntry.objects.order_by("sequence").last()
        assert (last.outcome, last.what) == ("refused", "meeting.accept")


@pytest.mark.rule("R6.1")
def test_an_office_does_not_submit_a_units_topic(road):
    with road.at("proposed") as story:
        by = story.speaker("union_rights")
        file = {"title": "题", "category": "worker_interests", "background": "背景"}
        topic = proposing_services.draft_topic(origin="union", **file, **by)
        with refused(NotYours, "R6.6"):
            take(TOPIC, "submit", topic_id=topic.pk, **story.speaker("union_women"))
        with refused(MissingField, "R6.6", fields=("title",)):
            proposing_services.edit_topic(topic_id=topic.pk, **{**file, "title": "　"}, **by)


@pytest.mark.rule("R6.7")
def test_a_unit_is_asked_once(road):
    with road.at("aggregated") as story, refused(Duplicate, "R6.7"):
        text = next(text for text in story.chosen if text.key == UNION)
        units = [story.office.units[reply.unit] for reply in text.replies]
        consultations_services.consult_on_topic(
            topic_id=story.topics[UNION].pk,
            units=[*units, units[0]],
            reply_by=clock.today() + timedelta(days=9),
            **story.someone("union_clerk"),
        )


def test_what_cannot_be_read_names_its_field():
    needs = (Need("title", "标题", longest=5), Need("on", "日期", "date"))
    with pytest.raises(Malformed) as told:
        clean(needs, {"title": "超过五个字了", "on": "2026-02-30", "other": 1})
    assert set(told.value.fields) == {"title", "on", "other"}


# --- consents --------------------------------------------------------------------------------------------------------


def tabled(story: Story) -> None:
    for topic in story.topics.values():
        screening_services.table_topic(topic_id=topic.pk, **story.someone("union_clerk"))


def settle(story: Story, name: str) -> str:
    return str(topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(name)).state)


def retitled(story: Story, title: str) -> None:
    topic = story.topics[UNION]
    topic.refresh_from_db()
    file = {"category": topic.category, "background": topic.background, "research": topic.research}
    more = {"proposed_decision": topic.proposed_decision, "suggested_lead": topic.suggested_lead}
    proposing_services.edit_topic(topic_id=topic.pk, title=title, **file, **more, **story.someone("union_clerk"))


def researched_further(story: Story) -> None:
    """An edit of what no unit was asked about: the list stands, in another version of its topic."""
    topic = Topic.objects.get(pk=story.topics[UNION].pk)
    more = the_file_of(topic, research="补充了三家企业的调研。")
    proposing_services.edit_topic(topic_id=topic.pk, **more, **story.someone("union_clerk"))


@pytest.mark.rule("R6.9")
def test_an_edit_after_one_consent_voids_it(road):
    with road.at("prepared") as story:
        tabled(story)
        assert settle(story, "union_clerk") == "collecting"
        researched_further(story)
        assert settle(story, "gov_clerk") == "collecting"
        assert settle(story, "union_clerk") == "settled"
        assert Consent.objects.filter(action="settle").count() == 3


@pytest.mark.rule("R6.9!one-side")
def test_a_side_consents_to_a_text_once(road):
    with road.at("prepared") as story:
        tabled(story)
        settle(story, "union_clerk")
        for name in ("union_clerk", "union_clerk_2"):
            with refused(AlreadyConsented, "R6.9"):
                settle(story, name)


@pytest.mark.rule("R6.9")
def test_a_consent_of_an_earlier_round_counts_no_more(road):
    with road.at("settled") as story:
        topic_list_services.reopen_list(meeting_id=story.meeting.pk, reason="补充议题", **story.someone("gov_clerk"))
        with story.on(clock.today(), hour=16):
            assert settle(story, "gov_clerk") == "collecting"
            assert settle(story, "union_clerk") == "settled"


@pytest.mark.rule("R6.5")
def test_two_different_days_postpone_nothing_until_one_side_takes_over_the_others(road):
    with road.at("noticed") as story:
        key = story.meeting.pk
        for days, name in ((7, "union_clerk"), (14, "gov_clerk")):
            given = {"date": story.meeting_on + timedelta(days=days), "reason": "领导出差"}
            state = closing_services.postpone_meeting(meeting_id=key, **given, **story.someone(name)).state
            assert state == "noticed"
        assert closing_services.postpone_meeting(meeting_id=key, **story.someone("union_clerk")).state == "accepted"
        assert story.refresh().planned_on == story.meeting_on + timedelta(days=14)


@pytest.mark.rule("R8.8")
def test_a_meeting_once_requested_is_given_up_by_both_sides(road):
    with road.at("noticed") as story:
        key = story.meeting.pk
        assert (
            closing_services.cancel_meeting(meeting_id=key, reason="情况有变", **story.someone("gov_clerk")).state
            == "noticed"
        )
        with refused(AlreadyConsented, "R7.5"):
            closing_services.cancel_meeting(meeting_id=key, reason="情况有变", **story.someone("gov_clerk_2"))
        assert closing_services.cancel_meeting(meeting_id=key, **story.someone("union_clerk")).state == "cancelled"


@pytest.mark.rule("R8.8", "C3")
def test_the_union_proposes_to_conclude_and_the_government_confirms(road):
    with road.at("closed_out") as story:
        with refused(OtherSideProposes, "R9.1"):
            take(MEETING, "conclude", meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        states = [
            str(take(MEETING, "conclude", meeting_id=story.meeting.pk, **story.someone(name)).state) for name in CLERKS
        ]
        assert states == ["following_up", "closed"]
