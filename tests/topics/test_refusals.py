"""What Arts. 3, 6 and 8 refuse about topics, each along the real road."""

from datetime import timedelta
from typing import Any

import pytest

from apps.meetings.closing import services as closing_services
from apps.meetings.models import Attendance
from apps.meetings.notice import services as notice_services
from apps.meetings.session import services as session_services
from apps.meetings.topic_list import services as topic_list_services
from apps.topics import refusals as topics_refusals
from apps.topics.consultations import refusals as consultations_refusals
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import RoundEntry, Topic
from apps.topics.proposing import refusals as proposing_refusals
from apps.topics.proposing import services as proposing_services
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.screening import refusals as screening_refusals
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, NotYours, WrongState
from roads.story import Story
from tests.road import refused

UNION, GOV, JOINT = "heat_outdoor", "injury_prevention", "wage_arrears_projects"


def a_file(**more: Any) -> dict[str, Any]:
    """What a clerk of the union's rights department writes."""
    return {"title": "夏季高温作业", "category": "worker_interests", "background": "入夏以来气温偏高。", **more}


def the_file_of(topic: Topic, **changed: object) -> dict[str, object]:
    """What an edit sends: the file as it stands, and what the clerk changed."""
    names = (
        "title", "category", "category_reason", "background", "research", "argumentation", "proposed_decision",
        "basis", "suggested_lead", "suggested_due_on",
    )  # fmt: skip
    kept = {name: getattr(topic, name) for name in names}
    return kept | {"suggested_supporting": list(topic.suggested_supporting.all())} | changed


def reply_all(story: Story, key: str, stance: str = "agree") -> list[Any]:
    """Every asked unit answers the same."""
    keys = {unit.pk: name for name, unit in story.office.units.items()}
    asked = list(story.topics[key].consultations.all())
    for row in asked:
        said = story.speaker(keys[row.unit_id])
        consultations_services.reply_to_consultation(
            consultation_id=row.pk, reply=stance, text="请补充资金来源。", **said
        )
    return asked


def table_all(story: Story) -> None:
    for topic in story.topics.values():
        screening_services.table_topic(topic_id=topic.pk, **story.someone("union_clerk"))


# --- proposing -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.4")
def test_no_topic_is_aggregated_while_no_round_is_open(road):
    with road.at("accepted") as story:
        by = story.speaker("union_rights")
        topic = proposing_services.draft_topic(origin="union", **a_file(), **by)
        take(TOPIC, "submit", topic_id=topic.pk, **by)
        with refused(rounds_refusals.NoOpenRound):
            take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.1")
def test_a_side_does_not_propose_the_other_sides_topics(road):
    with road.at("collecting") as story, refused(proposing_refusals.WrongOrigin):
        proposing_services.draft_topic(origin="gov", **a_file(), **story.speaker("union_rights"))


@pytest.mark.rule("R6.1")
def test_nobody_proposes_for_a_unit_he_or_she_does_not_speak_for(road):
    with road.at("collecting") as story, refused(proposing_refusals.NotYourUnit):
        other = story.office.units["union_women"]
        proposing_services.draft_topic(origin="union", proposer=other, **a_file(), **story.speaker("union_rights"))


@pytest.mark.rule("R6.1!office-proposes")
def test_the_governments_office_proposes_nothing_itself(road):
    with road.at("collecting") as story:
        office = story.office.people["gov_clerk"].unit
        officer = story.office.speaker_for("hrss")
        officer.memberships.create(unit=office, since=clock.today())
        with refused(proposing_refusals.OfficeIsNoProposer):
            proposing_services.draft_topic(origin="gov", proposer=office, **a_file(), by=officer, at=clock.now())


@pytest.mark.rule("R6.3!no-main-side")
@pytest.mark.parametrize("missing", ["main_side", "co_proposer"])
def test_a_joint_topic_names_its_main_side_and_its_partner(road, missing):
    with road.at("collecting") as story, refused(proposing_refusals.JointWithoutPartner):
        joint = {"main_side": "gov", "co_proposer": story.office.units["hrss"], missing: None}
        proposing_services.draft_topic(origin="joint", **a_file(), **joint, **story.speaker("union_rights"))


