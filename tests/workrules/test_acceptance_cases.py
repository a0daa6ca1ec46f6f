"""The cases of the published table of parameters: how a rule of another place is typed, and what the verbs then do.

One meeting is walked for all of them. Each case binds it, at the stage where the parameter matters, to a rule typed
as a clerk types it, and goes on from there; what is done there is undone. Cases that begin before a meeting issue
their rule. Who asks, settles, presides and closes by the rule stands in `test_convening` and `test_minutes_and_after`.
"""

from datetime import date, timedelta

import pytest

from apps.acts.initials import initial
from apps.documents.models import IssuedDocument
from apps.meetings.agenda.letters import parts_said
from apps.meetings.alerts import alerts_on
from apps.meetings.attendance import refusals as attendance_refusals
from apps.meetings.attendance import services as attendance
from apps.meetings.cautions import of_meeting
from apps.meetings.closing import services as closing_services
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.convening import services as convening_services
from apps.meetings.facts import counts_in
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.pages import previews
from apps.meetings.timetable import timetable_of
from apps.meetings.titles import meeting_title
from apps.topics.lifecycle import TOPIC
from apps.workrules import refusals as rule_refusals
from apps.workrules import services as workrules
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import REGIONAL_2024
from apps.workrules.rules import collection_due_on
from apps.workrules.snapshots import to_snapshot
from kernel import clock
from kernel.refusals import WrongSide
from kinds.registry import kind_of
from tenants.governments.selectors import government
from tests.road import Road, refused
from tests.workrules.cases import EXTRA, MEMBERS, PLAN, bound, cautions, issued_now, page, said, settled, typed
from tests.workrules.elsewhere import chief, deviations, invited, notice

# --- before a meeting: cases 1, 2, 11, 12 to 16, 19, 24, 25, P8 ------------------------------------------------------


@pytest.mark.rule("R4.1", "R6.4")
def test_case_1_the_regional_rule_lets_the_union_ask_and_collects_two_months_before(road: Road):
    assert collection_due_on(date(2024, 12, 20), REGIONAL_2024) == date(2024, 10, 20)
    with road.at("drafted") as story:
        with refused(WrongSide, "R4.1"):
            convening_services.draft_meeting(**PLAN, **story.someone("gov_clerk"))
        assert convening_services.draft_meeting(**PLAN, **story.someone("union_clerk")).state == "draft"


@pytest.mark.rule("R4.6", "R4.7")
def test_case_2_once_or_twice_a_year_and_extraordinary_meetings_after_consultation(road: Road):
    with road.at("drafted") as story:
        issued_now(story, frequency_max="2", extraordinary_consent="提前协商")
        by = story.someone("union_clerk")
        convening_services.draft_meeting(**PLAN, **by)
        with refused(convening_refusals.MoreMeetingsNeedReason, fields=("frequency_reason",)):
            convening_services.draft_meeting(**PLAN | {"planned_on": date(2026, 11, 20)}, **by)
        with refused(convening_refusals.ConsultationMissing, fields=("prior_consultation",)):
            convening_services.draft_meeting(**EXTRA, **by)
        drafted = convening_services.draft_meeting(**EXTRA, prior_consultation="三月十日与政府办公室协商一致。", **by)
        asked = convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))
        assert asked.state == "accepted", "consulted beforehand, it needs no further consent"
        assert "三月十日与政府办公室协商一致" in said(IssuedDocument.objects.get(subject_id=drafted.pk))


@pytest.mark.rule("R13.2")
def test_a_draft_of_an_earlier_rule_is_asked_for_only_after_the_consultation_that_the_new_one_wants(road: Road):
    with road.at("drafted") as story:
        drafted = convening_services.draft_meeting(**EXTRA, **story.someone("union_clerk"))
        issued_now(story, extraordinary_consent="consulted")
        with refused(convening_refusals.ConsultationMissing):
            convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))


