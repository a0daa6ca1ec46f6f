"""Asking further units, chasing the silent, and choosing among two collections (R6.2, R6.4, R6.7)."""

from datetime import timedelta

import pytest

from apps.meetings.collection import services as collection_services
from apps.meetings.convening import services as convening_services
from apps.organizations.models import Unit
from apps.topics import refusals as topics_refusals
from apps.topics.consultations import refusals as consultations_refusals
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import TOPIC
from apps.topics.models import CollectionRound, Consultation, Topic
from apps.topics.proposing import refusals as proposing_refusals
from apps.topics.proposing import services as proposing_services
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.screening import refusals as screening_refusals
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import WrongSide, WrongState
from roads.story import Story
from tests.road import refused
from tests.topics.test_refusals import UNION, a_file, reply_all, table_all, the_file_of


def asked_of(story: Story) -> Consultation:
    return story.topics[UNION].consultations.order_by("pk").first()


def a_unit_not_asked(story: Story) -> object:
    asked = set(story.topics[UNION].consultations.values_list("unit", flat=True))
    return next(unit for unit in story.office.units.values() if unit.pk not in asked and unit.kind == "department")


def ask_more(story: Story, unit: object, by: str = "union_clerk") -> Topic:
    soon = clock.today() + timedelta(days=7)
    return consultations_services.consult_more_units(
        topic_id=story.topics[UNION].pk, units=[unit], reply_by=soon, **story.someone(by)
    )


# --- collecting ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.2")
@pytest.mark.parametrize("source", [None, "lower_union", "worker_proposal"])
def test_the_unions_office_notes_where_a_topic_comes_from(road, source):
    with road.at("collecting") as story:
        topic = proposing_services.draft_topic(
            origin="union", source=source, **a_file(), **story.speaker("union_rights")
        )
        assert topic.source == (source or "department")


@pytest.mark.rule("R6.2")
def test_a_topic_of_an_industrial_union_says_so_by_itself(road):
    with road.at("collecting") as story:
        industrial = next(key for key, unit in story.office.units.items() if unit.kind == "industrial_union")
        topic = proposing_services.draft_topic(origin="union", **a_file(), **story.speaker(industrial))
        assert topic.source == "industrial_union"


@pytest.mark.rule("R6.2")
def test_a_government_topic_has_no_other_source_than_its_department(road):
    with road.at("collecting") as story:
        assert proposing_services.draft_topic(origin="gov", **a_file(), **story.speaker("hrss")).source is None
        with refused(proposing_refusals.SourceIsUnions, fields=("source",)):
            proposing_services.draft_topic(origin="gov", source="worker_proposal", **a_file(), **story.speaker("hrss"))


def another_round(story: Story, closes_on: object = None) -> CollectionRound:
    """A second meeting of the same government is collecting as well."""
    made = convening_services.draft_meeting(
        kind="ordinary", planned_on=story.meeting_on + timedelta(days=20), request_text="年内再开一次。",
        **story.someone("union_clerk"),
    )  # fmt: skip
    convening_services.request_meeting(meeting_id=made.pk, **story.someone("union_leader"))
    convening_services.accept_meeting(meeting_id=made.pk, **story.someone("gov_leader"))
    collection_services.open_collection(
        meeting_id=made.pk, late_reason="与前一次相接", closes_on=closes_on, **story.someone("union_clerk")
    )
    return rounds_selectors.round_of(made.pk)


@pytest.mark.rule("R6.4")
def test_of_two_open_rounds_a_topic_enters_the_first_that_still_takes_any(road):
    with road.at("proposed") as story:
        topic = Topic.objects.filter(origin="union", state="submitted").first()
        second = another_round(story)
        CollectionRound.objects.exclude(pk=second.pk).update(closes_on=clock.today() - timedelta(days=1))
        take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))
        assert rounds_selectors.open_entry(topic).round == second


@pytest.mark.rule("R6.4")
def test_a_topic_is_moved_to_the_other_meeting_that_collects(road):
    with road.at("aggregated") as story:
        topic, second = story.topics[UNION], another_round(story)
        screening_services.change_round(topic_id=topic.pk, round=second, **story.someone("union_clerk"))
        assert [entry.round for entry in topic.entries.all()] == [second]


@pytest.mark.rule("R6.4")
def test_a_topic_is_not_moved_to_where_it_is_nor_to_a_list_that_is_settled(road):
    with road.at("aggregated") as story:
        topic, own = story.topics[UNION], rounds_selectors.round_of(story.meeting.pk)
        second = another_round(story)
        with refused(screening_refusals.NoOtherRound, fields=("round",)):
            screening_services.change_round(topic_id=topic.pk, round=own, **story.someone("union_clerk"))
        CollectionRound.objects.filter(pk=second.pk).update(state="closed")
        with refused(screening_refusals.NoOtherRound, fields=("round",)):
            screening_services.change_round(topic_id=topic.pk, round=second, **story.someone("union_clerk"))


@pytest.mark.rule("R6.1", "R6.4")
def test_what_the_governments_office_set_is_not_moved_to_a_meeting_whose_rule_wants_a_department(road):
    with road.at("aggregated") as story:
        topic, second = story.topics[UNION], another_round(story)
        Topic.objects.filter(pk=topic.pk).update(proposer=Unit.objects.get(side="gov", kind="office"))
        with refused(topics_refusals.NoSuchRoute):
            screening_services.change_round(topic_id=topic.pk, round=second, **story.someone("union_clerk"))


@pytest.mark.rule("R6.3")
def test_only_the_leading_side_moves_its_topic(road):
    with road.at("aggregated") as story, refused(WrongSide, "R6.4"):
        second = another_round(story)
        screening_services.change_round(topic_id=story.topics[UNION].pk, round=second, **story.someone("gov_clerk"))


