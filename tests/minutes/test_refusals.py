"""What Art. 9 refuses about minutes, each along the real road."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from apps.documents.refusals import CannotBePrinted
from apps.documents.rendering.wording import chinese_date
from apps.meetings.models import Meeting
from apps.meetings.session import services as session_services
from apps.minutes import refusals
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from apps.minutes.prefill import facts_of_opening
from apps.minutes.texts import item_in_print
from apps.topics.models import Topic
from kernel.lifecycle.engine import take
from kernel.lifecycle.permission import available
from kernel.refusals import Duplicate, WrongRole, WrongState
from kernel.schema import NeverChanges
from roads.story import Story
from tests.road import Road, refused


def the_sections(story: Story) -> list[dict[str, Any]]:
    return [{"topic": row.topic, "text": row.text} for row in story.minutes.sections.order_by("position")]


def edited(story: Story, **more: Any) -> None:
    words = {"opening": story.minutes.opening, "sections": the_sections(story), **more}
    minutes.edit_minutes(minutes_id=story.minutes.pk, **words, **story.someone("union_clerk"))


@contextmanager
def renamed(road: Road) -> Iterator[None]:
    """The operator renames the union while the text is under way: what was approved names another issuer."""
    before = road.government.union_name
    road.government.union_name = "敕勒川旗总工会"
    try:
        yield
    finally:
        road.government.union_name = before


def to_the_government(story: Story) -> None:
    take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))
    take(MINUTES, "approve_for_union", minutes_id=story.minutes.pk, **story.someone("union_leader"))


@pytest.mark.rule("R9.2")
def test_minutes_are_drafted_of_a_meeting_that_was_held(road):
    with road.at("in_session") as story, refused(refusals.NotHeldYet):
        minutes.draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))


@pytest.mark.rule("R9.6")
def test_a_meeting_has_one_set_of_minutes(road):
    with road.at("minutes_drafted") as story, refused(refusals.MinutesExist):
        minutes.draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))


#: What a clerk, or whoever means harm, writes over a fact of the opening.
OTHER = {
    "day": lambda meeting: (chinese_date(meeting.held_on), "2026年12月31日"),
    "presider": lambda meeting: (meeting.presider.name, "王某某"),
    "place": lambda meeting: (meeting.venue, "另一个会议室"),
    "meeting": lambda meeting: ("第一次联席会议", "第二次联席会议"),
}


@pytest.mark.rule("R9.5")
@pytest.mark.parametrize("fact", OTHER)
def test_an_opening_that_contradicts_the_record_is_refused_and_says_which_fact(road, fact):
    with road.at("minutes_drafted") as story:
        meeting = story.refresh()
        before, after = OTHER[fact](meeting)
        opening = story.minutes.opening
        assert before in opening
        edited(story, opening=opening.replace(before, after), sections=the_sections(story))
        with pytest.raises(refusals.OpeningDiffers) as told, transaction.atomic():
            take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        assert [fact for fact in facts_of_opening(meeting).values() if any(fact in one for one in told.value.about)]
        edited(story, opening=f"{opening}会前，与会同志实地调研。", sections=the_sections(story))
        take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.5")
def test_a_second_day_in_the_first_sentence_is_refused(road):
    with road.at("minutes_drafted") as story:
        opening = story.minutes.opening.replace("，", "（原定2026年1月4日），", 1)
        edited(story, opening=opening, sections=the_sections(story))
        with refused(refusals.OpeningDiffers):
            take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.5!mismatch")
@pytest.mark.parametrize("fault", ["a section is missing", "a section is empty", "nothing opens them", "a stranger"])
def test_minutes_agree_with_the_record_of_the_session(road, fault):
    with road.at("minutes_drafted") as story:
        sections, opening = the_sections(story), story.minutes.opening
        if fault == "a section is missing":
            sections.pop()
        elif fault == "a section is empty":
            sections[0]["text"] = "　"
        elif fault == "nothing opens them":
            Minutes.objects.filter(pk=story.minutes.pk).update(opening="")
        else:
            given = {"year": 2026, "serial": 99, "title": "别的", "origin": "union", "category": "worker_interests"}
            stranger = Topic(proposer=sections[0]["topic"].proposer, state="draft", **given)
            stranger.state_since = story.meeting.state_since
            stranger.save()
        if fault != "nothing opens them":
            edited(story, opening=opening, sections=sections)
        if fault == "a stranger":
            story.minutes.sections.filter(topic=sections[0]["topic"]).update(topic=stranger)
        with refused(refusals.DiffersFromRecord):
            take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.5")
def test_a_topic_has_one_section(road):
    with road.at("minutes_drafted") as story, refused(Duplicate, "R9.3"):
        sections = the_sections(story)
        edited(story, sections=[*sections, sections[0]])


@pytest.mark.rule("R9.3")
def test_a_text_returned_unchanged_is_approved_again(road):
    with road.at("minutes_drafted") as story:
        to_the_government(story)
        minutes.return_minutes(minutes_id=story.minutes.pk, reason="请再斟酌", **story.someone("gov_leader"))
        to_the_government(story)
        done = take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))
        assert done.state == "approved"
        assert list(done.approvals.values_list("side", flat=True)) == ["union", "gov"]


@pytest.mark.rule("R9.3")
def test_an_edit_after_the_return_needs_the_unions_approval_of_the_new_text(road):
    with road.at("minutes_drafted") as story:
        to_the_government(story)
        minutes.return_minutes(minutes_id=story.minutes.pk, reason="数字有误", **story.someone("gov_clerk"))
        edited(story, closing="会议强调，要抓好落实。")
        to_the_government(story)
        take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))
        hashes = list(story.minutes.approvals.values_list("side", "sha256"))
        assert len(hashes) == 3
        assert hashes[0][1] != hashes[1][1] == hashes[2][1]


@pytest.mark.rule("R9.4")
def test_what_no_font_can_print_is_not_issued(road):
    with road.at("minutes_drafted") as story:
        edited(story, closing="会议强调 \U00013000。")
        to_the_government(story)
        take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))
        with pytest.raises(CannotBePrinted) as told:
            minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        assert told.value.rule == "R9.8"
        assert "“会议强调 \U00013000。”第6个字“\U00013000”（U+13000）" in str(told.value)


@pytest.mark.rule("R9.3!government-first", "C3")
def test_the_government_approves_only_what_the_union_approved(road):
    with road.at("gov_review") as story, renamed(road), refused(refusals.UnionFirst):
        take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))


@pytest.mark.rule("R9.3!one-approval")
def test_nothing_is_issued_that_both_sides_did_not_approve(road):
    with road.at("approved") as story, renamed(road), refused(refusals.ApprovalsMissing):
        minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.3")
def test_an_approved_text_that_changed_goes_back_and_is_approved_anew(road):
    with road.at("approved") as story:
        back = {"minutes_id": story.minutes.pk, "reason": "工会名称已变更"}
        with refused(refusals.StillApproved):
            minutes.return_minutes(**back, **story.someone("gov_leader"))
        with renamed(road):
            approved = Minutes.objects.get(pk=story.minutes.pk)
            assert "return" in {row.name for row in available(MINUTES, approved, story.office.people["union_clerk"])}
            with refused(WrongRole, "R9.3"):
                minutes.return_minutes(**back, **story.someone("gov_unit"))
            assert minutes.return_minutes(**back, **story.someone("union_clerk")).state == "returned"
            to_the_government(story)
            take(MINUTES, "approve_for_government", minutes_id=story.minutes.pk, **story.someone("gov_leader"))
            assert minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk")).number
            assert len(set(story.minutes.approvals.values_list("sha256", flat=True))) == 2


@pytest.mark.rule("R9.5!mismatch")
def test_the_record_is_compared_once_more_when_the_minutes_are_issued(road):
    with road.at("approved") as story:
        story.minutes.sections.first().delete()
        with refused(refusals.DiffersFromRecord):
            minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.3")
def test_a_later_change_of_a_topics_title_does_not_touch_approved_minutes(road):
    with road.at("approved") as story:
        Topic.objects.update(title="下一轮改了标题")
        issued = minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        assert "下一轮改了标题" not in json.dumps(issued.document.content, ensure_ascii=False)


@pytest.mark.rule("R9.6", "C5")
def test_issued_minutes_are_not_edited_returned_or_issued_again(road):
    with road.at("following_up") as story:
        words = {"opening": "改", "sections": the_sections(story)}
        with refused(WrongState, "R9.3"):
            minutes.edit_minutes(minutes_id=story.minutes.pk, **words, **story.someone("union_clerk"))
        with refused(WrongState, "R9.8"):
            minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
        with refused(refusals.MinutesExist):
            minutes.draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))
        with refused(WrongState, "R8.8"):
            session_services.open_session(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R9.6", "C12", "A7")
def test_nobody_changes_an_issued_document_not_even_in_the_database(road):
    with road.at("following_up") as story:
        document = Minutes.objects.get(pk=story.minutes.pk).document
        for statement in ("UPDATE documents_issueddocument SET title = '改'", "DELETE FROM documents_issueddocument"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)
        document.title = "改"
        with pytest.raises(NeverChanges):
            document.save()


@pytest.mark.rule("R9.8", "R11.1")
def test_every_resolution_has_one_agreed_item_and_the_document_tells_them_all(road):
    with road.at("following_up") as story:
        issued = Minutes.objects.get(pk=story.minutes.pk)
        meeting = Meeting.objects.get()
        told = json.dumps(issued.document.content, ensure_ascii=False)
        resolutions = list(meeting.resolutions.select_related("agreed_item"))
        assert len(resolutions) == meeting.agreed_items.count() > 0
        assert all(row.agreed_item.text == row.text and item_in_print(row) in told for row in resolutions)
        assert bytes(issued.document.pdf).startswith(b"%PDF")
        assert bytes(issued.document.docx).startswith(b"PK")
        assert issued.sha256 == issued.document.content_sha256
