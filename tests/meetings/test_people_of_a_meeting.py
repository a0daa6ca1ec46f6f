"""Who comes to a meeting: conveners of its own day, names put on and taken off with a reason, guests (Arts. 4, 5)."""

from datetime import date, timedelta

import pytest

from apps.meetings.attendance import refusals as attendance_refusals
from apps.meetings.attendance import services as attendance
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.models import Attendance, Convener
from apps.meetings.notice import services as notice_services
from apps.meetings.topic_list import services as topic_list_services
from apps.organizations.models import OfficeTerm
from apps.organizations.posts.refusals import RankOutOfRange, UnitOfOtherSide
from apps.organizations.posts.services import appoint, assign_portfolio, establish_post, set_up_post
from kernel.audit.models import AuditEntry
from kernel.refusals import MissingField, WrongRole, WrongSide
from roads.story import Story
from tests.deputies import handover
from tests.meetings.test_refusals import a_notice
from tests.road import refused


def changed_hands(slot: str, story: Story, successor: str, day: date) -> None:
    """The post goes over to somebody else on `day`."""
    term = OfficeTerm.objects.get(post__slot=slot, ends_on=None)
    term.ends_on = day - timedelta(days=1)
    term.save()
    appoint(post=term.post, holder=story.office.people[successor], starts_on=day)


@pytest.mark.rule("R5.2")
def test_a_leader_in_whose_portfolio_a_topic_falls_is_proposed(road):
    with road.at("prepared") as story:
        categories = sorted({text.category for text in story.chosen})
        holder = story.office.people["gov_unit_2"]
        post = establish_post(title="副旗长（分管人社）", side="gov", portfolio=categories[:1])
        appoint(post=post, holder=holder, starts_on=date(2024, 1, 1))
        idle = establish_post(title="副旗长（分管农牧）", side="gov", portfolio=["other"])
        appoint(post=idle, holder=story.office.people["gov_unit_3"], starts_on=date(2024, 1, 1))
        story._settled()
        rows = story.meeting.attendances.filter(title__startswith="副旗长（")
        assert [(row.name, row.title, row.capacity) for row in rows] == [(holder.name, post.title, "member")]


@pytest.mark.rule("R5.2")
def test_whoever_is_in_charge_of_a_unit_that_a_topic_names_is_proposed(road):
    with road.at("prepared") as story:
        clerk, people, units = story.someone("gov_clerk"), story.office.people, story.office.units
        named = units[next(text.proposer for text in story.chosen if units[text.proposer].side == "gov")]
        post = set_up_post(title="副旗长（分管单位）", units=[named], **clerk)
        handover(story, post=post, to="gov_unit_2", on_day=date(2024, 1, 1))
        idle = set_up_post(title="副旗长（另管单位）", portfolio=[{"category": "other"}], **clerk)
        handover(story, post=idle, to="gov_unit_3", on_day=date(2024, 1, 1))
        story._settled()
        rows = story.meeting.attendances.filter(title__startswith="副旗长（")
        assert [(row.name, row.title) for row in rows] == [(people["gov_unit_2"].name, post.title)]


@pytest.mark.rule("R5.2")
def test_each_office_keeps_the_posts_of_its_side_and_says_what_falls_to_them(road):
    with road.at("prepared") as story:
        clerk, units = story.someone("gov_clerk"), story.office.units
        with refused(RankOutOfRange, fields=("rank",)):
            set_up_post(title="副旗长", rank=1000, **clerk)
        with refused(UnitOfOtherSide, fields=("units",)):
            set_up_post(title="副旗长", units=[units["union_rights"]], **clerk)
        with refused(WrongRole, "R5.2"):
            set_up_post(title="副旗长", **story.someone("gov_leader"))
        post = set_up_post(title="副旗长", rank=20, portfolio=[{"category": "other"}], **clerk)
        with refused(WrongSide, "R5.2"):
            assign_portfolio(post_id=post.pk, **story.someone("union_clerk"))
        with refused(UnitOfOtherSide, fields=("units",)):
            assign_portfolio(post_id=post.pk, units=[units["union_rights"]], **clerk)
        now = assign_portfolio(post_id=post.pk, units=[units["hrss"]], **clerk)
        assert (now.portfolio, now.portfolio_units, now.rank) == ([], [units["hrss"].pk], 20)
        assert AuditEntry.objects.get(what="post.assign").changes["portfolio"] == [["other"], []]


@pytest.mark.rule("R5.2")
def test_the_unions_departments_and_industrial_unions_are_proposed(road):
    with road.at("settled") as story:
        units = {unit.name for unit in story.office.units.values() if unit.kind.startswith(("union_", "industrial"))}
        assert units
        assert units <= set(story.meeting.attendances.values_list("unit_name", flat=True))


@pytest.mark.rule("R5.2")
def test_a_name_beside_the_proposal_is_put_on_for_a_reason_that_stays(road):
    with road.at("settled") as story:
        who = {"name": "额尔敦", "unit_name": "旗医保局", "capacity": "in_attendance"}
        with refused(attendance_refusals.AdditionNeedsReason, fields=("reason",)):
            attendance.invite(meeting=story.refresh(), **who, **story.someone("gov_clerk"))
        row = attendance.invite(meeting=story.refresh(), **who, reason="涉及医保支付", **story.someone("gov_clerk"))
        assert row.reason == "涉及医保支付"


