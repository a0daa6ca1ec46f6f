"""The checklist: kept by the union's office, each item seen to by the office that has it (R7.1)."""

from datetime import timedelta
from typing import Any

import pytest

from apps.meetings.models import PreparationItem
from apps.meetings.preparation import refusals as preparation_refusals
from apps.meetings.preparation import services as checklist
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.waiting.todos import waiting_for
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, WrongSide, WrongState
from roads.story import Story
from tests.road import refused

pytestmark = pytest.mark.rule("R7.1")


def item(story: Story, office: str) -> PreparationItem:
    return PreparationItem.objects.filter(meeting=story.meeting, office=office).first()


def complete(row: PreparationItem, **who: Any) -> PreparationItem:
    return take(PREPARATION, "complete", preparation_item_id=row.pk, **who)


def test_the_usual_list_is_drawn_up_for_both_offices_before_the_meeting(road):
    with road.at("settled") as story:
        rows = list(story.meeting.preparations.all())
        assert {row.title for row in rows} == {title for title, _office, _days in checklist.USUAL}
        assert {row.office for row in rows} == {"gov", "union"}
        assert all(row.due_on < story.meeting_on for row in rows)


def test_an_office_sees_to_its_own_items_only(road):
    with road.at("settled") as story:
        ours = item(story, "gov")
        with refused(WrongSide, "R7.1"):
            complete(ours, **story.someone("union_clerk"))
        done = complete(ours, **story.someone("gov_clerk"))
        assert (done.state, done.done_by) == ("done", story.office.people["gov_clerk"])
        with refused(WrongState, "R7.1"):
            complete(ours, **story.someone("gov_clerk"))


def test_an_item_is_opened_again_with_a_reason(road):
    with road.at("settled") as story:
        row = complete(item(story, "gov"), **story.someone("gov_clerk"))
        again = {"preparation_item_id": row.pk, **story.someone("gov_clerk")}
        with refused(MissingField, "R7.1", fields=("reason",)):
            checklist.reopen_preparation(reason="", **again)
        row = checklist.reopen_preparation(reason="会场改期", **again)
        assert (row.state, row.done_at, row.reason) == ("open", None, "会场改期")


def test_the_unions_office_keeps_the_list_and_gives_items_to_either(road):
    with road.at("settled") as story:
        given = {"title": "准备签到表", "office": "gov", "due_on": story.meeting_on - timedelta(days=1)}
        with refused(WrongSide, "R7.1"):
            checklist.add_preparation(meeting=story.refresh(), **given, **story.someone("gov_clerk"))
        row = checklist.add_preparation(meeting=story.refresh(), **given, **story.someone("union_clerk"))
        due = story.meeting_on - timedelta(days=2)
        checklist.assign_preparation(
            preparation_item_id=row.pk, office="union", due_on=due, **story.someone("union_clerk")
        )
        assert complete(row, **story.someone("union_clerk")).due_on == due


def test_what_falls_due_within_days_stands_on_the_desk_of_its_office(road):
    with road.at("settled") as story:
        row = item(story, "gov")
        kinds = lambda name: [todo.id for todo in waiting_for(story.office.people[name])]  # noqa: E731
        with story.on(row.due_on - timedelta(days=10)):
            assert row.pk not in kinds("gov_clerk")
        with story.on(row.due_on - timedelta(days=1)):
            assert row.pk in kinds("gov_clerk")
            assert row.pk not in kinds("union_clerk")


def test_nothing_is_prepared_for_a_meeting_that_is_over(road):
    with road.at("held") as story:
        row = item(story, "union")
        with refused(preparation_refusals.PreparationOver):
            complete(row, **story.someone("union_clerk"))
        given = {"title": "准备签到表", "office": "gov", "due_on": story.meeting_on}
        with refused(preparation_refusals.PreparationOver):
            checklist.add_preparation(meeting=story.refresh(), **given, **story.someone("union_clerk"))