# --- consulting ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.7")
def test_further_units_are_asked_while_others_answer(road):
    with road.at("consulting") as story:
        unit = a_unit_not_asked(story)
        assert ask_more(story, unit).state == "consulting"
        assert story.topics[UNION].consultations.get(unit=unit).state == "sent"


@pytest.mark.rule("R6.7")
def test_nobody_is_asked_twice(road):
    with road.at("consulting") as story, refused(consultations_refusals.AskedBefore, fields=("units",)):
        ask_more(story, asked_of(story).unit)


@pytest.mark.rule("R6.7")
def test_a_silent_unit_is_chased_and_the_chase_ups_are_counted(road):
    with road.at("consulting") as story:
        silent = asked_of(story)
        consultations_services.chase_reply(consultation_id=silent.pk, **story.someone("union_clerk"))
        with story.on(clock.today() + timedelta(days=1)):
            chased = consultations_services.chase_reply(consultation_id=silent.pk, **story.someone("union_clerk"))
        assert (chased.chase_ups, chased.state, chased.reply_by) == (2, "sent", silent.reply_by)


@pytest.mark.rule("R6.7")
def test_a_unit_is_chased_once_a_day(road):
    with road.at("consulting") as story:
        consultations_services.chase_reply(consultation_id=asked_of(story).pk, **story.someone("union_clerk"))
        with refused(consultations_refusals.ChasedToday):
            consultations_services.chase_reply(consultation_id=asked_of(story).pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.7")
def test_who_answered_is_not_chased(road):
    with road.at("consulting") as story:
        reply_all(story, UNION)
        with refused(WrongState, "R6.7"):
            consultations_services.chase_reply(consultation_id=asked_of(story).pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.7")
def test_only_the_office_that_asked_chases(road):
    with road.at("consulting") as story, refused(WrongSide, "R6.7"):
        consultations_services.chase_reply(consultation_id=asked_of(story).pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R6.7")
def test_a_prepared_topic_is_consulted_on_once_more_when_another_unit_must_be_heard(road):
    with road.at("prepared") as story:
        table_all(story)
        unit = a_unit_not_asked(story)
        assert ask_more(story, unit).state == "consulting"
        assert rounds_selectors.open_entry(story.topics[UNION]).screening is None


# --- an answer is about one text ------------------------------------------------------------------------------------


def edited(story: Story, **changed: object) -> Topic:
    topic = Topic.objects.get(pk=story.topics[UNION].pk)
    return proposing_services.edit_topic(
        topic_id=topic.pk, **the_file_of(topic, **changed), **story.someone("union_clerk")
    )


CHANGES = {
    "title": {"title": "关于由财政全额垫付的议题"},
    "background": {"background": "另一种背景。"},
    "proposed_decision": {"proposed_decision": "由旗财政局全额垫付欠薪8000万元。"},
    "suggested_due_on": {"suggested_due_on": clock.today() + timedelta(days=400)},
    "suggested_supporting": {"suggested_supporting": []},
}


@pytest.mark.rule("R6.7")
@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("stage", ["consulting", "prepared"])
def test_an_answer_counts_no_longer_once_the_text_it_is_about_was_changed(road, field, stage):
    with road.at("consulting") as story:
        topic = story.topics[UNION]
        reply_all(story, UNION)
        if stage == "prepared":
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
        edited(story, **CHANGES[field])
        asked = list(topic.consultations.all())
        assert {(one.state, one.reply, one.reply_text) for one in asked} == {("sent", None, "")}
        assert {one.overtaken for one in asked} == {1}
        assert all(one.reply_by >= clock.today() + timedelta(days=5) for one in asked)
        assert Topic.objects.get(pk=topic.pk).state == "consulting"
        with refused(consultations_refusals.RepliesOutstanding):
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
        reply_all(story, UNION)
        take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
        assert Topic.objects.get(pk=topic.pk).state == "prepared"


@pytest.mark.rule("R6.7")
def test_an_edit_that_leaves_the_consulted_text_alone_leaves_the_answers_alone(road):
    with road.at("consulting") as story:
        topic = story.topics[UNION]
        reply_all(story, UNION)
        edited(story, research="补充了三家企业的调研。")
        assert {(one.state, one.overtaken) for one in topic.consultations.all()} == {("replied", 0)}


@pytest.mark.rule("R6.7", "R6.8")
def test_silence_and_coordinated_disagreement_are_asked_again_as_well(road):
    with road.at("consulting") as story:
        topic = story.topics[UNION]
        first, *others = topic.consultations.order_by("pk")
        by = {"by": story.office.speaker_of(first.unit), "at": clock.now()}
        consultations_services.reply_to_consultation(
            consultation_id=first.pk, reply="disagree", text="资金没有落实。", **by
        )
        consultations_services.coordinate_disagreement(
            consultation_id=first.pk, coordination="另列预算。", **story.someone("union_clerk")
        )
        with story.on(first.reply_by + timedelta(days=1)):
            take(TOPIC, "finish_consultation", topic_id=topic.pk, **story.someone("union_clerk"))
            assert {one.state for one in topic.consultations.all()} == (
                {"coordinated", "no_reply"} if others else {"coordinated"}
            )
            edited(story, proposed_decision="另一种议定内容。")
            assert {one.state for one in topic.consultations.all()} == {"sent"}
            kept = topic.consultations.get(pk=first.pk).earlier_replies
            assert [(one["reply"], one["coordination"]) for one in kept] == [("disagree", "另列预算。")]