@pytest.mark.rule("R5.2")
def test_a_name_is_taken_off_with_a_reason_by_its_own_side_and_is_not_proposed_again(road):
    with road.at("settled") as story:
        row = Attendance.objects.filter(meeting=story.meeting, side="union", slot=None).first()
        with refused(WrongSide, "R5.2"):
            attendance.remove(attendance_id=row.pk, reason="人数过多", **story.someone("gov_clerk"))
        with refused(MissingField, "R5.2", fields=("reason",)):
            attendance.remove(attendance_id=row.pk, reason="", **story.someone("union_clerk"))
        attendance.remove(attendance_id=row.pk, reason="人数过多", **story.someone("union_clerk"))
        assert row not in story.meeting.attendances.listed()
        removal = AuditEntry.objects.get(what="attendance.remove", object_id=row.pk, outcome="done")
        assert "人数过多" in str(removal.changes)
        topic_list_services.reopen_list(meeting_id=story.meeting.pk, reason="补充", **story.someone("gov_clerk"))
        for name in ("union_clerk", "gov_clerk"):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(name))
        assert Attendance.objects.filter(meeting=story.meeting, name=row.name).get().state == "removed"
        back = {"name": row.name, "unit_name": row.unit_name, "capacity": "in_attendance", "reason": "仍须到会"}
        assert attendance.invite(meeting=story.refresh(), **back, **story.someone("union_clerk")).state == "invited"


@pytest.mark.rule("R5.4")
def test_a_guest_comes_in_one_of_the_categories_of_the_rule(road):
    with road.at("settled") as story:
        who = {"name": "娜仁", "unit_name": "某企业", "capacity": "guest"}
        with refused(attendance_refusals.CategoryOfGuest, fields=("category",)):
            attendance.invite(meeting=story.refresh(), **who, **story.someone("union_clerk"))
        with refused(attendance_refusals.CategoryNotInRule, fields=("category",)):
            attendance.invite(meeting=story.refresh(), **who, category="亲友", **story.someone("union_clerk"))
        row = attendance.invite(meeting=story.refresh(), **who, category="劳模先进代表", **story.someone("union_clerk"))
        assert (row.side, row.category) == ("none", "劳模先进代表")


# --- conveners of the day (R4.4) -------------------------------------------------------------------------------------


@pytest.mark.rule("R4.4")
def test_a_meeting_is_announced_with_the_conveners_of_its_own_day(road):
    with road.at("settled") as story:
        changed_hands("convener_gov", story, "gov_unit_2", story.meeting_on)
        successor = story.office.people["gov_unit_2"]
        before = Convener.objects.get(meeting=story.meeting, slot="convener_gov")
        notice_services.issue_notice(**a_notice(story))
        assert Convener.objects.get(meeting=story.meeting, slot="convener_gov").holder == successor
        assert Attendance.objects.get(meeting=story.meeting, slot="convener_gov").name == successor.name
        issue = AuditEntry.objects.get(what="meeting.issue_notice", object_id=story.meeting.pk, outcome="done")
        assert before.name in str(issue.changes["given"]["conveners_before"])


@pytest.mark.rule("R7.3")
def test_who_was_excused_by_mistake_comes_after_all(road):
    with road.at("settled") as story:
        row = Attendance.objects.get(meeting=story.meeting, slot="chief_convener_gov")
        given = {"reason": "出差", "approver": "旗长"}
        attendance.take_leave(attendance_id=row.pk, **given, **story.someone("gov_clerk"))
        back = attendance.confirm_attendance(attendance_id=row.pk, **story.someone("gov_clerk"))
        assert (back.state, back.leave_reason, back.leave_approver) == ("confirmed", "", "")


@pytest.mark.rule("R4.4", "C8")
def test_no_meeting_is_announced_for_a_day_on_which_a_convener_is_missing(road):
    with road.at("settled") as story:
        term = OfficeTerm.objects.get(post__slot="convener_gov", ends_on=None)
        term.ends_on = story.meeting_on - timedelta(days=1)
        term.save()
        with refused(convening_refusals.SlotEmpty, "R4.2"):
            notice_services.issue_notice(**a_notice(story))


@pytest.mark.rule("R4.4")
def test_no_meeting_is_announced_where_one_person_would_be_two_conveners_that_day(road):
    with road.at("settled") as story:
        changed_hands("convener_union", story, "union_leader", story.meeting_on)
        with refused(convening_refusals.OnePersonTwice, "R4.2"):
            notice_services.issue_notice(**a_notice(story))


@pytest.mark.rule("R5.2")
def test_whoever_the_notice_named_is_excused_and_not_dropped(road):
    with road.at("noticed") as story:
        row = Attendance.objects.filter(meeting=story.meeting, side="gov", slot=None).first()
        with refused(attendance_refusals.NoticeSent):
            attendance.remove(attendance_id=row.pk, reason="人数过多", **story.someone("gov_clerk"))


@pytest.mark.rule("R4.4")
def test_two_conveners_change_places_also_after_the_notice(road):
    with road.at("noticed") as story:
        chief, convener = (
            Convener.objects.get(meeting=story.meeting, slot=slot) for slot in ("chief_convener_gov", "convener_gov")
        )
        day = story.refresh().session_on
        changed_hands("chief_convener_gov", story, convener.holder.username, day)
        changed_hands("convener_gov", story, chief.holder.username, day)
        notice = a_notice(story) | {"what_changed": "召集人变动"}
        notice_services.reissue_notice(**notice)
        listed = dict(
            Attendance.objects.filter(meeting=story.meeting, slot__endswith="_gov").values_list("slot", "name")
        )
        assert listed == {"chief_convener_gov": convener.name, "convener_gov": chief.name}
        issued = story.meeting.notices.latest("issued_at").document
        assert convener.name in str(issued.content)
