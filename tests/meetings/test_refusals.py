"""What Arts. 4 to 8 refuse about convening, notice and session, each along the real road."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from apps.meetings.attendance import refusals as attendance_refusals
from apps.meetings.attendance import services as attendance
from apps.meetings.closing import services as closing_services
from apps.meetings.collection import refusals as collection_refusals
from apps.meetings.collection import services as collection_services
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.notice import services as notice_services
from apps.meetings.session import refusals as session_refusals
from apps.meetings.session import services as session_services
from apps.meetings.topic_list import refusals as topic_list_refusals
from apps.meetings.topic_list import services as topic_list_services
from apps.organizations.models import OfficeTerm
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.rounds import refusals as rounds_refusals
from apps.workrules.binding import binding_rule
from kernel import clock
from kernel.lifecycle.engine import take, verb_of
from kernel.refusals import Duplicate, MissingField, SelfApproval
from roads.story import Story
from tests.deputies import handover
from tests.road import refused

UNION = "heat_outdoor"


def a_plan(**more: Any) -> dict[str, Any]:
    return {"kind": "ordinary", "planned_on": date(2026, 12, 11), "request_text": "年度例会", **more}


def an_extraordinary_meeting(story: Story) -> Meeting:
    """A second meeting, called for a special reason and accepted."""
    plan = a_plan(kind="extraordinary", ground="special", ground_text="重大停工事件", planned_on=story.meeting_on)
    meeting = convening_services.draft_meeting(**plan, **story.someone("union_clerk"))
    convening_services.request_meeting(meeting_id=meeting.pk, **story.someone("union_leader"))
    return convening_services.accept_meeting(meeting_id=meeting.pk, **story.someone("gov_leader"))


def a_notice(story: Story, **more: Any) -> dict[str, Any]:
    presider = Attendance.objects.filter(meeting=story.meeting, slot="chief_convener_gov").first()
    starts_at = clock.at_hour(story.meeting_on, 9)
    notice = {"starts_at": starts_at, "venue": "会议室", "contact": "办公室", "presider": presider}
    return {"meeting_id": story.meeting.pk, **notice, **story.someone("gov_clerk"), **more}


def resolved(story: Story, **more: Any) -> dict[str, Any]:
    units = story.office.units
    row = {"text": "发放高温津贴", "lead_unit": units["hrss"], "due_on": story.meeting_on + timedelta(days=60), **more}
    topic = story.topics[UNION]
    return {"topic_id": topic.pk, "outcome": "agreed", "resolutions": [row], **story.someone("union_clerk")}


def postpone(story: Story, day: date, *names: str) -> None:
    for name in names or ("union_clerk", "gov_clerk"):
        given = {"date": day, "reason": "领导出差"}
        closing_services.postpone_meeting(meeting_id=story.meeting.pk, **given, **story.someone(name))


# --- convening -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R4.1", "C7", "A24")
def test_a_meeting_is_planned_for_today_or_later_by_the_day_in_shanghai(road):
    with road.at("drafted") as story:
        today = clock.today()
        with story.on(today, hour=0):
            assert (
                convening_services.draft_meeting(**a_plan(planned_on=today), **story.someone("union_clerk")).planned_on
                == today
            )
        with story.on(today, hour=0), refused(convening_refusals.DateInPast, fields=("planned_on",)):
            yesterday = today - timedelta(days=1)
            convening_services.draft_meeting(**a_plan(planned_on=yesterday), **story.someone("union_clerk"))


@pytest.mark.rule("R4.1")
def test_a_draft_whose_day_has_passed_is_not_requested(road):
    with (
        road.at("drafted") as story,
        story.on(story.meeting_on + timedelta(days=1)),
        refused(convening_refusals.DateInPast),
    ):
        convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))


@pytest.mark.rule("R4.7")
@pytest.mark.parametrize(
    "given",
    [
        {"kind": "extraordinary"},
        {"kind": "extraordinary", "ground": "special"},
        {"kind": "extraordinary", "ground_text": "停工"},
        {"kind": "ordinary", "ground": "special"},
    ],
)
def test_an_extraordinary_meeting_has_its_ground_and_an_ordinary_one_none(road, given):
    with road.at("drafted") as story, refused(convening_refusals.GroundNeeded):
        convening_services.draft_meeting(**a_plan(**given), **story.someone("union_clerk"))


@pytest.mark.rule("R4.10!duplicate", "C9")
@pytest.mark.parametrize("ordinal", [1, -3])
def test_an_ordinal_is_used_once(road, ordinal):
    with road.at("requested") as story, refused(convening_refusals.OrdinalTaken, fields=("ordinal",)):
        convening_services.draft_meeting(**a_plan(ordinal=ordinal), **story.someone("union_clerk"))


@pytest.mark.rule("R4.10!gap")
def test_an_ordinal_is_skipped_only_with_a_reason(road):
    with road.at("requested") as story:
        with refused(convening_refusals.OrdinalGap, fields=("ordinal_gap_reason",)):
            convening_services.draft_meeting(**a_plan(ordinal=5), **story.someone("union_clerk"))
        given = a_plan(ordinal=5, ordinal_gap_reason="平台启用前已召开四次")
        assert convening_services.draft_meeting(**given, **story.someone("union_clerk")).ordinal == 5


def a_draft(story: Story, **more: Any) -> Meeting:
    return convening_services.draft_meeting(**a_plan(**more), **story.someone("union_clerk"))


@pytest.mark.rule("R4.10")
def test_the_ordinal_is_given_when_the_request_leaves_and_no_draft_takes_it(road):
    with road.at("requested") as story:
        first, second = a_draft(story), a_draft(story)
        a_draft(story, planned_on=date(2100, 1, 4))
        assert (first.ordinal, second.ordinal) == (2, 2), "what each would get today"
        take(MEETING, "cancel", meeting_id=first.pk, reason="不再需要", **story.someone("union_clerk"))
        asked = convening_services.request_meeting(meeting_id=second.pk, **story.someone("union_leader"))
        assert asked.ordinal == 2
        third = a_draft(story)
        assert convening_services.request_meeting(meeting_id=third.pk, **story.someone("union_leader")).ordinal == 3


@pytest.mark.rule("R4.10")
def test_an_edit_that_names_no_ordinal_shifts_none(road):
    with road.at("requested") as story:
        one, _other = a_draft(story), a_draft(story)
        edited = convening_services.edit_meeting(meeting_id=one.pk, **a_plan(), **story.someone("union_clerk"))
        assert (edited.ordinal, edited.ordinal_typed) == (2, False)


@pytest.mark.rule("R4.10")
def test_a_typed_ordinal_is_asked_once_more_when_the_request_leaves(road):
    with road.at("requested") as story:
        typed = a_draft(story, ordinal=3, ordinal_gap_reason="第二次由旧系统召开")
        Meeting.objects.filter(pk=typed.pk).update(ordinal_gap_reason="")
        with refused(convening_refusals.OrdinalGap):
            convening_services.request_meeting(meeting_id=typed.pk, **story.someone("union_leader"))
        for other in (a_draft(story), a_draft(story)):
            convening_services.request_meeting(meeting_id=other.pk, **story.someone("union_leader"))
        with refused(convening_refusals.OrdinalTaken):
            convening_services.request_meeting(meeting_id=typed.pk, **story.someone("union_leader"))


@pytest.mark.rule("R4.2!empty-slot", "R4.4", "C8")
def test_all_four_conveners_are_in_post_on_the_day_of_the_request(road):
    with road.at("drafted") as story:
        term = OfficeTerm.objects.get(post__slot="convener_gov")
        term.ends_on = clock.today() - timedelta(days=1)
        term.save()
        with refused(convening_refusals.SlotEmpty):
            convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))


@pytest.mark.rule("R4.2!one-person")
def test_nobody_fills_two_of_the_four_slots(road):
    with road.at("drafted") as story:
        # Handed over for a day to come, and then another post at once: neither handover alone makes two of one.
        later = clock.today() + timedelta(days=1)
        handover(story, "convener_gov", "gov_clerk_2", on_day=later)
        handover(story, "chief_convener_gov", "gov_clerk_2")
        with story.on(later), refused(convening_refusals.OnePersonTwice):
            convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))


@pytest.mark.rule("R4.1")
def test_the_government_proposes_no_day_that_has_passed(road):
    with road.at("requested") as story, refused(convening_refusals.DateInPast, fields=("date",)):
        day = clock.today() - timedelta(days=1)
        convening_services.propose_other_date(
            meeting_id=story.meeting.pk, date=day, reason="另有安排", **story.someone("gov_clerk")
        )


@pytest.mark.rule("R4.1!self-acceptance", "C4")
def test_nobody_accepts_his_or_her_own_request(road):
    with road.at("requested") as story:
        leader = story.office.people["gov_leader"]
        Meeting.objects.filter(pk=story.meeting.pk).update(requested_by=leader)
        assert issubclass(convening_refusals.OwnRequest, SelfApproval)
        with refused(convening_refusals.OwnRequest):
            convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))


# --- collecting ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R4.9", "R6.4")
def test_collection_that_begins_late_has_its_reason(road):
    with road.at("accepted") as story:
        given = {"meeting_id": story.meeting.pk, **story.someone("gov_clerk")}
        with (
            story.on(date(2026, 4, 13)),
            refused(collection_refusals.LateCollectionNeedsReason, fields=("late_reason",)),
        ):
            collection_services.open_collection(**given)
        with story.on(date(2026, 4, 12)):
            assert collection_services.open_collection(**given).state == "collecting"


@pytest.mark.rule("R4.7")
def test_an_extraordinary_meeting_owes_no_lead(road):
    with road.at("accepted") as story:
        meeting = an_extraordinary_meeting(story)
        with story.on(story.meeting_on):
            assert (
                collection_services.open_collection(meeting_id=meeting.pk, **story.someone("gov_clerk")).state
                == "collecting"
            )


@pytest.mark.rule("R6.12")
def test_an_ordinary_meeting_collects_its_topics(road):
    with road.at("accepted") as story:
        topic = a_submitted_topic(story)
        with refused(topic_list_refusals.OnlyExtraordinary):
            given = {"reason": "时间紧", "topics": [topic]}
            topic_list_services.skip_collection(meeting_id=story.meeting.pk, **given, **story.someone("union_clerk"))


@pytest.mark.rule("R6.12")
def test_an_extraordinary_meeting_without_collection_still_has_topics(road):
    with road.at("accepted") as story:
        meeting = an_extraordinary_meeting(story)
        with refused(MissingField, "R6.12", fields=("topics",)):
            topic_list_services.skip_collection(
                meeting_id=meeting.pk, reason="时间紧", topics=[], **story.someone("union_clerk")
            )


def a_free_topic(story: Story, *, category: str = "briefing_union") -> Topic:
    """A topic aggregated though no round is open: an extraordinary meeting waits for it."""
    topic = a_submitted_topic(story, category=category)
    return take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))


def a_submitted_topic(story: Story, *, category: str = "briefing_union") -> Topic:
    by = story.speaker("union_rights")
    topic = proposing_services.draft_topic(origin="union", title="停工情况", category=category, background="背景", **by)
    return take(TOPIC, "submit", topic_id=topic.pk, **by)


@pytest.mark.rule("R6.12")
def test_both_sides_put_topics_before_an_extraordinary_meeting_directly(road):
    with road.at("accepted") as story:
        meeting = an_extraordinary_meeting(story)
        topic, union = a_free_topic(story), story.someone("union_clerk")
        topic_list_services.skip_collection(meeting_id=meeting.pk, reason="时间紧", topics=[topic], **union)
        file = {"category": topic.category, "background": "背景"}
        proposing_services.edit_topic(topic_id=topic.pk, title="停工及处置情况", **file, **union)
        by = story.someone("gov_clerk")
        given = {"reason": "时间紧", "topics": [topic]}
        assert topic_list_services.skip_collection(meeting_id=meeting.pk, **given, **by).state == "accepted"
        assert topic_list_services.skip_collection(meeting_id=meeting.pk, **union).state == "settled"
        assert [item.text for item in meeting.agenda.filter(part=3)] == ["停工及处置情况"]
        presider = Attendance.objects.get(meeting=meeting, slot="chief_convener_gov")
        notice = {"starts_at": clock.at_hour(meeting.planned_on, 17), "venue": "会议室", "contact": "办公室"}
        assert notice_services.issue_notice(meeting_id=meeting.pk, presider=presider, **notice, **by).state == "noticed"


@pytest.mark.rule("R6.6!unprepared", "R6.12")
def test_a_deliberation_comes_before_no_meeting_unprepared(road):
    with road.at("accepted") as story:
        meeting = an_extraordinary_meeting(story)
        topic = a_free_topic(story, category="worker_interests")
        with refused(rounds_refusals.NotPrepared, fields=("topics",)):
            given = {"reason": "时间紧", "topics": [topic]}
            topic_list_services.skip_collection(meeting_id=meeting.pk, **given, **story.someone("union_clerk"))


@pytest.mark.rule("R6.12")
def test_a_topic_of_another_list_is_not_put_before_an_extraordinary_meeting(road):
    with road.at("aggregated") as story:
        meeting = an_extraordinary_meeting(story)
        with refused(topic_list_refusals.TopicNotFree, fields=("topics",)):
            given = {"reason": "时间紧", "topics": [story.topics[UNION]]}
            topic_list_services.skip_collection(meeting_id=meeting.pk, **given, **story.someone("union_clerk"))


@pytest.mark.rule("R6.5")
def test_a_postponed_extraordinary_meeting_reopens_the_round_it_had(road):
    with road.at("aggregated") as story:
        meeting = an_extraordinary_meeting(story)
        topic = story.topics[UNION]
        for name in ("gov_clerk", "union_clerk"):
            closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="并入临时会议", **story.someone(name))
        Topic.objects.filter(pk=topic.pk).update(category="briefing_union")
        topic.refresh_from_db()
        for name in ("gov_clerk", "union_clerk"):
            given = {"reason": "时间紧", "topics": [topic]}
            topic_list_services.skip_collection(meeting_id=meeting.pk, **given, **story.someone(name))
        for name in ("gov_clerk", "union_clerk"):
            given = {"date": story.meeting_on + timedelta(days=7), "reason": "延期"}
            closing_services.postpone_meeting(meeting_id=meeting.pk, **given, **story.someone(name))
        with refused(topic_list_refusals.CollectedBefore):
            given = {"reason": "时间紧", "topics": [topic]}
            topic_list_services.skip_collection(meeting_id=meeting.pk, **given, **story.someone("union_clerk"))
        assert (
            collection_services.open_collection(meeting_id=meeting.pk, **story.someone("union_clerk")).state
            == "collecting"
        )


# --- notice ----------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R7.2!no-date-or-place", "R7.4", "C6")
@pytest.mark.parametrize("missing", ["starts_at", "venue", "contact", "presider"])
def test_a_notice_says_when_where_who_presides_and_whom_to_ask(road, missing):
    with road.at("settled") as story, refused(MissingField, "R7.2", fields=(missing,)):
        notice_services.issue_notice(**a_notice(story, **{missing: None}))


@pytest.mark.rule("R7.2!no-attendees")
def test_a_notice_names_members_of_both_sides(road):
    with road.at("settled") as story:
        notice = a_notice(story)
        Attendance.objects.filter(side="union", capacity="member").delete()
        with refused(notice_refusals.NoticeIncomplete):
            notice_services.issue_notice(**notice)


@pytest.mark.rule("R8.2!no-topic")
def test_a_notice_has_a_topic_to_deliberate_on(road):
    with road.at("settled") as story:
        keys = {unit.pk: key for key, unit in story.office.units.items()}
        for topic in story.topics.values():
            speaker = story.speaker(keys[topic.proposer_id])
            proposing_services.withdraw_topic(topic_id=topic.pk, reason="已另行解决", **speaker)
        with refused(notice_refusals.NoticeIncomplete):
            notice_services.issue_notice(**a_notice(story))


@pytest.mark.rule("R8.8", "C7", "A24")
def test_a_notice_precedes_the_meeting_by_the_day_in_shanghai(road):
    with road.at("settled") as story:
        today = clock.today()
        Meeting.objects.filter(pk=story.meeting.pk).update(planned_on=today)
        with story.on(today, hour=0):
            assert (
                notice_services.issue_notice(**a_notice(story, starts_at=clock.at_hour(today, 9))).session_on == today
            )
    with road.at("settled") as story, refused(convening_refusals.DatesOutOfOrder, fields=("starts_at",)):
        late_last_night = clock.at_hour(clock.today() - timedelta(days=1), 23, 59)
        notice_services.issue_notice(**a_notice(story, starts_at=late_last_night))


def local_noon_of(day: date, zone: timezone) -> datetime:
    """Noon of a day in Inner Mongolia, written with another offset."""
    return clock.at_hour(day, 12).astimezone(zone)


@pytest.mark.rule("R6.5")
@pytest.mark.parametrize("hours", [-12, -5, 0, 8, 14])
@pytest.mark.parametrize("days", [-1, 1, 30])
def test_one_side_alone_moves_no_agreed_day_by_a_notice_whatever_the_offset(road, hours, days):
    zone = timezone(timedelta(hours=hours))
    with road.at("settled") as story:
        elsewhere = local_noon_of(story.meeting_on + timedelta(days=days), zone)
        with refused(notice_refusals.DayWasAgreed, fields=("starts_at",)):
            notice_services.issue_notice(**a_notice(story, starts_at=elsewhere))
        agreed = local_noon_of(story.meeting_on, zone)
        assert notice_services.issue_notice(**a_notice(story, starts_at=agreed)).session_on == story.meeting_on
        again = a_notice(story, starts_at=elsewhere, what_changed="改期")
        with refused(notice_refusals.DayWasAgreed, fields=("starts_at",)):
            notice_services.reissue_notice(**again)
        later_that_day = a_notice(story, starts_at=clock.at_hour(story.meeting_on, 15), what_changed="改在下午")
        assert notice_services.reissue_notice(**later_that_day).session_on == story.meeting_on


@pytest.mark.rule("R6.5")
def test_the_last_minute_of_the_year_elsewhere_is_the_next_year_here(road):
    with road.at("settled") as story:
        Meeting.objects.filter(pk=story.meeting.pk).update(planned_on=date(2026, 12, 31))
        new_year = datetime(2026, 12, 31, 23, 30, tzinfo=timezone(-timedelta(hours=12)))
        with refused(notice_refusals.DayWasAgreed, fields=("starts_at",)):
            notice_services.issue_notice(**a_notice(story, starts_at=new_year))


@pytest.mark.rule("R8.1!not-listed")
def test_whoever_presides_is_on_the_list_and_coming(road):
    with road.at("settled") as story:
        chief = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
        given = {"reason": "出国访问", "approver": "旗长"}
        attendance.take_leave(attendance_id=chief.pk, **given, **story.someone("gov_clerk"))
        chief.refresh_from_db()
        with refused(notice_refusals.PresiderNotListed, fields=("presider",)):
            notice_services.issue_notice(**a_notice(story, presider=chief))


@pytest.mark.rule("R5.4", "R8.1!not-listed")
def test_a_guest_does_not_preside(road):
    with road.at("settled") as story:
        who = {"name": "特邀专家", "unit_name": "高校", "capacity": "guest", "category": "其他"}
        guest = attendance.invite(meeting=story.meeting, **who, **story.someone("gov_clerk"))
        with refused(notice_refusals.PresiderNotListed, fields=("presider",)):
            notice_services.issue_notice(**a_notice(story, presider=guest, presider_reason="特邀"))


@pytest.mark.rule("R8.1")
def test_another_presider_than_the_governments_chief_has_a_reason(road):
    with road.at("settled") as story:
        other = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_union")
        with refused(notice_refusals.PresiderNeedsReason, fields=("presider_reason",)):
            notice_services.issue_notice(**a_notice(story, presider=other))
        assert (
            notice_services.issue_notice(**a_notice(story, presider=other, presider_reason="副旗长出差")).state
            == "noticed"
        )


@pytest.mark.rule("R5.1", "C9")
def test_nobody_is_invited_twice(road):
    with road.at("settled") as story:
        row = Attendance.objects.filter(meeting=story.meeting, side="union").first()
        who = {"name": row.name, "unit_name": row.unit_name, "capacity": "member", "reason": "漏列"}
        with refused(Duplicate, "R5.1"):
            attendance.invite(meeting=story.meeting, **who, **story.someone("union_clerk"))


@pytest.mark.rule("R5.5!chief-substituted")
def test_a_chief_convener_is_replaced_only_by_the_convener_of_the_side(road):
    with road.at("settled") as story:
        chief = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_union")
        by = story.someone("union_clerk")
        with refused(attendance_refusals.SubstituteForChief):
            attendance.substitute(attendance_id=chief.pk, name="别人", title="部长", **by)
        deputy = story.office.people["union_leader_2"]
        row = attendance.substitute(attendance_id=chief.pk, name=deputy.name, title=deputy.title, **by)
        assert row.present_name == deputy.name


@pytest.mark.rule("R6.5", "C7")
def test_a_meeting_is_postponed_to_a_later_day(road):
    with road.at("noticed") as story, refused(convening_refusals.DatesOutOfOrder, fields=("date",)):
        postpone(story, story.meeting_on)


@pytest.mark.rule("R6.5", "R7.5")
def test_a_postponed_meeting_collects_settles_and_is_noticed_again(road):
    with road.at("noticed") as story:
        later = date(2027, 1, 15)
        postpone(story, later)
        meeting = story.refresh()
        assert (meeting.state, meeting.year, meeting.first_planned_on) == ("accepted", 2027, story.meeting_on)
        assert {topic.state for topic in Topic.objects.all()} == {"tabled"}
        collection_services.open_collection(meeting_id=meeting.pk, **story.someone("union_clerk"))
        assert {topic.state for topic in Topic.objects.all()} == {"prepared"}
        for name in ("union_clerk", "gov_clerk"):
            topic_list_services.settle_list(meeting_id=meeting.pk, **story.someone(name))
        starts_at = clock.at_hour(later, 9)
        notice = (
            notice_services.issue_notice(**a_notice(story, starts_at=starts_at))
            .notices.order_by("issued_at", "id")
            .last()
        )
        assert notice.supersedes is not None


# --- session ---------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R8.8!before-the-day", "C7", "A24")
def test_no_session_is_opened_before_its_day_in_shanghai(road):
    with road.at("noticed") as story:
        given = {"meeting_id": story.meeting.pk, **story.someone("gov_clerk")}
        with story.on(story.meeting_on - timedelta(days=1), hour=23), refused(session_refusals.NotYetTheDay):
            session_services.open_session(**given)
        with story.on(story.meeting_on, hour=0):
            assert session_services.open_session(**given).state == "in_session"


@pytest.mark.rule("R7.5", "R8.8")
def test_a_session_is_written_up_some_days_late_and_no_later(road):
    with road.at("noticed") as story:
        given = {"meeting_id": story.meeting.pk, **story.someone("gov_clerk")}
        latest = binding_rule(story.meeting).opening_days
        with story.on(story.meeting_on + timedelta(days=latest + 1)):
            with refused(session_refusals.NoticedDayPassed):
                session_services.open_session(**given)
            with pytest.raises(session_refusals.NoticedDayPassed, match=f"已超过 {latest} 天"):
                session_services.open_session(**given)
        with story.on(story.meeting_on + timedelta(days=latest)):
            assert session_services.open_session(**given).state == "in_session"


@pytest.mark.rule("R5.6", "R8.8")
def test_nobody_is_checked_in_before_the_session(road):
    with road.at("noticed") as story:
        row = Attendance.objects.filter(meeting=story.meeting, side="gov").first()
        with refused(attendance_refusals.NotInSession):
            take(ATTENDANCE, "check_in", attendance_id=row.pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R8.6")
def test_no_session_ends_with_a_topic_undecided(road):
    with road.at("in_session") as story, refused(session_refusals.TopicsUndecided):
        session_services.adjourn_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R8.6")
@pytest.mark.parametrize(("outcome", "given"), [("agreed", False), ("agreed_in_principle", False), ("remitted", True)])
def test_agreed_topics_yield_agreed_items_and_others_none(road, outcome, given):
    with road.at("in_session") as story, refused(session_refusals.ResolutionMissing, fields=("resolutions",)):
        decision = {**resolved(story), "outcome": outcome}
        session_services.decide_topic(**(decision if given else {**decision, "resolutions": []}))


@pytest.mark.rule("R8.7", "C7")
@pytest.mark.parametrize("days", [-1, 0])
def test_an_agreed_item_is_due_after_the_meeting(road, days):
    with road.at("in_session") as story, refused(session_refusals.DeadlineBroken, fields=("resolutions",)):
        session_services.decide_topic(**resolved(story, due_on=story.meeting_on + timedelta(days=days)))


@pytest.mark.rule("R8.7")
@pytest.mark.parametrize("days", [-1, 61])
def test_a_milestone_lies_between_the_meeting_and_the_deadline(road, days):
    with road.at("in_session") as story, refused(session_refusals.DeadlineBroken, fields=("resolutions",)):
        steps = [{"text": "方案", "due_on": story.meeting_on + timedelta(days=days)}]
        session_services.decide_topic(**resolved(story, milestones=steps))


@pytest.mark.rule("R11.1")
def test_a_lead_unit_does_not_support_itself(road):
    with road.at("in_session") as story, refused(session_refusals.LeadSupportsItself, fields=("resolutions",)):
        session_services.decide_topic(**resolved(story, supporting_units=[story.office.units["hrss"]]))


@pytest.mark.rule("R11.5")
@pytest.mark.parametrize("office", ["gov_office", "union_office"])
def test_neither_general_office_leads_an_item_it_would_have_to_check_itself(road, office):
    with road.at("in_session") as story, refused(session_refusals.OfficeCannotLead, fields=("resolutions",)):
        session_services.decide_topic(**resolved(story, lead_unit=story.office.units[office]))


def decide_all(story: Story) -> None:
    for topic in story.topics.values():
        given = {"outcome": "not_agreed", "resolutions": [], **story.someone("union_clerk")}
        session_services.decide_topic(topic_id=topic.pk, **given)


@pytest.mark.rule("R5.6")
def test_no_session_ends_before_everybody_is_accounted_for(road):
    with road.at("in_session") as story:
        decide_all(story)
        with refused(session_refusals.AttendanceOpen):
            session_services.adjourn_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R1.2", "R5.4!guests-counted")
def test_both_sides_are_in_the_room_and_guests_are_no_side(road):
    with road.at("in_session") as story:
        decide_all(story)
        who = {"name": "职工代表", "unit_name": "企业", "capacity": "guest", "category": "职工代表"}
        attendance.invite(meeting=story.meeting, **who, **story.someone("union_clerk"))
        for row in Attendance.objects.filter(meeting=story.meeting):
            verb = verb_of(ATTENDANCE, "mark_absent") if row.side == "union" else verb_of(ATTENDANCE, "check_in")
            verb(attendance_id=row.pk, **story.someone("union_clerk" if row.side == "union" else "gov_clerk"))
        with refused(session_refusals.SideAbsent):
            session_services.adjourn_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R5.6")
def test_the_list_of_names_is_frozen_by_the_end_of_the_session(road):
    with road.at("held") as story:
        row = Attendance.objects.filter(meeting=story.meeting, side="gov").first()
        who = {"name": "后补", "unit_name": "人社局", "capacity": "member"}
        with refused(attendance_refusals.ListFrozen):
            attendance.invite(meeting=story.refresh(), **who, **story.someone("gov_clerk"))
        with refused(attendance_refusals.NotInSession):
            take(ATTENDANCE, "mark_absent", attendance_id=row.pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R5.6")
def test_nobody_takes_leave_after_the_meeting_was_given_up(road):
    with road.at("held") as story:
        Attendance.objects.filter(meeting=story.meeting, side="gov").update(state="invited")
        row = Attendance.objects.filter(meeting=story.meeting, side="gov").first()
        with refused(attendance_refusals.ListFrozen):
            attendance.confirm_attendance(attendance_id=row.pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R5.5")
def test_nobody_grants_leave_to_himself(road):
    with road.at("noticed") as story:
        row = Attendance.objects.filter(meeting=story.meeting, side="gov").order_by("position").last()
        for own in (row.name, f" {row.name}\u200b"):
            with refused(attendance_refusals.OwnLeave, fields=("approver",)):
                take(ATTENDANCE, "take_leave", attendance_id=row.pk, reason="出差", approver=own,
                     **story.someone("gov_clerk"))  # fmt: skip


@pytest.mark.rule("R5.5")
def test_a_chief_convener_is_excused_or_substituted_and_never_dropped(road):
    with road.at("settled") as story:
        for side in ("gov", "union"):
            chief = Attendance.objects.get(meeting=story.meeting, slot=f"chief_convener_{side}")
            with refused(attendance_refusals.ChiefIsNotDropped):
                take(ATTENDANCE, "remove", attendance_id=chief.pk, reason="x", **story.someone(f"{side}_clerk"))


@pytest.mark.rule("R11.1")
def test_an_agreed_item_is_due_while_somebody_in_office_sees_it(road):
    with road.at("in_session") as story:
        with refused(session_refusals.DeadlineFarOff, fields=("resolutions",)):
            session_services.decide_topic(**resolved(story, due_on=date(2099, 12, 31)))
        last = story.meeting_on.replace(year=story.meeting_on.year + 5, month=12, day=31)
        assert session_services.decide_topic(**resolved(story, due_on=last)).state == "decided"
