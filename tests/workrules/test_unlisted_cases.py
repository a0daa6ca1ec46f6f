"""Rules that the published table does not list: what an office may type, and what is refused (Art. 12)."""

from datetime import date

import pytest

from apps.acts.initials import initial
from apps.documents.models import IssuedDocument
from apps.meetings.collection.lead_times import collection_due_on
from apps.meetings.convening import services as convening_services
from apps.meetings.convening.refusals import GroundMissing
from apps.meetings.convening.rules import BY_RULE
from apps.meetings.convening.services import answer_invitation
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice.presiding import usual_presider
from apps.meetings.notice.refusals import NoticeTooLate
from apps.workrules import refusals
from apps.workrules.binding import binding_rule
from apps.workrules.guards import deviations_of
from apps.workrules.parameters import PARAMETERS, REGIONAL_2024
from apps.workrules.rules import due_by
from apps.years.alerts import alerts_on
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField
from kinds.registry import kind_of
from tests.road import Road, refused
from tests.workrules.cases import EXTRA, PLAN, bound, cautions, issued_now, typed
from tests.workrules.elsewhere import chief, notice


@pytest.mark.rule("R12.1")
@pytest.mark.parametrize(
    ("values", "beside"),
    [
        ({"sides_count": "1"}, "不支持三方机制"),
        ({"reps_per_side": "1"}, "不能少于该方的召集人数"),
        ({"extraordinary_allowed": "否", "extraordinary_counts": "是"}, "不存在计入例会次数"),
        ({"report_up_due_days": "30"}, "须写明向哪个上级办公室报告"),
        ({"collection_lead": "0", "collection_lead_unit": "天"}, "请选“不作要求”"),
        ({"collection_lead": "25"}, "不能超过两年"),
        ({"presider_title": "秘书长"}, "才写明职务"),
        ({"presider_rule": "free", "presider_strength": "应当"}, "没有应当与原则上之分"),
        ({"topic_routes": "gov_direct"}, "工会议题须有提出途径"),
        ({"topic_routes": "union_office"}, "政府议题须有提出途径"),
        ({"agenda_parts": "部署落实、研究议题"}, "先后不能改变"),
        ({"report_up_content": "会议纪要"}, "写明报告内容的"),
        ({"report_cycle_days": "无", "report_cycle_unit": "个月"}, "不另定报送间隔的单位"),
        ({"ladder_steps": "催办单", "ladder_reminder_days": "5"}, "没有提醒函"),
        ({"frequency_min": "2", "frequency_max": "1"}, "不能少于至少召开次数"),
    ],
)
def test_what_contradicts_itself_is_refused_beside_the_figure(values: dict[str, str], beside: str):
    with pytest.raises(refusals.DeviationsContradict, match=beside) as told:
        typed(**values)
    assert told.value.article == "第十二条"


@pytest.mark.rule("R12.1")
@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("notice_lead", "367", "0 至 366 之间"), ("report_cycle_days", "0", "1 至 366 之间"),
        ("minutes_deadline_workdays", "0", "1 至 366 之间"), ("frequency_max", "0", "1 至 52 之间"),
        ("opening_days", "32", "0 至 31 之间"), ("followup_close_chain", "", "至少填写一项"),
        ("minutes_approval_chain", "无", "从所列选项"), ("work_plan_month", "13", "从所列选项"),
        ("minutes_issuer", "either", "从所列选项"), ("report_cycle_days", "", "填写“无”"),
        ("report_cycle_days", "未定", "填写“无”"),
    ],
)  # fmt: skip
def test_a_figure_out_of_bounds_is_refused_with_its_bounds(name: str, value: str, told: str):
    with pytest.raises(refusals.DeviationUnreadable, match=told):
        typed(**{name: value})


@pytest.mark.rule("R11.7", "R12.1")
def test_a_figure_forgotten_abolishes_no_report_and_none_is_said_in_words():
    cycle, often = PARAMETERS["report_cycle_days"], PARAMETERS["frequency_max"]
    with pytest.raises(refusals.DeviationUnreadable):
        deviations_of([{"parameter": cycle.name, "value": None, "reason": "结合本地实际"}])
    assert (cycle.typed(None), cycle.said(None), often.typed(None), often.said(None)) == ("无", "无", "", "未定")
    assert ("可以不填" in cycle.hint, "可以不填" in often.hint) == (False, True)