@pytest.mark.rule("R4.2")
@pytest.mark.parametrize(
    ("slots", "called", "heading"),
    [
        ("chief_convener_gov、convener_gov", "主任委员", "主任委员和召集人"),  # 11: one, and a delegate
        ("chief_convener_gov、chief_convener_union", "共同组长", "共同组长"),  # P6: co-leads
        ("chief_convener_gov、convener_union", "总召集人", "总召集人和召集人"),
        ("", "总召集人", ""),
    ],
)
def test_cases_11_and_p6_any_number_of_conveners_under_their_own_title(road: Road, slots: str, called: str, heading):
    values = {"slots": slots} | ({"chief_convener_title": called} if called != "总召集人" else {})
    with road.at("drafted") as story:
        issued_now(story, **values)
        asked = convening_services.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))
        named = [part for part in slots.split("、") if part]
        assert sorted(asked.conveners.values_list("slot", flat=True)) == sorted(named)
        letter = IssuedDocument.objects.get(subject_id=asked.pk)
        headings = [block.get("heading", "") for block in letter.content["content"]["body"]]
        assert ([one for one in headings if "召集人" in one or "组长" in one] or [""]) == [heading]


@pytest.mark.rule("R12.1", "R0.1")
@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"status": "trial", "issuer": "gov"}, ["试行", "政府"]),  # 12, 13
        (
            {"status": "provisional", "base_title": "呼和浩特市联席会议工作规则"},
            ["暂行", "呼和浩特市联席会议工作规则"],
        ),  # 14, 16
        ({"issuer": "party_gov_offices"}, ["党委办公厅（室）、政府办公厅（室）"]),  # 19
        ({"issuer": "joint"}, ["政府与工会联合"]),
    ],
)
def test_cases_12_to_19_status_issuer_and_base_rule_are_the_rules_own(road: Road, client_of, document, words):
    with road.at("drafted") as story:
        rule = workrules.draft_rule(title="加强相互联系若干规定", **document, **story.someone("gov_clerk"))
        shown = page(client_of, story, f"/work-rules/{rule.pk}")
        assert all(word in shown for word in ("加强相互联系若干规定", *words))


@pytest.mark.rule("R4.10", "R2.1")
def test_case_15_a_mechanism_of_another_name_is_called_so_everywhere(road: Road):
    with road.at("drafted") as story:
        bound(story, mechanism_name="联席座谈会议", ordinal_style="年度")
        assert meeting_title(story.meeting, government()).endswith("2026年度联席座谈会议")
        assert parts_said(story.meeting)[1] == "通报上次联席座谈会议议定事项落实情况"


@pytest.mark.rule("R4.10")
def test_a_government_that_met_before_begins_with_its_next_ordinal(road: Road):
    with road.at("drafted") as story:
        closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="改期", **story.someone("union_clerk"))
        issued_now(story, ordinal_start="13")
        assert convening_services.draft_meeting(**PLAN, **story.someone("union_clerk")).ordinal == 13


@pytest.mark.rule("R1.2")
@pytest.mark.parametrize("case", [24, 25])
def test_cases_24_and_25_three_sides_are_refused_in_a_sentence(road: Road, case: int):
    with road.at("drafted") as story, pytest.raises(rule_refusals.DeviationsContradict, match="不支持三方机制") as told:
        workrules.draft_rule(title="三方机制", deviations=deviations(sides_count="3"), **story.someone("gov_clerk"))
    assert set(told.value.fields) == {"deviations", "deviations.sides_count"}, case


@pytest.mark.rule("R4.9", "R4.6")
def test_case_20_a_duty_to_meet_is_warned_of_as_one_in_the_months_of_the_rule(road: Road):
    with road.at("drafted") as story:
        issued_now(story, frequency_strength="应当", plan_alert_months="5、8")
        [first] = [one for one in alerts_on(date(2026, 5, 1)) if one.name.startswith("no_plan")]
        assert (first.since, "应当召开" in first.sentence) == (date(2026, 5, 1), True)
        assert [one.name for one in alerts_on(date(2026, 8, 1))] == ["no_plan_5", "no_plan_8"]


@pytest.mark.rule("R4.8")
@pytest.mark.parametrize(
    ("values", "kind", "titled", "held_on", "year"),
    [
        ({"year_attribution": "titled_year"}, "ordinary", 2026, date(2027, 1, 8), 2026),  # P8
        ({}, "ordinary", 2026, date(2027, 1, 8), 2027),
        ({"extraordinary_counts": "是"}, "extraordinary", 2026, date(2026, 3, 1), 2026),
        ({}, "extraordinary", 2026, date(2026, 3, 1), None),
        ({}, "ordinary", 2026, None, None),
    ],
)
def test_case_p8_a_meeting_counts_one_level_up_for_the_year_that_its_rule_says(values, kind, titled, held_on, year):
    meeting = Meeting(state="held", kind=kind, year=titled, held_on=held_on, rule=to_snapshot(typed(**values)))
    assert counts_in(meeting) == year


