"""An act names only objects that it may name, however its verb is called."""

import uuid
from datetime import timedelta

import pytest

from apps.meetings.session import services as session_services
from apps.organizations.models import Unit
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import RESOLUTIONS, TOPIC
from apps.topics.models import Topic
from apps.topics.proposing import services as proposing_services
from kernel import clock
from kernel.lifecycle.admission import Offers, strangers
from kernel.lifecycle.inputs import NOT_FOUND, Unknown
from kernel.lifecycle.table import Among, Asking, Need
from kernel.refusals import Malformed
from tests import deputies
from tests.cast import an_office
from tests.lifecycles.moments import side_road
from tests.meetings.test_lists_after_the_notice import a_late_need, amend
from tests.road import refused
from tests.topics.test_refusals import UNION, a_file


def leadership(story):
    return Unit.objects.filter(kind="leadership", side="gov").first()


def consult(story, *units):
    asked = {"units": list(units), "reply_by": clock.today() + timedelta(days=7)}
    return consultations_services.consult_on_topic(
        topic_id=story.topics[UNION].pk, **asked, **story.someone("union_clerk")
    )


def responsible(story):
    topic = story.topics[UNION]
    return [unit for unit in (topic.suggested_lead, *topic.suggested_supporting.all()) if unit is not None]


def resolution(unit, **more):
    row = {"text": "建立机制", "lead_unit": unit, "supporting_units": [], "due_on": clock.today() + timedelta(90)}
    return row | {"parts": [], "milestones": [], "responsible_person": None} | more


def decide(story, *rows):
    topic = Topic.objects.filter(state="tabled", category="worker_interests").first()
    given = {"outcome": "agreed", "resolutions": list(rows)}
    return session_services.decide_topic(topic_id=topic.pk, **given, **story.someone("union_clerk"))


@pytest.mark.rule("R6.6")
def test_a_unit_closed_since_it_was_suggested_stays_and_no_other_closed_one_comes(road):
    with road.at("proposed") as story:
        with story.on(clock.today(), 16):
            topic = proposing_services.draft_topic(
                origin="union", suggested_lead=story.office.units["health"], **a_file(), **story.speaker("union_rights")
            )
        health, other = story.office.units["health"], deputies.closed_unit(story)
        Unit.objects.filter(pk=health.pk).update(state="closed", closed_on=clock.today())
        given = {"topic_id": topic.pk, **a_file(title="改过的标题"), **story.speaker("union_rights")}
        [need] = [need for need in TOPIC.named("edit")[0].needs if need.name == "suggested_lead"]
        offered = dict(Offers(Asking(given["by"], "edit", topic)).of(need))
        assert health.pk in offered
        assert other.pk not in offered
        assert proposing_services.edit_topic(**given, suggested_lead=health).title == "改过的标题"
        with refused(Malformed, "R6.6", fields=("suggested_lead",)):
            proposing_services.edit_topic(**given, suggested_lead=other)
        assert (
            proposing_services.edit_topic(**given, suggested_lead=story.office.units["hrss"]).suggested_lead.pk
            != health.pk
        )
        with refused(Malformed, "R6.6", fields=("suggested_lead",)):
            proposing_services.edit_topic(**given, suggested_lead=health)


@pytest.mark.rule("R6.7")
def test_only_a_standing_unit_that_does_work_is_consulted(road):
    with road.at("aggregated") as story:
        closed = deputies.closed_unit(story)
        for stranger in (closed, leadership(story), Unknown(uuid.uuid4()), story.meeting):
            with refused(Malformed, "R6.7", fields=("units",)):
                consult(story, *responsible(story), stranger)
        assert consult(story, *responsible(story)).state == "consulting"


@pytest.mark.rule("R6.9")
def test_the_side_that_confirms_names_the_proposed_objects_itself(road):
    with road.at("noticed") as story:
        urgent = a_late_need(story)
        amend(story, "union_clerk", added=[urgent])
        with side_road():
            Topic.objects.filter(pk=urgent.pk).update(state="draft", version=urgent.version)
            with refused(Malformed, "R6.9", fields=("added",)):
                amend(story, "gov_clerk")
        amend(story, "gov_clerk")
        assert urgent.pk in {topic.pk for topic in Topic.objects.of_meeting(story.meeting.pk)}


@pytest.mark.rule("R8.6")
def test_a_resolution_charges_only_standing_units_also_with_its_parts(road):
    with road.at("in_session") as story:
        closed, hrss = deputies.closed_unit(story), story.office.units["hrss"]
        part = {"unit": closed, "text": "配合", "due_on": clock.today() + timedelta(60)}
        for row in (
            resolution(closed),
            resolution(leadership(story)),
            resolution(hrss, supporting_units=[closed]),
            resolution(hrss, supporting_units=[story.office.units["health"]], parts=[part]),
        ):
            with refused(Malformed, "R8.6", fields=("resolutions",)):
                decide(story, resolution(hrss), row)
        assert decide(story, resolution(hrss)).state == "decided"


def test_a_fault_within_rows_names_row_and_column_and_rows_cost_no_query_each(road, django_assert_num_queries):
    with road.at("in_session") as story:
        closed, hrss = deputies.closed_unit(story), story.office.units["hrss"]
        asking = Asking(story.office.people["union_clerk"], "decide", story.topics[UNION])
        part = {"unit": hrss, "text": "配合", "due_on": clock.today()}
        rows = [resolution(hrss, supporting_units=[hrss], parts=[part, part]) for _row in range(20)]
        with django_assert_num_queries(3):
            assert strangers((RESOLUTIONS,), {"resolutions": rows}, asking) == {}
        rows[16]["parts"] = [part, part | {"unit": closed}]
        with django_assert_num_queries(3):
            faults = strangers((RESOLUTIONS,), {"resolutions": rows}, asking)
        assert list(faults) == ["resolutions"]
        assert str(faults["resolutions"]) == f"第 17 行 配合任务：第 2 行 配合单位：{NOT_FOUND}"
        with django_assert_num_queries(0):
            assert strangers((RESOLUTIONS,), {"resolutions": []}, asking) == {}


def test_each_list_is_read_once_however_many_fields_offer_it(road, django_assert_num_queries):
    with road.at("in_session") as story:
        offers = Offers(Asking(story.office.people["union_clerk"], "decide", story.topics[UNION]))
        by_name = {need.name: need for need in RESOLUTIONS.fields}
        [unit] = [need for need in by_name["parts"].fields if need.name == "unit"]
        with django_assert_num_queries(1):
            supporting, parts = offers.of(by_name["supporting_units"]), offers.of(unit)
        assert [key for key, _label in supporting] == [key for key, _label in parts]


def test_an_object_of_another_kind_or_government_is_none_that_may_be_named(road, inside):
    need = Need("unit", "单位", "ref", to="organizations.Unit", among=Among(rows=lambda asking: Unit.objects.all()))
    with inside("150102"):
        foreign = an_office("150102").units["hrss"]
    with road.at("in_session") as story:
        asking = Asking(story.office.people["union_clerk"], "decide")
        for stranger in (foreign, story.meeting, str(story.office.units["hrss"].pk), Unknown(uuid.uuid4())):
            assert strangers((need,), {"unit": stranger}, asking) == {"unit": NOT_FOUND}
        assert strangers((need,), {"unit": story.office.units["hrss"]}, asking) == {}