@pytest.mark.rule("R4.5", "R8.1")
def test_where_the_head_always_presides_the_invitation_needs_no_matter_of_special_weight(road: Road):
    plan = {**PLAN, "planned_on": date(2026, 11, 6), "principal_leader": "巴特尔"}
    with road.at("drafted") as story:
        by = story.someone("union_clerk")
        titled = {**plan, "principal_leader_title": "旗长"}
        with refused(GroundMissing, fields=("principal_leader_ground",)):
            convening_services.draft_meeting(**titled, **by)
        issued_now(story, presider_rule="principal_required", presider_strength="应当")
        with refused(MissingField, "R4.1", fields=("principal_leader_title",)):
            convening_services.draft_meeting(**plan, **by)
        with refused(MissingField, "R4.1", fields=("principal_leader",)):
            convening_services.draft_meeting(**PLAN, principal_leader_title="旗长", **by)
        drafted = convening_services.draft_meeting(**titled, **by)
        issued_now(story)
        with refused(GroundMissing):
            convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))
        with refused(GroundMissing, fields=("principal_leader_ground",)):
            convening_services.edit_meeting(meeting_id=drafted.pk, **titled, principal_leader_ground=BY_RULE, **by)
        issued_now(story, presider_rule="principal_required", presider_strength="required")
        asked = convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))
        letter = str(IssuedDocument.objects.get(subject_id=asked.pk).content)
        assert "拟邀请旗长巴特尔出席并主持会议。按工作规则由主要领导主持会议。" in letter
        assert "特殊重大问题" not in letter
        convening_services.accept_meeting(meeting_id=asked.pk, **story.someone("gov_leader"))
        given = {"answer": "accepted", "answered_on": clock.today()}
        comes = answer_invitation(meeting_id=asked.pk, **given, **story.someone("gov_clerk"))
        [row] = MEETING.named("issue_notice")
        begun = initial(kind_of(MEETING), row, comes, story.office.people["gov_clerk"])
        assert comes.attendances.get(pk=begun["presider"]).name == "巴特尔"


@pytest.mark.rule("R4.7")
@pytest.mark.parametrize(
    ("consent", "asks", "state"),
    [("gov", "gov", "accepted"), ("gov", "union", "requested"), ("union", "union", "accepted")],
)
def test_an_extraordinary_meeting_on_one_sides_demand(road: Road, consent: str, asks: str, state: str):
    with road.at("drafted") as story:
        issued_now(story, extraordinary_consent=consent, requested_by="either")
        drafted = convening_services.draft_meeting(**EXTRA, **story.someone(f"{asks}_clerk"))
        asked = convening_services.request_meeting(meeting_id=drafted.pk, **story.someone(f"{asks}_leader"))
        assert asked.state == state


@pytest.mark.rule("R13.1", "R6.4")
def test_a_rule_of_the_29th_of_february_is_in_force_from_that_day_on(road: Road):
    leap = date(2028, 2, 29)
    with road.at("drafted") as story, story.on(leap):
        issued_now(story, period_years="2")
        assert binding_rule(day=date(2028, 2, 28)) == REGIONAL_2024
        bound = binding_rule(day=leap)
        assert (bound.period_years, due_by(bound, year=2028)) == (2, date(2029, 12, 31))
        plan = {**PLAN, "planned_on": date(2028, 4, 30)}
        assert collection_due_on(convening_services.draft_meeting(**plan, **story.someone("union_clerk"))) == leap


@pytest.mark.rule("R12.4")
def test_the_plan_of_the_year_is_missed_from_the_month_of_the_rule_on(road: Road):
    def missed(month: int) -> bool:
        return "no_work_plan" in [one.name for one in alerts_on(date(2026, month, 1))]

    with road.at("drafted") as story:
        assert (missed(3), missed(4)) == (False, True)
        with story.on(date(2026, 2, 2)):
            issued_now(story, work_plan_month="6")
        assert (missed(5), missed(6)) == (False, True)


@pytest.mark.rule("R8.1")
def test_who_is_excused_is_not_offered_for_the_chair(road: Road):
    with road.at("settled") as story:
        leads = chief(story, "gov")
        assert usual_presider(story.refresh()) == leads
        Attendance.objects.filter(pk=leads.pk).update(state="on_leave", leave_reason="出差", leave_approver="苏和")
        assert usual_presider(story.refresh()) is None


@pytest.mark.rule("R7.6")
@pytest.mark.parametrize(("lead", "day"), [("0", date(2026, 6, 12)), ("366", date(2025, 6, 11))])
def test_a_notice_may_be_due_the_same_day_or_a_year_before(road: Road, lead: str, day: date):
    with road.at("settled") as story, story.on(story.meeting_on):
        bound(story, notice_lead=lead, notice_lead_unit="days", notice_lead_strength="应当")
        if lead == "0":
            assert notice(story, chief(story, "gov")).state == "noticed"
        else:
            with pytest.raises(NoticeTooLate, match=day.isoformat()):
                notice(story, chief(story, "gov"))


@pytest.mark.rule("R7.6", "R9.7")
def test_working_days_of_a_year_without_a_published_schedule_are_flagged_as_provisional(road: Road):
    with road.at("settled") as story:
        assert "ProvisionalCalendar" not in cautions(story)
        Meeting.objects.filter(pk=story.meeting.pk).update(planned_on=date(2090, 1, 12))
        assert "ProvisionalCalendar" in cautions(story)
        Meeting.objects.filter(pk=story.meeting.pk).update(kind="extraordinary", ground="major", ground_text="突发情况")
        assert "ProvisionalCalendar" not in cautions(story)


@pytest.mark.rule("R7.6")
def test_after_the_notice_they_are_flagged_only_while_the_material_is_outstanding(road: Road):
    with road.at("noticed") as story:
        Meeting.objects.filter(pk=story.meeting.pk).update(session_on=date(2090, 1, 12))
        assert "ProvisionalCalendar" in cautions(story)
        take(MEETING, "issue_pack", meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        assert "ProvisionalCalendar" not in cautions(story)