@pytest.mark.rule("R6.7")
def test_a_consultation_begins_with_the_days_of_the_rule(road: Road):
    with road.at("aggregated") as story:
        issued_now(story, consultation_days="15")
        [row] = TOPIC.named("consult")
        clerk = story.office.people["union_clerk"]
        begun = initial(kind_of(TOPIC), row, next(iter(story.topics.values())), clerk)
        assert begun["reply_by"] == clock.today() + timedelta(days=15)


# --- the list is settled: cases P3, P6, P7 ---------------------------------------------------------------------------


@pytest.mark.rule("R5.2")
def test_case_p6_fixed_members_are_proposed_and_whoever_is_missing_is_named(road: Road):
    with road.at("prepared") as story:
        units = [story.office.units[key].name for key in ("hrss", "health")]
        bound(story, fixed_members="、".join([*units, *MEMBERS]), attend_defaults="conveners")
        assert len(binding_rule(story.refresh()).fixed_members) == 34
        settled(story)
        listed = set(story.meeting.attendances.values_list("unit_name", flat=True))
        assert set(units) <= listed
        [caution] = [one for one in of_meeting(story.refresh(), today=clock.today()) if one.rule == "R5.2"]
        assert MEMBERS[0] in caution.sentence
        assert not any(name in caution.sentence for name in units)


@pytest.mark.rule("R8.2")
def test_cases_p7_and_p3_three_parts_and_a_meeting_inside_a_standing_one(road: Road):
    with road.at("prepared") as story:
        bound(story, agenda_parts="prior_report、deliberate、deploy", host_meeting="政府常务会议")
        settled(story)
        assert set(story.meeting.agenda.values_list("part", flat=True)) == {1, 3, 4}
        issued = notice(story, chief(story, "gov"))
        [document] = [one.document for one in issued.notices.all()]
        annex = document.content["content"]["annexes"][0]["body"]
        assert "并入政府常务会议召开" in document.content["content"]["body"][0]["text"]
        assert "并入政府常务会议召开" in annex[0]["text"]
        assert "征集" not in str([block.get("heading") for block in annex])


# --- the notice: cases 4, 7, 11, P1, P4, P5, P10 ---------------------------------------------------------------------


@pytest.mark.rule("R8.1")
def test_case_4_where_the_head_must_preside_a_deputy_is_refused_and_in_the_region_needs_a_reason(road: Road):
    with road.at("settled") as story:
        bound(story, presider_rule="principal_required", presider_strength="应当")
        with refused(notice_refusals.PresiderRequired, fields=("presider",)):
            notice(story, chief(story, "gov"), presider_reason="旗长出差")
        bound(story)
        with refused(notice_refusals.PresiderNeedsReason, fields=("presider_reason",)):
            notice(story, invited(story, "那顺", "财政局局长"))
        assert notice(story, invited(story, "宝音", "副旗长"), presider_reason="总召集人出差").state == "noticed"


@pytest.mark.rule("R8.1")
@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"presider_rule": "named_title", "presider_title": "秘书长", "presider_strength": "应当"}, "秘书长"),  # P1
        ({"presider_rule": "free"}, "政府办公室副主任"),
    ],
)
def test_case_p1_a_named_office_presides_or_anybody(road: Road, values: dict[str, str], title: str):
    with road.at("settled") as story:
        bound(story, **values)
        if values["presider_rule"] == "named_title":
            with refused(notice_refusals.PresiderRequired, fields=("presider",)):
                notice(story, invited(story, "那顺", "副秘书长"))
        assert notice(story, invited(story, "乌云", title)).state == "noticed"


@pytest.mark.rule("R8.1")
def test_case_p4_the_chair_of_the_union_presides(road: Road):
    with road.at("settled") as story:
        bound(story, presider_rule="union_chair", presider_strength="required")
        with refused(notice_refusals.PresiderRequired, fields=("presider",)):
            notice(story, chief(story, "gov"))
        assert notice(story, chief(story, "union")).state == "noticed"


