"""The cases of the published table of parameters: how a rule of another place is typed, and what the verbs then do.

One meeting is walked for all of them. Each case binds it, at the stage where the parameter matters, to a rule typed
as a clerk types it, and goes on from there; what is done there is undone. Cases that begin before a meeting issue
their rule. Who asks, settles, presides and closes by the rule stands in `test_convening` and `test_minutes_and_after`.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.demonstration.story import Story
from apps.desk.initials import initial
from apps.documents.models import IssuedDocument
from apps.followups import refusals as followup_refusals
from apps.followups.letter_services import issue_letter
from apps.followups.models import AgreedItem
from apps.followups.terms import terms_of
from apps.meetings import attendance_services as attendance
from apps.meetings import convening_refusals, refusals
from apps.meetings import services as meetings
from apps.meetings.agenda_services import issue_pack
from apps.meetings.alerts import alerts_on
from apps.meetings.cautions import of_meeting
from apps.meetings.facts import counts_in
from apps.meetings.letters import meeting_title, parts_said
from apps.meetings.models import Attendance, Meeting, NoticeReceipt
from apps.meetings.selectors import is_silent
from apps.minutes import cautions as publicity_cautions
from apps.minutes import refusals as minutes_refusals
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.organizations.selectors import government
from apps.topics.lifecycle import TOPIC
from apps.workrules import refusals as rule_refusals
from apps.workrules import services as workrules
from apps.workrules.guards import contradict, deviations_of
from apps.workrules.models import WorkRule
from apps.workrules.parameters import with_deviations
from apps.workrules.rules import REGIONAL_2024, RuleParameters, collection_due_on, to_snapshot
from kernel import clock
from kernel.refusals import WrongSide
from tenants.governments.models import Government
from tenants.ledger.selectors import summary
from tests.cast import an_office
from tests.road import Road, refused
from tests.workrules.elsewhere import CODE, chief, deviations, invited, issue, notice, screened

PLAN = {"kind": "ordinary", "planned_on": date(2026, 10, 16), "request_text": "例会"}
EXTRA = {**PLAN, "kind": "extraordinary", "ground": "major", "ground_text": "突发情况需及时研究"}
MEMBERS = [f"第{number}成员单位" for number in range(1, 33)]


def typed(**values: str) -> RuleParameters:
    """Return the parameters of a rule with these deviations, read and checked as when it is drafted."""
    stored = deviations_of(deviations(**values))
    contradict(stored)
    return with_deviations(REGIONAL_2024, stored)


def bound(story: Story, **values: str) -> Meeting:
    """Let the meeting stand under such a rule from here on."""
    Meeting.objects.filter(pk=story.meeting.pk).update(rule=to_snapshot(typed(**values)))
    return story.refresh()


def issued_now(story: Story, **values: str) -> WorkRule:
    """Let the government issue such a rule today."""
    return issue(story.office, on=clock.today(), **values)


def cautions(story: Story) -> list[str]:
    return [one.name for one in of_meeting(story.refresh(), today=clock.today())]


def page(client_of: Any, story: Story, address: str) -> str:
    client = client_of(CODE)
    client.force_login(story.office.people["gov_clerk"])
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def said(document: IssuedDocument) -> str:
    return str(document.content)


# --- before a meeting: cases 1, 2, 11, 12 to 16, 19, 24, 25, P8 ------------------------------------------------------


@pytest.mark.rule("R4.1", "R6.4")
def test_case_1_the_regional_rule_lets_the_union_ask_and_collects_two_months_before(road: Road):
    assert collection_due_on(date(2024, 12, 20), REGIONAL_2024) == date(2024, 10, 20)
    with road.at("drafted") as story:
        with refused(WrongSide, "R4.1"):
            meetings.draft_meeting(**PLAN, **story.someone("gov_clerk"))
        assert meetings.draft_meeting(**PLAN, **story.someone("union_clerk")).state == "draft"


@pytest.mark.rule("R4.6", "R4.7")
def test_case_2_once_or_twice_a_year_and_extraordinary_meetings_after_consultation(road: Road):
    with road.at("drafted") as story:
        issued_now(story, frequency_max="2", extraordinary_consent="提前协商")
        by = story.someone("union_clerk")
        meetings.draft_meeting(**PLAN, **by)
        with refused(refusals.MoreMeetingsNeedReason, fields=("frequency_reason",)):
            meetings.draft_meeting(**PLAN | {"planned_on": date(2026, 11, 20)}, **by)
        with refused(convening_refusals.ConsultationMissing, fields=("prior_consultation",)):
            meetings.draft_meeting(**EXTRA, **by)
        drafted = meetings.draft_meeting(**EXTRA, prior_consultation="三月十日与政府办公室协商一致。", **by)
        asked = meetings.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))
        assert asked.state == "accepted", "consulted beforehand, it needs no further consent"
        assert "三月十日与政府办公室协商一致" in said(IssuedDocument.objects.get(subject_id=drafted.pk))


@pytest.mark.rule("R13.2")
def test_a_draft_of_an_earlier_rule_is_asked_for_only_after_the_consultation_that_the_new_one_wants(road: Road):
    with road.at("drafted") as story:
        drafted = meetings.draft_meeting(**EXTRA, **story.someone("union_clerk"))
        issued_now(story, extraordinary_consent="consulted")
        with refused(convening_refusals.ConsultationMissing):
            meetings.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))


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
        asked = meetings.request_meeting(meeting_id=story.meeting.pk, **story.someone("union_leader"))
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
        meetings.cancel_meeting(meeting_id=story.meeting.pk, reason="改期", **story.someone("union_clerk"))
        issued_now(story, ordinal_start="13")
        assert meetings.draft_meeting(**PLAN, **story.someone("union_clerk")).ordinal == 13


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
    meeting = Meeting(kind=kind, year=titled, held_on=held_on, rule=to_snapshot(typed(**values)))
    assert counts_in(meeting) == year


@pytest.mark.rule("R6.7")
def test_a_consultation_begins_with_the_days_of_the_rule(road: Road):
    with road.at("aggregated") as story:
        issued_now(story, consultation_days="15")
        [row] = TOPIC.named("consult")
        clerk = story.office.people["union_clerk"]
        begun = initial(TOPIC, row, next(iter(story.topics.values())), clerk)
        assert begun["reply_by"] == clock.today() + timedelta(days=15)


# --- the list is settled: cases P3, P6, P7 ---------------------------------------------------------------------------


def settled(story: Story) -> None:
    screened(story)
    for name in ("union_clerk", "gov_clerk"):
        meetings.settle_list(meeting_id=story.meeting.pk, **story.someone(name))


@pytest.mark.rule("R5.2")
def test_case_p6_fixed_members_are_proposed_and_whoever_is_missing_is_named(road: Road):
    with road.at("prepared") as story:
        units = [story.office.units[key].name for key in ("hrss", "health")]
        bound(story, fixed_members="、".join([*units, *MEMBERS]), attend_defaults="conveners")
        assert len(story.refresh().parameters.fixed_members) == 34
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
        with refused(refusals.PresiderRequired, fields=("presider",)):
            notice(story, chief(story, "gov"), presider_reason="旗长出差")
        bound(story)
        deputy = invited(story, "那顺", "副旗长")
        with refused(refusals.PresiderNeedsReason, fields=("presider_reason",)):
            notice(story, deputy)
        assert notice(story, deputy, presider_reason="总召集人出差").state == "noticed"


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
            with refused(refusals.PresiderRequired, fields=("presider",)):
                notice(story, invited(story, "那顺", "副秘书长"))
        assert notice(story, invited(story, "乌云", title)).state == "noticed"


@pytest.mark.rule("R8.1")
def test_case_p4_the_chair_of_the_union_presides(road: Road):
    with road.at("settled") as story:
        bound(story, presider_rule="union_chair", presider_strength="required")
        with refused(refusals.PresiderRequired, fields=("presider",)):
            notice(story, chief(story, "gov"))
        assert notice(story, chief(story, "union")).state == "noticed"


@pytest.mark.rule("R12.7", "R5.1")
def test_case_7_the_sides_bear_their_own_names_and_the_press_sits_in_without_a_part(road: Road, client_of):
    with road.at("settled") as story:
        issued_now(story, gov_label="兵团行政", observers="新闻记者", category_labels="职工切身利益＝职工权益事项")
        bound(story, gov_label="兵团行政", observers="新闻记者")
        press = attendance.invite(
            meeting=story.meeting, name="记者甲", unit_name="内蒙古日报社", capacity="in_attendance",
            category="新闻记者", **story.someone("gov_clerk"),
        )  # fmt: skip
        assert (press.side, press.person) == ("none", None)
        with refused(refusals.CategoryNotInRule, fields=("category",)):
            attendance.invite(
                meeting=story.meeting, name="甲", unit_name="乙", capacity="in_attendance", category="党委领导",
                **story.someone("gov_clerk"),
            )  # fmt: skip
        with refused(refusals.PresiderNotListed, fields=("presider",)):
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
        assert document.title.endswith("的通知")
        assert "列席：" in said(document)
        assert "记者甲" in said(document).split("列席：")[1]


@pytest.mark.rule("R5.4")
@pytest.mark.parametrize(("case", "category"), [("11", "党委领导"), ("P5", "乡镇长")])
def test_cases_11_and_p5_guests_come_in_the_categories_of_the_rule(road: Road, case: str, category: str):
    with road.at("settled") as story:
        guest = {"name": "甲", "unit_name": "某镇", "capacity": "guest", "category": category}
        with refused(refusals.CategoryNotInRule, fields=("category",)):
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
        with refused(convening_refusals.NoticeTooLate, fields=("starts_at",)):
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
        )  # fmt: skip
        with refused(WrongSide, "R7.2"):
            notice(story, chief(story, "union"))
        with refused(refusals.PresiderRequired, fields=("presider",)):
            notice(story, chief(story, "gov"), by="union_clerk")
        issued = notice(story, chief(story, "union"), by="union_clerk")
        assert issued.parameters.minutes_deadline_workdays == 3
        assert set(issued.agenda.values_list("part", flat=True)) == {1, 3, 4}


# --- after the notice: cases 25, P10, 24 -----------------------------------------------------------------------------


@pytest.mark.rule("R5.1")
def test_case_25_nobody_is_added_after_the_notice_beyond_what_a_side_may_send(road: Road):
    with road.at("noticed") as story:
        members = story.meeting.attendances.filter(capacity="member", side="gov").count()
        bound(story, reps_per_side=str(max(members, 1)))
        with refused(refusals.TooManyMembers):
            invited(story, "那顺", "局长")
        bound(story, reps_per_side=str(members + 1))
        assert invited(story, "那顺", "局长").state == "invited"


@pytest.mark.rule("R7.5")
@pytest.mark.parametrize(("hours", "silent"), [("48", False), ("25", True)])
def test_a_notice_is_signed_for_in_the_hours_of_the_rule(road: Road, hours: str, silent: bool):
    with road.at("noticed") as story:
        bound(story, notice_receipt_hours=hours)
        receipt = NoticeReceipt.objects.select_related("notice__meeting").first()
        assert is_silent(receipt, receipt.notice.issued_at + timedelta(hours=30)) is silent


@pytest.mark.rule("R7.6")
def test_case_p10_a_session_waits_for_material_sent_in_time_where_that_is_a_duty(road: Road):
    with road.at("noticed") as story:
        bound(story, pack_lead_workdays="2", pack_lead_strength="required")
        with story.on(story.meeting_on - timedelta(days=1)):
            assert "PackOutstanding" in cautions(story)
        with story.on(story.meeting_on), refused(convening_refusals.PackTooLate):
            meetings.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        issue_pack(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        with story.on(story.meeting_on):
            opened = meetings.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        assert opened.state == "in_session"


@pytest.mark.rule("R12.1")
def test_case_24_a_report_to_the_office_above_falls_due(road: Road):
    with road.at("held") as story:
        bound(story, report_up_to="higher_gov_office", report_up_due_days="3", report_up_content="会议纪要")
        with story.on(story.meeting_on + timedelta(days=3)):
            assert "ReportUpOverdue" not in cautions(story)
        with story.on(story.meeting_on + timedelta(days=4)):
            assert "ReportUpOverdue" in cautions(story)


# --- minutes: cases P1, P3 -------------------------------------------------------------------------------------------


@pytest.mark.rule("R9.4")
def test_case_p3_the_minutes_name_the_standing_meeting(road: Road):
    with road.at("held") as story:
        bound(story, host_meeting="政府常务会议")
        drafted = minutes.draft_minutes(meeting=story.meeting, **story.someone("union_clerk"))
        assert "会议并入政府常务会议召开" in drafted.opening


@pytest.mark.rule("R9.3")
def test_where_the_rule_asks_for_it_every_lead_unit_countersigns(road: Road):
    with road.at("held") as story:
        bound(story, minutes_countersign="true")
        by = story.someone("union_clerk")
        drafted = minutes.draft_minutes(meeting=story.meeting, **by)
        leads = set(story.meeting.resolutions.values_list("lead_unit__name", flat=True))
        assert {row["unit_name"] for row in drafted.countersigns} == leads
        with refused(minutes_refusals.CountersignsMissing):
            minutes.submit_to_union(minutes_id=drafted.pk, **by)
        minutes.ask_countersign(minutes_id=drafted.pk, units=[], **by)
        with refused(minutes_refusals.CountersignRequired):
            minutes.submit_to_union(minutes_id=drafted.pk, **by)


@pytest.mark.rule("R9.3")
@pytest.mark.parametrize(
    ("chain", "label", "lanes"),
    [
        ("union、gov", "报工会审定", ["union", "gov"]),
        ("gov、union", "报政府审定", ["union", "gov", "union"]),
        ("gov", "报政府审定", ["union", "gov"]),
    ],
)
def test_the_first_to_approve_gives_the_step_its_name(road: Road, client_of, chain, label, lanes):
    with road.at("minutes_drafted") as story:
        bound(story, minutes_approval_chain=chain)
        story.minutes.refresh_from_db()
        [row] = MINUTES.named("submit_to_union")
        assert str(row.label_on(story.minutes)) == label
        shown = page(client_of, story, f"/meetings/{story.meeting.pk}")
        steps = [part.split('"')[0] for part in shown.split("lx-in-")[1:]]
        assert [lane.split(" ")[0] for lane in steps][6 : 6 + len(lanes)] == lanes


@pytest.mark.rule("R9.4", "R0.3")
def test_case_p1_minutes_go_out_behind_a_notice_under_the_notices_number(road: Road):
    with road.at("minutes_drafted") as story:
        bound(story, minutes_form="通知印发纪要", minutes_issuer="gov_clerk", disclosure_default="public")
        key = story.minutes.pk
        minutes.submit_to_union(minutes_id=key, **story.someone("union_clerk"))
        minutes.approve_for_union(minutes_id=key, **story.someone("union_leader"))
        minutes.approve_for_government(minutes_id=key, **story.someone("gov_leader"))
        issued = minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("gov_clerk"))
        document, content = issued.document, issued.document.content["content"]
        assert document.title.startswith("土默特左旗人民政府办公室关于印发土默特左旗人民政府与土默特左旗总工会第1次")
        assert document.title.endswith("纪要的通知")
        assert issued.number.startswith("土左政办字〔2026〕")
        assert content["mark"]["suffix"] == "文件"
        [annex] = content["annexes"]
        assert annex["title"].endswith("联席会议纪要")
        assert next(block["lead"] for block in annex["body"] if block.get("lead")) == "出席"
        assert story.minutes.approvals.first().sha256 == document.content_sha256
        assert document.disclosure == "public"
        assert story.refresh().state == "following_up"


@pytest.mark.rule("R9.4")
def test_in_the_region_minutes_go_out_as_such_under_their_own_number(road: Road):
    with road.at("approved") as story:
        issued = minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        assert (issued.number[:4], issued.document.disclosure) == ("土左联纪", "on_request")
        assert issued.document.title.endswith("纪要")


# --- after the minutes: cases 22, P11 --------------------------------------------------------------------------------


@pytest.mark.rule("R10.3")
def test_a_press_item_is_missed_after_the_days_of_the_rule(road: Road):
    with road.at("following_up") as story:
        bound(story, publicity_days="7")
        due = story.refresh().minutes_issued_on + timedelta(days=7)
        assert publicity_cautions.of_meeting(story.meeting, today=due) == []
        [caution] = publicity_cautions.of_meeting(story.meeting, today=due + timedelta(days=1))
        assert (caution.name, caution.rule) == ("PublicityOverdue", "R10.3")


@pytest.mark.rule("R11.7")
def test_cases_22_and_p11_the_governments_office_alone_follows_up_by_its_own_ladder(road: Road):
    with road.at("in_progress") as story:
        bound(story, followup_close_chain="gov_clerk", ladder_steps="催办单、督办单", ladder_supervision_days="5")
        terms = terms_of(story.meeting)
        assert (terms.owners, terms.ladder.steps) == (("gov_clerk",), ("chase_up", "supervision_order"))
        item = AgreedItem.objects.filter(state="in_progress").first()
        with story.on(item.due_on - timedelta(days=2)), refused(followup_refusals.NoSuchLetter, fields=("kind",)):
            issue_letter(agreed_item_id=item.pk, kind="reminder", **story.someone("gov_clerk"))
        overdue = item.due_on + timedelta(days=1)
        assert terms.ladder.next_step(due_on=item.due_on, issued={}, today=overdue) == "chase_up"
        sent = {"chase_up": overdue}
        week = overdue + timedelta(days=5)
        assert terms.ladder.next_step(due_on=item.due_on, issued=sent, today=week) == "supervision_order"


@pytest.mark.rule("R13.3")
@pytest.mark.parametrize(("earlier", "days"), [("true", 30), ("false", 15)])
def test_items_of_an_earlier_meeting_go_by_the_new_ladder_where_the_new_rule_says_so(road: Road, earlier, days):
    values = {"ladder_reminder_days": "30"} | ({"ladder_for_earlier": "true"} if earlier == "true" else {})
    with road.at("in_progress") as story:
        issued_now(story, **values)
        assert terms_of(story.refresh()).ladder.reminder_days == days


# --- rules for several: cases 3, 6, 8, 20 ----------------------------------------------------------------------------


@pytest.mark.rule("R12.1")
@pytest.mark.django_db
def test_cases_3_and_20_a_rule_is_issued_for_the_levels_to_which_it_extends(inside):
    with inside("150100"):
        office = an_office("150100")
        rule = issue(office, extends_to="苏木乡镇街道、开发区和管理区、行业")
        by = {"by": office.people["gov_clerk"], "at": clock.now()}
        with refused(rule_refusals.BeyondItsReach, fields=("governments",)):
            workrules.issue_for_lower(work_rule_id=rule.pk, governments="150121", **by)


@pytest.mark.rule("R12.2", "R12.1")
@pytest.mark.django_db
def test_cases_6_and_8_one_rule_for_all_below_builds_all_and_its_repeal_unbuilds_all_that_day(inside):
    region = Government.objects.get(code="150000")
    below = list(Government.objects.below(region).values_list("code", flat=True))
    with inside("150000"):
        office = an_office("150000", has_children=True)
    with clock.frozen_at(clock.at_hour(date(2026, 2, 2), 9)):
        by = {"by": office.people["gov_clerk"], "at": clock.now()}
        with inside("150000"):
            rule = issue(office, number="内政办字〔2026〕9号", period_years="2")
            workrules.issue_for_lower(work_rule_id=rule.pk, governments="、".join(below), **by)
        for code in below:
            with inside(code):
                clerk = {"by": an_office(code).people["gov_clerk"], "at": clock.now()}
                workrules.adopt_rule(work_rule_id=WorkRule.objects.get(common_rule_id=rule.pk).pk, **clerk)

    def built(on: date) -> int:
        with inside("150000"):
            return int(summary(scope_path=region.path, year=on.year, today=on).measures.built.numerator)

    assert built(date(2026, 2, 2)) == len(below) == 5
    with inside("150000"), clock.frozen_at(clock.at_hour(date(2026, 6, 1), 9)):
        workrules.repeal_rule(work_rule_id=rule.pk, repealed_on=date(2026, 6, 15), reason="另行制定", **by)
    assert (built(date(2026, 6, 14)), built(date(2026, 6, 15))) == (5, 0)
