"""What the rule asks of a meeting beside what it refuses by name, article by article along the real road."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from apps.documents.file_services import attach, store_file
from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.followups.prior_reports.report import prior_report
from apps.followups.rules import Light, light
from apps.meetings.attendance import services as attendance
from apps.meetings.convening import services as convening_services
from apps.meetings.facts import fact_of
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance, Meeting
from apps.meetings.notice import services as notice_services
from apps.meetings.notice.annexes import of_notice
from apps.meetings.notice.letters import _moment
from apps.meetings.session import services as session_services
from apps.meetings.session.services import decide_topic
from apps.minutes import services as minutes
from apps.organizations.accounts.refusals import RolesDoNotFit
from apps.organizations.models import OfficeTerm
from apps.organizations.posts.services import appoint, establish_post
from apps.topics import selectors as topic_lists
from apps.topics.lifecycle import TOPIC
from apps.topics.models import Topic
from apps.workrules import services as workrules
from apps.workrules.models import WorkRuleState
from apps.workrules.selectors import visible_to as rules_visible_to
from kernel import clock
from kernel.lifecycle.engine import take, verb_of
from kernel.lifecycle.inputs import clean
from kernel.refusals import Malformed, MissingField, WrongRole, WrongSide, WrongState
from kernel.workcalendar.rules import workdays_between
from roads.story import Story
from tests.documents import made_files
from tests.road import refused

UNION, GOV = "heat_outdoor", "injury_prevention"


def a_request(story: Story) -> Meeting:
    """A second, extraordinary meeting that the union asked for and the government has not answered yet."""
    plan = {"kind": "extraordinary", "planned_on": story.meeting_on, "request_text": "重大停工事件"}
    ground = {"ground": "major", "ground_text": "重大停工事件"}
    meeting = convening_services.draft_meeting(**plan, **ground, **story.someone("union_clerk"))
    return convening_services.request_meeting(meeting_id=meeting.pk, **story.someone("union_leader"))


def a_notice(story: Story, meeting: Meeting, by: str) -> Meeting:
    presider = Attendance.objects.filter(slot="chief_convener_gov").first()
    given = {"starts_at": clock.at_hour(story.meeting_on, 9), "venue": "会议室", "contact": "办公室"}
    return notice_services.issue_notice(meeting_id=meeting.pk, presider=presider, **given, **story.someone(by))


def a_rule(story: Story, number: int = 3) -> Any:
    by = story.someone("gov_clerk")
    rule = workrules.draft_rule(title="联席会议工作规则", **by)
    given = {"document_number": f"土左政办字〔2026〕{number}号", "issued_on": clock.today()}
    return workrules.issue_rule(work_rule_id=rule.pk, **given, **by)


# --- Arts. 4, 12: convening, and the rule itself ---------------------------------------------------------------------


@pytest.mark.rule("R4.2!one-side", "R1.3")
def test_each_chief_convener_comes_from_his_or_her_own_side(road):
    with road.at("drafted") as story:
        post = establish_post(title="副旗长", side="gov", slot="chief_convener_gov")
        with refused(RolesDoNotFit):
            appoint(post=post, holder=story.office.people["union_leader"], starts_on=clock.today())
        with pytest.raises(IntegrityError), transaction.atomic():
            establish_post(title="主席", side="union", slot="chief_convener_gov")


@pytest.mark.rule("R12.1!no-document")
def test_no_rule_is_in_force_without_its_document(road):
    with road.at("drafted") as story:
        by = story.someone("gov_clerk")
        rule = workrules.draft_rule(title="联席会议工作规则", **by)
        with refused(MissingField, "R13.1", fields=("document_number",)):
            workrules.issue_rule(work_rule_id=rule.pk, document_number="　", issued_on=clock.today(), **by)


@pytest.mark.rule("R3.5")
def test_the_first_meeting_has_no_earlier_one_to_report_on(road):
    with road.at("drafted") as story:
        report = prior_report(story.meeting)
        assert (report.has_prior_meeting, report.items) == (False, [])


@pytest.mark.rule("R4.4")
def test_a_meeting_keeps_the_conveners_of_its_request(road):
    with road.at("requested") as story:
        named = set(story.meeting.conveners.values_list("slot", "name", "title"))
        OfficeTerm.objects.filter(post__slot="convener_gov").update(ends_on=clock.today())
        successor = story.office.people["gov_unit"]
        post = OfficeTerm.objects.get(post__slot="convener_gov").post
        appoint(post=post, holder=successor, starts_on=clock.today() + timedelta(days=1))
        assert set(story.meeting.conveners.values_list("slot", "name", "title")) == named
        assert len(named) == 4


@pytest.mark.rule("R4.7!one-consent")
def test_an_extraordinary_meeting_has_both_consents_on_record_before_its_notice(road):
    with road.at("requested") as story:
        meeting = a_request(story)
        with refused(WrongState, "R7.2"):
            a_notice(story, meeting, "gov_clerk")
        accepted = convening_services.accept_meeting(meeting_id=meeting.pk, **story.someone("gov_leader"))
        assert (accepted.requested_by.side, accepted.accepted_by.side) == ("union", "gov")
        assert accepted.requested_at <= accepted.accepted_at


@pytest.mark.rule("R7.2!no-topics")
def test_no_notice_goes_out_before_both_sides_have_settled_the_topics(road):
    for stage in ("accepted", "collecting"):
        with road.at(stage) as story, refused(WrongState, "R7.2"):
            a_notice(story, story.meeting, "gov_clerk")


# --- Art. 6: the way of a topic into the pool ------------------------------------------------------------------------


@pytest.mark.rule("R6.1!reaches-union", "C1")
def test_a_department_does_not_reach_the_union_past_its_own_office(road):
    with road.at("proposed") as story:
        topic = story.topics[GOV]
        assert topic not in topic_lists.visible_to(story.office.people["union_clerk"])
        with refused(WrongSide, "R6.1"):
            take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.2!past-the-office", "C1")
def test_a_topic_of_the_union_enters_the_pool_through_its_office_only(road):
    with road.at("proposed") as story:
        key = story.topics[UNION].pk
        with refused(WrongRole, "R6.1"):
            take(TOPIC, "aggregate", topic_id=key, **story.speaker("union_rights"))
        with refused(WrongSide, "R6.1"):
            take(TOPIC, "aggregate", topic_id=key, **story.someone("gov_clerk"))
        assert take(TOPIC, "aggregate", topic_id=key, **story.someone("union_clerk")).state == "aggregated"


# --- Arts. 5, 7, 8: attendance, notice, agenda -----------------------------------------------------------------------


@pytest.mark.rule("R5.2")
def test_conveners_and_an_officer_of_every_unit_the_topics_name_are_proposed(road):
    with road.at("settled") as story:
        rows = list(story.meeting.attendances.all())
        assert {row.slot for row in rows if row.capacity == "member"} == {
            "chief_convener_gov", "chief_convener_union", "convener_gov", "convener_union",
        }  # fmt: skip
        named = set()
        for topic in Topic.objects.of_meeting(story.meeting.pk):
            asked = [row.unit for row in topic.consultations.select_related("unit")]
            named |= {topic.proposer, topic.suggested_lead, *topic.suggested_supporting.all(), *asked} - {None}
        assert {unit.name for unit in named} <= {row.unit_name for row in rows if row.capacity == "in_attendance"}


@pytest.mark.rule("R8.5")
def test_each_topic_on_the_agenda_has_the_unit_that_reports_on_it(road):
    with road.at("settled") as story:
        items = story.meeting.agenda.filter(part=3).select_related("reporter", "topic__proposer")
        assert [item.reporter for item in items] == [item.topic.proposer for item in items]


@pytest.mark.rule("R7.3!other-side", "C1")
@pytest.mark.parametrize(("clerk", "other"), [("gov_clerk", "union"), ("union_clerk", "gov")])
def test_neither_office_touches_the_other_sides_names(road, clerk, other):
    with road.at("settled") as story:
        key, by = Attendance.objects.filter(side=other, capacity="in_attendance").first().pk, story.someone(clerk)
        with refused(WrongSide, "R7.3"):
            attendance.confirm_attendance(attendance_id=key, **by)
        with refused(WrongSide, "R5.5"):
            attendance.take_leave(attendance_id=key, reason="出差", approver="领导", **by)
        with refused(WrongSide, "R5.5"):
            attendance.substitute(attendance_id=key, name="别人", title="科长", **by)


@pytest.mark.rule("R5.5!leave", "C6")
@pytest.mark.parametrize("missing", ["reason", "approver"])
def test_leave_has_its_reason_and_somebody_who_gave_it(road, missing):
    with road.at("settled") as story, refused(MissingField, "R5.5", fields=(missing,)):
        row = Attendance.objects.filter(side="gov", capacity="in_attendance").first()
        given = {"reason": "出差", "approver": "副旗长", missing: "　"}
        attendance.take_leave(attendance_id=row.pk, **given, **story.someone("gov_clerk"))


@pytest.mark.rule("R7.2!by-union", "C1")
@pytest.mark.parametrize("by", ["union_clerk", "union_leader"])
def test_only_the_governments_office_issues_the_notice(road, by):
    with road.at("settled") as story, refused(WrongSide, "R7.2"):
        a_notice(story, story.meeting, by)


@pytest.mark.parametrize(("hour", "said"), [(9, "上午9:30"), (12, "下午12:30"), (15, "下午3:30"), (0, "上午0:30")])
def test_a_notice_says_the_hour_as_people_do(hour, said):
    moment = clock.at_hour(date(2026, 6, 12), hour, 30)
    assert _moment(moment) == f"2026年6月12日（星期五）{said}"


@pytest.mark.rule("R7.4")
def test_the_notice_tells_everything_that_somebody_needs_who_is_to_come(road):
    with road.at("noticed") as story:
        document = story.refresh().notices.get().document
        said = str(document.content)
        told = [
            story.meeting.venue,
            story.meeting.contact,
            story.meeting.presider.name,
            "定于2026年",
            "土默特左旗人民政府与土默特左旗总工会第一次联席会议",
            "9:30",
            "回执",
        ]
        told += [topic.title for topic in Topic.objects.of_meeting(story.meeting.pk)]
        told += list(story.meeting.attendances.values_list("name", flat=True).filter(capacity="member"))
        assert [words for words in told if words not in said] == []
        assert "土默特左旗人民政府副旗长" in said
        assert "领导班子土默特左旗" not in said, "a title that names the organ stands alone"
        assert [annex["title"] for annex in document.content["content"]["annexes"]] == [
            "会议议程", "参会人员名单", "议题材料目录", "回执",
        ]  # fmt: skip
        assert f"收到{document.number}后及时填写本回执" in said
        assert "平台" not in said, "paper does not send its readers to a screen"
        assert "领导班子" not in str(document.content["content"]["addressees"]), "documents are addressed to organs"
        assert document.number.startswith("土左政办字〔2026〕")
        assert document.issuer == "土默特左旗人民政府办公室"


@pytest.mark.rule("R7.4")
def test_the_annexes_of_the_notice_name_the_files_of_its_topics(road):
    with road.at("noticed") as story:
        text, topic = story.chosen[0], Topic.objects.of_meeting(story.meeting.pk).get(title=story.chosen[0].title)
        stored = store_file(name="调研报告.pdf", content=made_files.pdf(), **story.speaker(text.proposer))
        attach(
            subject_kind="topic",
            subject_id=topic.pk,
            purpose="research",
            files=[stored],
            **story.speaker(text.proposer),
        )
        material = next(one for one in of_notice(story.meeting, [], "1号") if one.title == "议题材料目录")
        rows = [row for row in material.body[0].rows if row[1] == topic.title]
        assert [row[3:] for row in rows] == [("调研报告.pdf",)]


# --- Arts. 8, 9: the session and its minutes -------------------------------------------------------------------------


@pytest.mark.rule("R8.6!vote")
def test_there_is_nowhere_to_write_a_vote(road):
    with road.at("in_session"), pytest.raises(Malformed) as told:
        clean(TOPIC.named("decide")[0].needs, {"outcome": "agreed", "votes": 7})
    assert list(told.value.fields) == ["votes"]
    columns = [field.name for model in apps.get_models() for field in model._meta.get_fields()]
    assert [name for name in columns if "vote" in name or "ballot" in name] == []


@pytest.mark.rule("R5.7")
def test_no_quorum_holds_up_a_meeting_in_which_both_sides_are_present(road):
    with road.at("in_session") as story:
        for topic in story.topics.values():
            given = {"outcome": "remitted", "resolutions": [], **story.someone("union_clerk")}
            decide_topic(topic_id=topic.pk, **given)
        for row in Attendance.objects.filter(meeting=story.meeting):
            verb = (
                verb_of(ATTENDANCE, "check_in")
                if row.slot in {"convener_gov", "convener_union"}
                else verb_of(ATTENDANCE, "mark_absent")
            )
            verb(attendance_id=row.pk, **story.someone(f"{row.side}_clerk"))
        held = session_services.adjourn_meeting(
            meeting_id=story.meeting.pk,
            presider=Attendance.objects.get(meeting=story.meeting, slot="convener_gov"),
            presider_reason="总召集人出差，委托召集人主持",
            **story.someone("union_clerk"),
        )
        assert held.state == "held"
        fact = fact_of(held)
        assert (fact.gov_lead, fact.union_lead) == ("convener", "convener"), "who led each side is only stated"


@pytest.mark.rule("R9.2!other-drafter")
@pytest.mark.parametrize(
    ("by", "refusal"), [("gov_clerk", WrongSide), ("gov_leader", WrongSide), ("union_leader", WrongRole)]
)
def test_only_the_unions_office_drafts_the_minutes(road, by, refusal):
    with road.at("held") as story, refused(refusal, "R9.2"):
        minutes.draft_minutes(meeting=story.refresh(), **story.someone(by))


@pytest.mark.rule("R9.7")
def test_the_minutes_are_due_on_the_fifteenth_working_day_after_the_meeting(road):
    with road.at("held") as story:
        assert workdays_between(story.meeting_on, story.refresh().minutes_due_on) == 15


@pytest.mark.rule("R9.1!no-minutes")
def test_no_meeting_is_closed_without_issued_minutes(road):
    for stage in ("held", "approved"):
        with road.at(stage) as story:
            for name in ("union_clerk", "gov_clerk"):
                with refused(WrongState, "R9.1"):
                    take(MEETING, "conclude", meeting_id=story.meeting.pk, **story.someone(name))


# --- Arts. 11, 13: the list, and a rule that changes meanwhile -------------------------------------------------------


@pytest.mark.rule("R11.3")
def test_overdue_follows_from_the_date_and_is_stored_nowhere(road):
    with road.at("in_progress") as story:
        item = AgreedItem.objects.filter(meeting=story.meeting).first()
        assert item not in AgreedItem.objects.overdue(on=item.due_on)
        assert item in AgreedItem.objects.overdue(on=item.due_on + timedelta(days=1))
        days = {-16: Light.GREEN, -15: Light.YELLOW, 0: Light.YELLOW, 1: Light.RED}
        for late, colour in days.items():
            today = item.due_on + timedelta(days=late)
            assert light(is_open=True, due_on=item.due_on, today=today) == colour
        assert "overdue" not in {field.name for field in AgreedItem._meta.get_fields()}


@pytest.mark.rule("R13.2", "R13.3")
def test_a_meeting_keeps_the_rule_of_its_request_and_its_items_go_on(road):
    with road.at("in_progress") as story:
        before = story.refresh().rule
        a_rule(story)
        assert story.refresh().rule == before
        item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
        given = {"text": "推进中", "percentage": 70}
        done = followups.report_progress(agreed_item_id=item.pk, **given, **story.speaker("hrss"))
        assert (done.state, done.percentage) == ("in_progress", 70)
        plan = {"kind": "ordinary", "planned_on": date(2027, 6, 11), "request_text": "年度例会"}
        later = convening_services.draft_meeting(**plan, **story.someone("union_clerk"))
        assert later.rule["document_number"] == "土左政办字〔2026〕3号" != before["document_number"]


@pytest.mark.rule("R13.4")
def test_a_repealed_rule_can_still_be_read_and_is_marked(road):
    with road.at("in_progress") as story:
        former = a_rule(story)
        with story.on(clock.today() + timedelta(days=1)):
            a_rule(story, number=4)
        seen = rules_visible_to(story.office.people["gov_unit"]).get(pk=former.pk)
        assert (seen.state, str(WorkRuleState(seen.state).label)) == ("repealed", "已废止")
