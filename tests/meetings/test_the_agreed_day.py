"""An agreed day is moved by both sides only, by whatever verb, and whatever offset a moment is written with (R6.5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from apps.meetings.closing import services as closing
from apps.meetings.collection import services as collection
from apps.meetings.convening import services as convening
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice import guards as notice_guards
from apps.meetings.notice import services as notices
from apps.meetings.notice.refusals import DayWasAgreed
from kernel import clock
from kernel.clock import day_of
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Act
from kernel.refusals import Refusal, WrongState
from roads.story import Story
from tests.road import refused
from vocabulary.meetings import MeetingState

pytestmark = pytest.mark.rule("R6.5")

#: Every whole hour of the world's clocks, and the odd ones.
OFFSETS = [*(f"{hour:+03d}:00" for hour in range(-12, 15)), "-09:30", "+05:45", "+12:45"]
#: Wall times at both ends of a day and in its middle.
WALL_TIMES = ("00:00:00", "00:30:00", "09:30:00", "23:30:00", "23:59:59")
AGREED = MeetingState.ACCEPTED, MeetingState.COLLECTING, MeetingState.SETTLED, MeetingState.NOTICED


def written(story: Story, days: int, wall: str, offset: str) -> str:
    return f"{story.meeting_on + timedelta(days=days)}T{wall}{offset}"


def a_notice(story: Story, starts_at: Any, **more: Any) -> dict[str, Any]:
    chief = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
    return {"starts_at": starts_at, "venue": "会议室", "contact": "办公室", "presider": chief, **more}


def issue(story: Story, starts_at: Any) -> Meeting:
    given = a_notice(story, starts_at)
    return notices.issue_notice(meeting_id=story.meeting.pk, **given, **story.someone("gov_clerk"))


def reissue(story: Story, starts_at: Any) -> Meeting:
    given = a_notice(story, starts_at, what_changed="另定时间")
    return notices.reissue_notice(meeting_id=story.meeting.pk, **given, **story.someone("gov_clerk"))


#: The rows that take a moment of the meeting from one side: at which stage, and the verb.
BY_MOMENT: dict[str, tuple[str, Callable[[Story, Any], Meeting]]] = {
    "issue_notice": ("settled", issue), "reissue_notice": ("noticed", reissue),
}  # fmt: skip


def typed(row: str, moment: str) -> Any:
    """The moment as page and interface read it from what was sent."""
    [need] = [need for need in MEETING.named(row)[0].needs if need.kind == "moment"]
    return clean((need,), {need.name: moment})[need.name]


def test_these_are_all_rows_that_take_a_moment_of_the_meeting():
    assert {row.name for row in MEETING.actions if any(need.kind == "moment" for need in row.needs)} == set(BY_MOMENT)


@pytest.mark.parametrize("row", BY_MOMENT)
@pytest.mark.parametrize("offset", OFFSETS)
def test_a_moment_is_of_the_agreed_day_in_the_offices_own_calendar_or_refused(road, row, offset):
    stage, _verb = BY_MOMENT[row]
    with road.at(stage) as story:
        meeting, person, now = story.refresh(), story.office.people["gov_clerk"], clock.now()
        seen = set()
        for days in (-1, 0, 1):
            for wall in WALL_TIMES:
                moment = typed(row, written(story, days, wall, offset))
                act = Act(MEETING, MEETING.named(row)[0], person, now, now, {"starts_at": moment}, meeting)
                try:
                    notice_guards.the_day_was_agreed(act)
                except DayWasAgreed:
                    assert day_of(moment) != meeting.planned_on
                    seen.add("refused")
                else:
                    assert day_of(moment) == meeting.planned_on
                    seen.add("passed")
        assert seen == {"refused", "passed"}, "the offsets are tried on both sides of midnight"


@pytest.mark.parametrize("row", BY_MOMENT)
@pytest.mark.parametrize(
    ("days", "wall", "offset"),
    [(0, "23:30:00", "-12:00"), (0, "00:30:00", "+14:00"), (1, "09:00:00", "+08:00"), (0, "17:00:00", "+00:00")],
)
def test_the_verb_itself_refuses_the_day_before_and_after(road, row, days, wall, offset):
    stage, verb = BY_MOMENT[row]
    with road.at(stage) as story:
        with refused(DayWasAgreed, fields=("starts_at",)):
            verb(story, typed(row, written(story, days, wall, offset)))
        assert story.refresh().planned_on == story.meeting_on


@pytest.mark.parametrize("row", BY_MOMENT)
@pytest.mark.parametrize(("days", "wall", "offset"), [(-1, "22:00:00", "-12:00"), (0, "16:00:00", "+14:00")])
def test_the_agreed_day_written_with_another_offset_stays_the_agreed_day(road, row, days, wall, offset):
    stage, verb = BY_MOMENT[row]
    with road.at(stage) as story:
        after = verb(story, typed(row, written(story, days, wall, offset)))
        assert (after.planned_on, after.session_on, day_of(after.starts_at)) == (story.meeting_on,) * 3


# --- days ------------------------------------------------------------------------------------------------------------

LATER = timedelta(days=21)


def edit(story: Story, by: str) -> object:
    plan = story.plan() | {"planned_on": story.meeting_on + LATER}
    return convening.edit_meeting(meeting_id=story.meeting.pk, **plan, **story.someone(by))


def propose(story: Story, by: str) -> object:
    given = {"date": story.meeting_on + LATER, "reason": "另有会议"}
    return convening.propose_other_date(meeting_id=story.meeting.pk, **given, **story.someone(by))


def postpone(story: Story, by: str) -> object:
    given = {"date": story.meeting_on + LATER, "reason": "汛情"}
    return closing.postpone_meeting(meeting_id=story.meeting.pk, **given, **story.someone(by))


def open_collection(story: Story, by: str) -> object:
    given = {"late_reason": "迟", "closes_on": story.meeting_on + LATER}
    return collection.open_collection(meeting_id=story.meeting.pk, **given, **story.someone(by))


def answer(story: Story, by: str) -> object:
    given = {"answer": "accepted", "answered_on": clock.today()}
    return convening.answer_invitation(meeting_id=story.meeting.pk, **given, **story.someone(by))


def another_draft(story: Story, by: str) -> object:
    plan = story.plan() | {"planned_on": story.meeting_on + LATER, "frequency_reason": "另行召开"}
    return convening.draft_meeting(**plan, **story.someone(by))


def ask_again(story: Story, by: str) -> object:
    return convening.request_meeting(meeting_id=story.meeting.pk, **story.someone(by))


#: The rows that take a day from somebody, each tried by one side alone on a meeting whose day was agreed.
BY_DAY: dict[str, Callable[[Story, str], object]] = {
    "draft": another_draft, "edit": edit, "propose_other_date": propose, "postpone": postpone,
    "open_collection": open_collection, "answer_invitation": answer,
}  # fmt: skip


def test_these_are_all_rows_that_take_a_day():
    """The day on which somebody left the chair to another is not the meeting's."""
    taken = {row.name for row in MEETING.actions for need in row.needs if need.kind == "date"}
    of_delegation = {row.name for row in MEETING.actions for need in row.needs if need.name == "delegated_on"}
    assert taken - of_delegation == set(BY_DAY)


