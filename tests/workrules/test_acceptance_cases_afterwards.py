"""The acceptance cases from the notice on: sessions, minutes, follow-up, and rules for several."""

from datetime import date, timedelta

import pytest

from apps.followups.letters import refusals as letters_refusals
from apps.followups.letters.services import issue_letter
from apps.followups.models import AgreedItem
from apps.followups.terms import terms_of
from apps.meetings.attendance import refusals as attendance_refusals
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import NoticeReceipt
from apps.meetings.receipts.selectors import is_silent
from apps.meetings.session import refusals as session_refusals
from apps.meetings.session import services as session_services
from apps.minutes import refusals as minutes_refusals
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.publicity import cautions as publicity_cautions
from apps.workrules import refusals as rule_refusals
from apps.workrules import services as workrules
from apps.workrules.models import WorkRule
from kernel import clock
from kernel.lifecycle.engine import take
from tenants.governments.models import Government
from tenants.ledger.selectors import summary
from tests.cast import an_office
from tests.road import Road, refused
from tests.workrules.cases import bound, cautions, issued_now, page
from tests.workrules.elsewhere import invited, issue

# --- after the notice: cases 25, P10, 24 -----------------------------------------------------------------------------


@pytest.mark.rule("R5.1")
def test_case_25_nobody_is_added_after_the_notice_beyond_what_a_side_may_send(road: Road):
    with road.at("noticed") as story:
        members = story.meeting.attendances.filter(capacity="member", side="gov").count()
        bound(story, reps_per_side=str(max(members, 1)))
        with refused(attendance_refusals.TooManyMembers):
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
        with story.on(story.meeting_on), refused(session_refusals.PackTooLate):
            session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        take(MEETING, "issue_pack", meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        with story.on(story.meeting_on):
            opened = session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
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
            take(MINUTES, "submit_to_union", minutes_id=drafted.pk, **by)
        minutes.ask_countersign(minutes_id=drafted.pk, units=[], **by)
        with refused(minutes_refusals.CountersignRequired):
            take(MINUTES, "submit_to_union", minutes_id=drafted.pk, **by)


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
        take(MINUTES, "submit_to_union", minutes_id=key, **story.someone("union_clerk"))
        take(MINUTES, "approve_for_union", minutes_id=key, **story.someone("union_leader"))
        take(MINUTES, "approve_for_government", minutes_id=key, **story.someone("gov_leader"))
        issued = minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("gov_clerk"))
        document, content = issued.document, issued.document.content["content"]
        assert document.title.startswith("土默特左旗人民政府办公室关于印发土默特左旗人民政府与土默特左旗总工会第一次")
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
        with story.on(item.due_on - timedelta(days=2)), refused(letters_refusals.NoSuchLetter, fields=("kind",)):
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
