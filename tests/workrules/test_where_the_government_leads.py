"""A rule that nobody listed, walked to its end: the government asks, settles, drafts, approves, issues and closes.

Twice a year by duty, the chair by turns, 45 days of collection, no conveners, no reports by the calendar, a paper
that is called 会议备忘录 and goes out behind a notice, an administration in place of a people's government.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from apps.acts.initials import initial
from apps.documents.models import IssuedDocument
from apps.followups import due_reports
from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.meetings.alerts import alerts_on
from apps.meetings.collection import refusals as collection_refusals
from apps.meetings.collection import services as collection_services
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import MEETING
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.session import refusals as session_refusals
from apps.meetings.session import services as session_services
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import services as minutes
from apps.topics import refusals as topics_refusals
from apps.topics.lifecycle import TOPIC
from apps.topics.proposing import services as proposing_services
from apps.topics.screening import services as screening_services
from apps.waiting.todos import waiting_for
from kernel import clock
from kernel.audit.services import faults
from kernel.lifecycle.engine import take
from kernel.lifecycle.permission import available, permitted
from kernel.refusals import WrongSide, WrongState
from kernel.schema import inside as inside_of
from kinds.registry import kind_of
from tenants.governments.models import Government
from tenants.ledger import reconciliation
from tenants.ledger.selectors import summary
from tests.lifecycles.moments import side_road
from tests.road import refused
from tests.workrules.anyrule import AnyStory, RuledRoad
from tests.workrules.cases import page
from tests.workrules.elsewhere import notice

RULE = {
    "gov_label": "兵团行政", "union_label": "工会联合会", "mechanism_name": "联席座谈会议", "requested_by": "gov",
    "topic_origins": "gov", "topic_routes": "gov_department、gov_direct", "topic_settlement": "gov_leader", "slots": "",
    "presider_rule": "双方轮流", "presider_strength": "应当", "minutes_drafter": "gov_clerk",
    "minutes_approval_chain": "gov", "minutes_issuer": "gov_clerk", "minutes_form": "notice",
    "minutes_name": "会议备忘录", "followup_close_chain": "gov_clerk", "report_cycle_days": "无", "opening_days": "0",
    "frequency_min": "2", "frequency_max": "2", "frequency_strength": "应当", "collection_lead": "45",
    "collection_lead_unit": "天", "notice_lead": "0", "publicity_approvers": "none",
    "agenda_parts": "prior_report、deliberate、deploy",
}  # fmt: skip
FILE = {"title": "题", "category": "worker_interests", "background": "背景"}


@pytest.fixture(scope="module")
def road(django_db_setup: Any, django_db_blocker: Any) -> Iterator[RuledRoad]:
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        with side_road():
            yield RuledRoad("gov", **RULE)
            connection.set_schema_to_public()


def may(story: AnyStory, who: str) -> set[str]:
    return {row.name for row in available(MEETING, story.refresh(), story.office.people[who])}


def waits(story: AnyStory, who: str) -> set[str]:
    return {row.name for todo in waiting_for(story.office.people[who]) for row in todo.actions}


def latest(kind: str) -> IssuedDocument:
    found = IssuedDocument.objects.filter(kind=kind).order_by("issued_at").last()
    assert found is not None
    return found


@pytest.mark.rule("R4.1", "R4.2")
def test_the_government_asks_without_conveners_and_the_union_answers(road):
    with road.at("requested") as story:
        assert not story.meeting.conveners.exists()
        assert (waits(story, "union_leader"), may(story, "gov_leader")) == ({"accept"}, set())
        with refused(WrongSide, "R4.7"):
            convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
        letter = latest("request_letter")
        assert letter.title == "土默特左旗兵团行政关于提请召开第一次联席座谈会议的函"
        assert "召集人" not in str(letter.content)


@pytest.mark.rule("R6.4")
def test_collection_begins_45_days_before_and_later_with_a_reason(road):
    with road.at("accepted") as story:
        due = story.meeting_on - timedelta(days=45)
        with (
            story.on(due + timedelta(days=1)),
            refused(collection_refusals.LateCollectionNeedsReason, fields=("late_reason",)),
        ):
            collection_services.open_collection(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        with story.on(due):
            opened = collection_services.open_collection(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))
        assert opened.state == "collecting"


@pytest.mark.rule("R6.1", "R6.2")
def test_only_the_government_brings_topics_and_nobody_else_is_offered_to(road):
    with road.at("collecting") as story:
        people = story.office.people
        for who in ("gov_unit", "gov_clerk"):
            assert permitted(TOPIC, "draft", None, people[who]).name == "draft"
        with refused(topics_refusals.NoSuchRoute):
            proposing_services.draft_topic(origin="union", **FILE, **story.someone("union_clerk"))
        with pytest.raises(topics_refusals.NoSuchRoute):
            permitted(TOPIC, "draft", None, people["union_unit"])


@pytest.mark.rule("R6.9")
def test_the_list_waits_for_the_governments_leader_once_it_is_screened_and_not_before(road):
    with road.at("prepared") as story:
        assert "settle_by_leader" not in waits(story, "gov_leader")
        screening_services.table_topic(topic_id=next(iter(story.topics.values())).pk, **story.someone("gov_clerk"))
        assert "settle_by_leader" in waits(story, "gov_leader")
        with refused(WrongState, "R6.9"):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R7.2", "R8.2", "R12.7")
def test_notice_and_material_bear_the_names_of_the_rule_and_only_its_parts(road):
    with road.at("noticed") as story:
        issued = latest("meeting_notice")
        assert issued.issuer == "土默特左旗兵团行政办公室"
        assert "土默特左旗工会联合会" in str(issued.content["content"]["imprint"])
        take(MEETING, "issue_pack", meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        pack = latest("meeting_pack")
        assert pack.title == "土默特左旗工会联合会关于印送第一次联席座谈会议材料的函"
        titles = [annex["title"] for annex in pack.content["content"]["annexes"]]
        assert titles[:2] == ["会议议程", "上次联席座谈会议议定事项落实情况"]
        assert not any("征集" in title for title in titles)
        assert "此前未召开过联席座谈会议" in str(pack.content)


@pytest.mark.rule("R7.5")
def test_a_session_is_not_written_up_later_where_the_rule_gives_no_day_for_it(road):
    with road.at("noticed") as story:
        day = story.meeting_on + timedelta(days=1)
        with story.on(day), pytest.raises(session_refusals.NoticedDayPassed, match="通知所定日期已过，"):
            session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.2", "R9.3")
def test_the_governments_office_drafts_and_its_leader_alone_approves(road):
    with road.at("held") as story, refused(WrongSide, "R9.2"):
        minutes.draft_minutes(meeting=story.meeting, **story.someone("union_clerk"))
    with road.at("union_review") as story:
        assert story.minutes.opening.endswith("现将会议备忘录印发如下：")
        assert (waits(story, "gov_leader"), waits(story, "union_leader")) == ({"approve_for_government"}, set())
    with road.at("approved") as story:
        assert "issue" in waits(story, "gov_clerk")
        assert "issue" not in waits(story, "union_clerk")


@pytest.mark.rule("R9.4")
def test_the_paper_goes_out_under_its_own_name_behind_a_notice(road):
    with road.at("following_up"):
        issued = latest("minutes")
        title = "土默特左旗兵团行政与土默特左旗工会联合会第一次联席座谈会议备忘录"
        assert issued.title == f"土默特左旗兵团行政办公室关于印发{title}的通知"
        assert issued.number.startswith("土左政办字")
        assert "纪要" not in str(issued.content)


@pytest.mark.rule("R11.4", "R11.5")
def test_nobody_reports_by_the_calendar_and_one_office_closes(road, client_of):
    with road.at("in_progress") as story:
        item = AgreedItem.objects.select_related("meeting").first()
        assert due_reports.owed_by(item) == []
        with story.on(item.due_on):
            assert "report_progress" not in waits(story, "gov_unit")
    with road.at("reported") as story:
        item = AgreedItem.objects.first()
        with refused(WrongState, "R11.5"):
            followups.check_item(agreed_item_id=item.pk, effect="已核", **story.someone("gov_clerk"))
        assert ("close_out" in waits(story, "gov_clerk"), "close_out" in waits(story, "union_clerk")) == (True, False)
        desk = page(client_of, story, "/", "union_clerk")
        assert "核验并销号" in desk
        assert "政府办公室" in desk


@pytest.mark.rule("R4.6", "R4.8", "A15")
def test_the_first_of_two_meetings_leaves_the_second_to_be_asked_for(road):
    with road.at("closed"):
        assert (reconciliation.differences(), list(faults())) == ([], [])
        [first, second] = alerts_on(date(2026, 9, 2))
        assert (first.name, second.name) == ("no_plan_7", "no_plan_9")
        assert "少于规定次数" in first.sentence
        with inside_of(Government.objects.get(code="150100")):
            measures = summary(scope_path="150000.150100", year=2026, today=date(2026, 9, 2)).measures
        assert (measures.held.numerator, measures.minutes_issued.numerator) == (0, 1)


@pytest.mark.rule("R8.1", "R4.8")
def test_the_other_side_presides_the_next_time_and_a_third_meeting_is_refused(road):
    with road.at("closed") as story:
        second = AnyStory(story.office, date(2026, 12, 18), story.chosen)
        second.walk("settled")
        with second.on(second.day_of("noticed")):
            assert [one.name for one in alerts_on(clock.today())] == []
            ours, theirs = second.invited("那顺", "副司令员"), second.invited("高娃", "副主席", "union")
            [row] = MEETING.named("issue_notice")
            clerk = second.office.people["gov_clerk"]
            assert initial(kind_of(MEETING), row, second.refresh(), clerk)["presider"] == theirs.pk
            with refused(notice_refusals.PresiderRequired, fields=("presider",)):
                notice(second, ours, presider_reason="工会主席出差")
            assert notice(second, theirs).state == "noticed"
            plan = {"kind": "ordinary", "planned_on": date(2026, 12, 25), "request_text": "例会"}
            with refused(convening_refusals.TooManyMeetings):
                convening_services.draft_meeting(**plan, **second.someone("gov_clerk"))