@pytest.mark.rule("R6.3")
def test_the_partner_of_a_joint_topic_is_of_the_other_side(road):
    with road.at("collecting") as story, refused(proposing_refusals.JointWithoutPartner):
        joint = {"main_side": "gov", "co_proposer": story.office.units["union_women"]}
        proposing_services.draft_topic(origin="joint", **a_file(), **joint, **story.speaker("union_rights"))


@pytest.mark.rule("R6.3")
def test_the_governments_office_is_no_partner_of_a_joint_topic(road):
    with road.at("collecting") as story, refused(proposing_refusals.JointWithoutPartner):
        joint = {"main_side": "union", "co_proposer": story.office.people["gov_clerk"].unit}
        proposing_services.draft_topic(origin="joint", **a_file(), **joint, **story.speaker("union_rights"))


@pytest.mark.rule("R6.3")
def test_a_topic_of_one_side_names_no_partner(road):
    with road.at("collecting") as story, refused(proposing_refusals.JointWithoutPartner):
        partner = story.office.units["hrss"]
        proposing_services.draft_topic(origin="union", co_proposer=partner, **a_file(), **story.speaker("union_rights"))


@pytest.mark.rule("R3.1!other-without-reason")
def test_the_category_other_says_why(road):
    with road.at("collecting") as story, refused(proposing_refusals.CategoryNeedsReason, fields=("category_reason",)):
        proposing_services.draft_topic(origin="union", **a_file(category="other"), **story.speaker("union_rights"))


@pytest.mark.rule("R3.1!no-category", "C6")
def test_a_topic_has_a_category(road):
    with road.at("collecting") as story, refused(MissingField, "R6.1", fields=("category",)):
        proposing_services.draft_topic(origin="union", **a_file(category=None), **story.speaker("union_rights"))


def a_joint_topic(story: Story) -> Topic:
    joint = {"main_side": "union", "co_proposer": story.office.units["hrss"]}
    return proposing_services.draft_topic(origin="joint", **a_file(), **joint, **story.speaker("union_rights"))


@pytest.mark.rule("R6.3!unconfirmed")
def test_a_joint_topic_is_submitted_only_when_the_partner_confirmed(road):
    with road.at("collecting") as story:
        topic = a_joint_topic(story)
        with refused(proposing_refusals.NotConfirmed):
            take(TOPIC, "submit", topic_id=topic.pk, **story.speaker("union_rights"))


@pytest.mark.rule("R6.3!unconfirmed")
def test_an_edit_voids_the_partners_confirmation(road):
    with road.at("collecting") as story:
        topic, by = a_joint_topic(story), story.speaker("union_rights")
        take(TOPIC, "confirm_joint", topic_id=topic.pk, **story.speaker("hrss"))
        proposing_services.edit_topic(topic_id=topic.pk, **a_file(title="换了内容"), **by)
        with refused(proposing_refusals.NotConfirmed):
            take(TOPIC, "submit", topic_id=topic.pk, **by)
        take(TOPIC, "confirm_joint", topic_id=topic.pk, **story.speaker("hrss"))
        assert take(TOPIC, "submit", topic_id=topic.pk, **by).state == "submitted"


@pytest.mark.rule("R6.3")
def test_a_returned_joint_topic_is_confirmed_again_after_an_edit(road):
    with road.at("collecting") as story:
        topic, by = a_joint_topic(story), story.speaker("union_rights")
        take(TOPIC, "confirm_joint", topic_id=topic.pk, **story.speaker("hrss"))
        take(TOPIC, "submit", topic_id=topic.pk, **by)
        proposing_services.return_topic(topic_id=topic.pk, reason="请补充数据", **story.someone("union_clerk"))
        proposing_services.edit_topic(topic_id=topic.pk, **a_file(background="补充了数据。"), **by)
        with refused(proposing_refusals.NotConfirmed):
            take(TOPIC, "submit", topic_id=topic.pk, **by)
        take(TOPIC, "confirm_joint", topic_id=topic.pk, **story.speaker("hrss"))
        assert take(TOPIC, "submit", topic_id=topic.pk, **by).state == "submitted"


