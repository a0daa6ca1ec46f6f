"""What Arts. 3 and 11 refuse about the follow-up list, each along the real road."""

from datetime import date, timedelta

import pytest

from apps.followups.items import refusals as items_refusals
from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.followups.prior_reports import refusals as prior_reports_refusals
from apps.meetings.closing import services as closing_services
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting, ResolutionMilestone
from apps.minutes import services as minutes
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, NotYours, WrongState
from roads.story import Story
from tests.road import refused


def an_item(story: Story) -> AgreedItem:
    """An item led by the human resources office, with supporting parts."""
    return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()


def the_next_meeting(story: Story) -> Meeting:
    """The meeting after this one, accepted: from then on units know of it."""
    plan = {"kind": "ordinary", "planned_on": date(2027, 6, 11), "request_text": "年度例会"}
    meeting = convening_services.draft_meeting(**plan, **story.someone("union_clerk"))
    convening_services.request_meeting(meeting_id=meeting.pk, **story.someone("union_leader"))
    return convening_services.accept_meeting(meeting_id=meeting.pk, **story.someone("gov_leader"))


def give_up(story: Story, meeting: Meeting) -> None:
    """Both offices agree to cancel a meeting."""
    for name in ("union_clerk", "gov_clerk"):
        closing_services.cancel_meeting(meeting_id=meeting.pk, reason="改期", **story.someone(name))
    meeting.refresh_from_db()


def explain(story: Story, item: AgreedItem, meeting: Meeting, new_date: date) -> None:
    words = {"explanation": "资金未到位", "opinion": "继续推进", "new_date": new_date}
    followups.explain_item(agreed_item_id=item.pk, meeting=meeting, **words, **story.speaker("hrss"))


@pytest.mark.rule("R11.1!incomplete-row")
def test_no_list_is_activated_with_a_row_without_a_dated_step(road):
    with road.at("approved") as story:
        ResolutionMilestone.objects.all().delete()
        with refused(items_refusals.RowIncomplete):
            minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R11.4")
@pytest.mark.parametrize("percentage", [-1, 101])
def test_progress_is_a_percentage(road, percentage):
    with road.at("in_progress") as story, refused(items_refusals.PercentageOutOfRange, fields=("percentage",)):
        given = {"text": "推进中", "percentage": percentage}
        followups.report_progress(agreed_item_id=an_item(story).pk, **given, **story.speaker("hrss"))


@pytest.mark.rule("R11.5")
def test_the_supporting_units_report_first(road):
    with road.at("in_progress") as story, refused(items_refusals.PartsOutstanding):
        followups.report_completion(agreed_item_id=an_item(story).pk, evidence="文件", **story.speaker("hrss"))


@pytest.mark.rule("R11.5!no-evidence", "C6")
def test_completion_has_evidence(road):
    with road.at("in_progress") as story, refused(MissingField, "R11.5", fields=("evidence",)):
        followups.report_completion(agreed_item_id=an_item(story).pk, evidence=" ", **story.speaker("hrss"))


@pytest.mark.rule("R11.4!anothers-item")
def test_no_unit_reports_on_anothers_item(road):
    with road.at("in_progress") as story, refused(NotYours, "R11.4"):
        given = {"text": "推进中", "percentage": 50}
        followups.report_progress(agreed_item_id=an_item(story).pk, **given, **story.speaker("health"))


@pytest.mark.rule("R3.3")
def test_an_item_is_explained_to_a_later_meeting(road):
    with road.at("in_progress") as story:
        with refused(prior_reports_refusals.ExplanationNotForThisMeeting, fields=("meeting",)):
            explain(story, an_item(story), story.refresh(), date(2027, 12, 1))
        given_up = the_next_meeting(story)
        give_up(story, given_up)
        with refused(prior_reports_refusals.ExplanationNotForThisMeeting, fields=("meeting",)):
            explain(story, an_item(story), given_up, date(2027, 12, 1))