@pytest.mark.parametrize("row", [*BY_DAY, "request"])
@pytest.mark.parametrize("stage", ["accepted", "collecting", "settled", "noticed"])
def test_no_act_of_one_side_moves_an_agreed_day(road, row, stage):
    with road.at(stage) as story:
        act = BY_DAY.get(row, ask_again)
        for by in ("gov_clerk", "union_clerk", "gov_leader", "union_leader"):
            with transaction.atomic():
                kept = transaction.savepoint()
                try:
                    act(story, by)
                except Refusal:
                    transaction.savepoint_rollback(kept)
            after = Meeting.objects.get(pk=story.meeting.pk)
            assert after.planned_on == story.meeting_on
            assert after.session_on in {None, story.meeting_on}
            if row == "postpone":
                break  # the other side's words would be its consent


@pytest.mark.parametrize("stage", ["settled", "noticed"])
def test_two_sides_that_name_different_days_move_nothing(road, stage):
    with road.at(stage) as story:
        postpone(story, "union_clerk")
        given = {"date": story.meeting_on + timedelta(days=35), "reason": "汛情"}
        closing.postpone_meeting(meeting_id=story.meeting.pk, **given, **story.someone("gov_clerk"))
        assert (story.refresh().planned_on, story.meeting.state) == (story.meeting_on, stage)
        closing.postpone_meeting(meeting_id=story.meeting.pk, **given, **story.someone("union_clerk"))
        assert story.refresh().planned_on == given["date"], "the control: the same day from both moves it"


def test_a_day_that_was_proposed_anew_is_asked_for_and_answered_anew(road):
    with road.at("requested") as story:
        propose(story, "gov_clerk")
        edit(story, "union_clerk")
        with refused(WrongState, "R7.2"):
            notices.issue_notice(
                meeting_id=story.meeting.pk, starts_at=clock.at_hour(story.meeting_on, 9), venue="会议室",
                contact="办公室", presider=Attendance(meeting=story.meeting), **story.someone("gov_clerk"),
            )  # fmt: skip
        ask_again(story, "union_leader")
        assert story.refresh().state == MeetingState.REQUESTED
        assert convening.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader")).state in AGREED