@pytest.mark.rule("R12.7", "R5.1")
def test_case_7_the_sides_bear_their_own_names_and_the_press_sits_in_without_a_part(road: Road, client_of):
    with road.at("settled") as story:
        bound(story, gov_label="兵团行政", observers="新闻记者", category_labels="职工切身利益＝职工权益事项")
        press = attendance.invite(
            meeting=story.meeting, name="记者甲", unit_name="内蒙古日报社", capacity="in_attendance",
            category="新闻记者", **story.someone("gov_clerk"),
        )  # fmt: skip
        assert (press.side, press.person) == ("none", None)
        with refused(attendance_refusals.CategoryNotInRule, fields=("category",)):
            attendance.invite(
                meeting=story.meeting, name="甲", unit_name="乙", capacity="in_attendance", category="党委领导",
                **story.someone("gov_clerk"),
            )  # fmt: skip
        with refused(notice_refusals.PresiderNotListed, fields=("presider",)):
            notice(story, Attendance.objects.create(
                meeting=story.meeting, name="记者乙", unit_name="日报社", capacity="guest", side="none",
                category="新闻记者", state="invited", state_since=clock.now(),
            ))  # fmt: skip
        shown = page(client_of, story, f"/meetings/{story.meeting.pk}")
        assert "土默特左旗兵团行政与土默特左旗总工会" in shown
        assert "政府方面" not in shown
        assert "记者甲" in page(client_of, story, f"/meetings/{story.meeting.pk}?tab=attendance")
        assert "职工权益事项" in page(client_of, story, "/topics")
        issued = notice(story, chief(story, "gov"))
        [document] = [one.document for one in issued.notices.all()]
        assert document.title.startswith("土默特左旗兵团行政办公室关于召开")
        assert "列席：" in said(document)
        assert "记者甲" in said(document).split("列席：")[1]


@pytest.mark.rule("R5.4")
@pytest.mark.parametrize(("case", "category"), [("11", "党委领导"), ("P5", "乡镇长")])
def test_cases_11_and_p5_guests_come_in_the_categories_of_the_rule(road: Road, case: str, category: str):
    with road.at("settled") as story:
        guest = {"name": "甲", "unit_name": "某镇", "capacity": "guest", "category": category}
        with refused(attendance_refusals.CategoryNotInRule, fields=("category",)):
            attendance.invite(meeting=story.refresh(), **guest, **story.someone("gov_clerk"))
        bound(story, invite_categories=f"职工代表、{category}")
        row = attendance.invite(meeting=story.meeting, **guest, **story.someone("gov_clerk"))
        assert (row.category, row.side) == (category, "none"), case


@pytest.mark.rule("R7.6")
@pytest.mark.parametrize(("lead", "unit", "days"), [("2", "workdays", 1), ("7", "days", 6)])
def test_case_p10_a_late_notice_is_said_in_principle_and_refused_by_duty(road: Road, lead, unit, days):
    values = {"notice_lead": lead} | ({"notice_lead_unit": unit} if unit == "days" else {})
    with road.at("settled") as story, story.on(story.meeting_on - timedelta(days=days)):
        bound(story, **values)
        assert "ShortNotice" in cautions(story)
        bound(story, **values, notice_lead_strength="应当")
        with refused(notice_refusals.NoticeTooLate, fields=("starts_at",)):
            notice(story, chief(story, "gov"))
        bound(story, **values)
        assert notice(story, chief(story, "gov")).state == "noticed"


@pytest.mark.rule("R13.2")
def test_a_rule_bound_by_the_notice_rules_the_notice_as_a_whole(road: Road):
    with road.at("settled") as story:
        bound(story, binds_on="notice")
        issued_now(
            story, agenda_parts="prior_report、deliberate、deploy", presider_rule="union_chair",
            presider_strength="required", notice_issuer="union_clerk", minutes_deadline_workdays="3",
            mechanism_name="联席座谈会议", disclosure_default="主动公开", notice_lead="30", notice_lead_unit="days",
        )  # fmt: skip
        assert timetable_of(story.refresh()).notice == story.meeting_on - timedelta(days=30)
        assert "ShortNotice" in cautions(story)
        [row] = MEETING.named("issue_notice")
        clerk = story.office.people["union_clerk"]
        assert initial(kind_of(MEETING), row, story.meeting, clerk)["disclosure"] == "public"
        [front, *_annexes] = previews.notice(story.meeting, row, {}, clerk)
        assert "联席座谈会议" in "".join(front["title"])
        with refused(WrongSide, "R7.2"):
            notice(story, chief(story, "union"))
        with refused(notice_refusals.PresiderRequired, fields=("presider",)):
            notice(story, chief(story, "gov"), by="union_clerk")
        issued = notice(story, chief(story, "union"), by="union_clerk")
        assert binding_rule(issued).minutes_deadline_workdays == 3
        assert set(issued.agenda.values_list("part", flat=True)) == {1, 3, 4}