@pytest.mark.rule("R3.3!new-date")
@pytest.mark.parametrize("days", [-30, 0])
def test_the_new_date_lies_after_the_meeting_that_hears_it(road, days):
    with road.at("in_progress") as story, refused(prior_reports_refusals.NewDateTooEarly, fields=("new_date",)):
        meeting = the_next_meeting(story)
        explain(story, an_item(story), meeting, meeting.planned_on + timedelta(days=days))


@pytest.mark.rule("R3.3!lacks-one-of-three")
@pytest.mark.parametrize("missing", ["explanation", "opinion", "new_date"])
def test_explanation_opinion_and_new_date_are_all_compulsory(road, missing):
    with road.at("in_progress") as story, refused(MissingField, "R3.3", fields=(missing,)):
        words = {"explanation": "资金未到位", "opinion": "继续推进", "new_date": date(2027, 12, 1), missing: None}
        meeting = the_next_meeting(story)
        item = an_item(story)
        followups.explain_item(agreed_item_id=item.pk, meeting=meeting, **words, **story.speaker("hrss"))


@pytest.mark.rule("R3.3!closing")
def test_a_meeting_is_not_concluded_while_an_item_is_open_and_unexplained(road):
    with road.at("in_progress") as story, refused(items_refusals.ItemsUnsettled):
        take(MEETING, "conclude", meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R3.3!closing")
def test_an_explanation_to_a_meeting_that_was_given_up_settles_nothing(road):
    with road.at("in_progress") as story:
        meeting = the_next_meeting(story)
        for item in AgreedItem.objects.all():
            key = next(key for key, unit in story.office.units.items() if unit.pk == item.lead_unit_id)
            words = {"explanation": "资金未到位", "opinion": "继续推进", "new_date": date(2027, 12, 1)}
            followups.explain_item(agreed_item_id=item.pk, meeting=meeting, **words, **story.speaker(key))
        give_up(story, meeting)
        with refused(items_refusals.ItemsUnsettled):
            take(MEETING, "conclude", meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R11.5", "C3")
def test_the_two_offices_check_and_close_in_their_order(road):
    with road.at("reported") as story, refused(WrongState, "R11.5"):
        followups.close_out_item(agreed_item_id=an_item(story).pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R11.5!by-the-unit", "C4")
def test_nobody_closes_what_his_or_her_own_unit_leads(road):
    with road.at("checked") as story:
        item, clerk = an_item(story), story.office.people["gov_clerk"]
        clerk.groups.add(item.lead_unit.group_id)
        with refused(NotYours, "R11.5"):
            followups.close_out_item(agreed_item_id=item.pk, **story.someone("gov_clerk"))
        assert followups.close_out_item(agreed_item_id=item.pk, **story.someone("gov_clerk_2")).state == "closed"


@pytest.mark.rule("R11.5")
def test_a_closed_item_is_opened_again_only_with_a_reason(road):
    with road.at("closed_out") as story:
        item = an_item(story)
        with refused(WrongState, "R3.3"):
            explain(story, item, the_next_meeting(story), date(2027, 12, 1))
        with refused(MissingField, "R11.5", fields=("reason",)):
            followups.reopen_item(agreed_item_id=item.pk, reason="", **story.someone("gov_clerk"))
        again = followups.reopen_item(agreed_item_id=item.pk, reason="群众反映未落实", **story.someone("gov_clerk"))
        assert (again.state, again.closed_at) == ("in_progress", None)
        given = {"text": "重新推进", "percentage": 60}
        followups.report_progress(agreed_item_id=item.pk, **given, **story.speaker("hrss"))


@pytest.mark.rule("R11.5")
@pytest.mark.parametrize("said", ["无", "没有", "—", "……", "Ｎ／Ａ", "无。", "同上"])
def test_evidence_that_says_there_is_none_reports_no_completion(road, said):
    with road.at("in_progress") as story, refused(items_refusals.EvidenceIsEmpty, fields=("evidence",)):
        followups.report_completion(agreed_item_id=an_item(story).pk, evidence=said, **story.speaker("hrss"))