# --- consulting ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.7")
def test_whoever_is_to_be_responsible_is_asked(road):
    with road.at("aggregated") as story, refused(consultations_refusals.ResponsibleNotAsked, fields=("units",)):
        consultations_services.consult_on_topic(
            topic_id=story.topics[UNION].pk,
            units=[story.office.units["health"]],
            reply_by=clock.today() + timedelta(days=9),
            **story.someone("union_clerk"),
        )


@pytest.mark.rule("R6.7")
def test_there_is_time_to_answer(road):
    with road.at("aggregated") as story, refused(consultations_refusals.ReplyByInPast, fields=("reply_by",)):
        text = next(text for text in story.chosen if text.key == UNION)
        consultations_services.consult_on_topic(
            topic_id=story.topics[UNION].pk,
            units=[story.office.units[reply.unit] for reply in text.replies],
            reply_by=clock.today(),
            **story.someone("union_clerk"),
        )


@pytest.mark.rule("R6.6!unprepared", "R6.7")
def test_a_deliberation_is_not_tabled_before_it_was_consulted_on(road):
    with road.at("aggregated") as story, refused(rounds_refusals.NotPrepared):
        screening_services.table_topic(topic_id=story.topics[UNION].pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.7")
@pytest.mark.parametrize("stance", ["disagree", "agree_with_comments"])
def test_a_disagreement_or_a_comment_has_words(road, stance):
    with road.at("consulting") as story, refused(consultations_refusals.TextNeeded, fields=("text",)):
        asked = story.topics[UNION].consultations.get(unit=story.office.units["health"])
        consultations_services.reply_to_consultation(consultation_id=asked.pk, reply=stance, **story.speaker("health"))


@pytest.mark.rule("R6.7!unanswered", "A24")
def test_consultation_goes_on_until_all_answered_or_the_day_has_passed(road):
    with road.at("consulting") as story:
        topic, asked = story.topics[UNION], story.topics[UNION].consultations.first()
        with refused(consultations_refusals.RepliesOutstanding):
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
        with story.on(asked.reply_by, hour=23), refused(consultations_refusals.RepliesOutstanding):
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
        with story.on(asked.reply_by + timedelta(days=1), hour=0):
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
        assert set(topic.consultations.values_list("state", "reply")) == {("no_reply", None)}


@pytest.mark.rule("R6.8")
def test_a_disagreement_is_coordinated_or_printed(road):
    with road.at("consulting") as story:
        topic, by = story.topics[UNION], story.someone("union_clerk")
        asked = reply_all(story, UNION, "disagree")
        with refused(consultations_refusals.DisagreementOpen):
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **by)
        for row in asked[1:]:
            take(CONSULTATION, "print_dissent", consultation_id=row.pk, **by)
        consultations_services.coordinate_disagreement(
            consultation_id=asked[0].pk, coordination="已当面取得一致。", **by
        )
        assert take(TOPIC, "finish_consultation", topic_id=topic.pk, **by).state == "prepared"


@pytest.mark.rule("R6.9")
def test_a_withdrawn_topic_leaves_nobody_anything_to_do(road):
    with road.at("consulting") as story:
        topic = story.topics[UNION]
        asked = topic.consultations.get(unit=story.office.units["health"])
        proposing_services.withdraw_topic(topic_id=topic.pk, reason="已另行解决", **story.speaker("union_rights"))
        assert not RoundEntry.objects.filter(topic=topic).exists()
        with refused(NotYours, "R6.7"):
            consultations_services.reply_to_consultation(
                consultation_id=asked.pk, reply="agree", **story.speaker("health")
            )


# --- the list --------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.7")
def test_nobody_becomes_responsible_who_was_not_asked(road):
    with road.at("prepared") as story, refused(consultations_refusals.ResponsibleNotAsked):
        lead = story.office.units["culture_tourism"]
        proposing_services.edit_topic(
            topic_id=story.topics[UNION].pk, **a_file(suggested_lead=lead), **story.someone("union_clerk")
        )


@pytest.mark.rule("R6.10!unscreened")
def test_the_list_is_not_settled_with_a_topic_unscreened(road):
    with road.at("prepared") as story, refused(rounds_refusals.Unscreened):
        topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R8.2!no-topic")
def test_a_list_has_at_least_one_tabled_topic(road):
    with road.at("prepared") as story:
        by = story.someone("gov_clerk")
        for topic in story.topics.values():
            screening_services.defer_topic(topic_id=topic.pk, reason="条件尚不成熟", **by)
        with refused(rounds_refusals.NothingTabled):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **by)


@pytest.mark.rule("R6.6!unprepared")
def test_a_tabled_topic_has_its_research_when_the_list_is_settled(road):
    with road.at("prepared") as story:
        table_all(story)
        topic = Topic.objects.get(pk=story.topics[UNION].pk)
        kept = the_file_of(topic, research="")
        proposing_services.edit_topic(topic_id=topic.pk, **kept, **story.someone("union_clerk"))
        with refused(rounds_refusals.NotPrepared):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.10")
def test_who_is_screened_out_is_told_why(road):
    with road.at("prepared") as story:
        for verb in (
            screening_services.defer_topic,
            screening_services.reject_topic,
            screening_services.transfer_topic,
        ):
            with refused(MissingField, "R6.10", fields=("reason",)):
                verb(topic_id=story.topics[UNION].pk, reason="　", **story.someone("gov_clerk"))


@pytest.mark.rule("R6.10")
def test_only_topics_of_an_open_round_are_screened(road):
    with road.at("prepared") as story:
        for name in ("gov_clerk", "union_clerk"):
            closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="另行安排", **story.someone(name))
        with refused(screening_refusals.NotInRound):
            screening_services.table_topic(topic_id=story.topics[UNION].pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.9")
def test_a_topic_withdrawn_from_the_settled_list_is_on_no_agenda(road):
    with road.at("settled") as story:
        proposing_services.withdraw_topic(
            topic_id=story.topics[UNION].pk, reason="已另行解决", **story.speaker("union_rights")
        )
        agenda = story.meeting.agenda.filter(part=3)
        assert not agenda.filter(topic=story.topics[UNION]).exists()
        assert agenda.count() == len(story.topics) - 1
        presider = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
        notice_services.issue_notice(
            meeting_id=story.meeting.pk,
            starts_at=clock.at_hour(story.meeting_on, 9),
            venue="会议室",
            contact="办公室",
            presider=presider,
            **story.someone("gov_clerk"),
        )


# --- after the notice ------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.9!after-notice")
def test_no_side_withdraws_alone_once_the_notice_is_out(road):
    with road.at("noticed") as story, refused(screening_refusals.ListLocked):
        proposing_services.withdraw_topic(
            topic_id=story.topics[UNION].pk, reason="改变主意", **story.speaker("union_rights")
        )


@pytest.mark.rule("R8.8")
def test_no_outcome_is_recorded_before_the_session(road):
    with road.at("noticed") as story, refused(topics_refusals.NotInSession):
        session_services.decide_topic(
            topic_id=story.topics[UNION].pk, outcome="not_agreed", resolutions=[], **story.someone("union_clerk")
        )


@pytest.mark.rule("R3.2")
def test_a_deliberation_does_not_end_as_noted(road):
    with road.at("in_session") as story, refused(screening_refusals.OutcomeDoesNotFit):
        session_services.decide_topic(
            topic_id=story.topics[UNION].pk, outcome="noted", resolutions=[], **story.someone("union_clerk")
        )


@pytest.mark.rule("R8.6")
def test_what_an_abandoned_session_had_decided_counts_for_nothing(road):
    with road.at("in_session") as story:
        topic = story.topics[UNION]
        session_services.decide_topic(
            topic_id=topic.pk, outcome="not_agreed", resolutions=[], **story.someone("union_clerk")
        )
        for name in ("gov_clerk", "union_clerk"):
            closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="突发事件", **story.someone(name))
        topic.refresh_from_db()
        assert (topic.state, topic.outcome, topic.session_of) == ("prepared", None, None)
        assert not story.meeting.resolutions.exists()


@pytest.mark.rule("R8.6", "R8.8!not-in-the-table")
def test_a_topic_is_decided_once(road):
    with road.at("held") as story, refused(WrongState, "R8.6"):
        session_services.decide_topic(
            topic_id=story.topics[UNION].pk, outcome="remitted", resolutions=[], **story.someone("union_clerk")
        )
