"""Issued minutes never change: what was wrong is put right by another text that goes the whole way again (R9.6)."""

from typing import Any

import pytest

from apps.documents.models import IssuedDocument
from apps.followups.models import AgreedItem
from apps.minutes import refusals, texts
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from kernel.lifecycle.engine import take
from kernel.lifecycle.models import snapshot
from kernel.refusals import MissingField, WrongRole, WrongSide, WrongState
from roads.story import Story
from tests.road import refused

pytestmark = pytest.mark.rule("R9.6")


def correct(story: Story, issued: Minutes | None = None, *, by: str = "union_clerk", **more: Any) -> Minutes:
    key = (issued or story.minutes).pk
    return minutes.correct_minutes(minutes_id=key, **{"reason": "更正数字", **more}, **story.someone(by))


def reword(story: Story, correction: Minutes, closing: str = "特此更正。") -> None:
    sections = [{"topic": row.topic, "text": row.text} for row in correction.sections.select_related("topic")]
    words = {"opening": correction.opening, "sections": sections, "closing": closing}
    minutes.edit_minutes(minutes_id=correction.pk, **words, **story.someone("union_clerk"))


def issue(story: Story, correction: Minutes) -> Minutes:
    """The whole chain again: both leaders approve, then it is issued."""
    key = {"minutes_id": correction.pk}
    take(MINUTES, "submit_to_union", **key, **story.someone("union_clerk"))
    take(MINUTES, "approve_for_union", **key, **story.someone("union_leader"))
    take(MINUTES, "approve_for_government", **key, **story.someone("gov_leader"))
    return minutes.issue_minutes(**key, **story.someone("union_clerk"))


def test_only_issued_minutes_are_corrected(road):
    with road.at("approved") as story, refused(WrongState, "R9.6"):
        correct(story)


def test_a_correction_begins_with_the_words_that_were_issued(road):
    with road.at("following_up") as story:
        issued, correction = Minutes.objects.get(pk=story.minutes.pk), correct(story)
        assert (correction.state, correction.corrects, correction.number) == ("drafting", issued, "")
        assert correction.opening == issued.opening
        assert list(correction.sections.values_list("topic", "position", "text")) == list(
            issued.sections.values_list("topic", "position", "text")
        )


def test_a_correction_is_approved_by_both_and_issued_under_its_own_number(road):
    with road.at("following_up") as story:
        issued, correction = Minutes.objects.get(pk=story.minutes.pk), correct(story)
        reword(story, correction)
        done = issue(story, correction)
        assert done.state == "issued"
        assert done.number
        assert done.number != issued.number
        assert done.document.corrects_id == issued.document_id
        assert done.document.title == f"{issued.document.title}（更正）"
        assert issued.number in texts.text_of(done)
        assert done.approvals.count() == 2


def test_the_corrected_text_its_hash_and_its_files_stay_as_they_were(road):
    with road.at("following_up") as story:
        before = snapshot(Minutes.objects.get(pk=story.minutes.pk))
        paper = IssuedDocument.objects.get(pk=before["document_id"])
        correction = correct(story)
        reword(story, correction)
        issue(story, correction)
        after = Minutes.objects.get(pk=story.minutes.pk)
        assert snapshot(after) == before | {"version": before["version"] + 1}
        assert texts.digest_of(after) == after.sha256
        assert snapshot(IssuedDocument.objects.get(pk=paper.pk)) == snapshot(paper)


def test_a_correction_moves_neither_the_meeting_nor_the_list(road):
    with road.at("following_up") as story:
        meeting, items = story.refresh(), set(AgreedItem.objects.values_list("pk", "version"))
        issue(story, correct(story))
        now = story.refresh()
        assert (now.state, now.version, now.minutes_issued_on) == (
            meeting.state, meeting.version, meeting.minutes_issued_on,
        )  # fmt: skip
        assert set(AgreedItem.objects.values_list("pk", "version")) == items


def test_approvals_of_the_issued_text_do_not_count_for_its_correction(road):
    with road.at("following_up") as story:
        correction = correct(story)
        assert texts.digest_of(correction) != Minutes.objects.get(pk=story.minutes.pk).sha256
        with refused(WrongState, "R9.8"):
            minutes.issue_minutes(minutes_id=correction.pk, **story.someone("union_clerk"))


def test_one_correction_at_a_time(road):
    with road.at("following_up") as story:
        correct(story)
        with refused(refusals.CorrectionExists):
            correct(story)


def test_only_the_latest_text_is_corrected(road):
    with road.at("following_up") as story:
        first = issue(story, correct(story))
        with refused(refusals.CorrectionExists):
            correct(story)
        second = issue(story, correct(story, first))
        assert second.corrects == first
        assert len({story.minutes.number, first.number, second.number}) == 3


def test_a_correction_says_why(road):
    with road.at("following_up") as story, refused(MissingField, "R9.6", fields=("reason",)):
        correct(story, reason=" ")


@pytest.mark.parametrize(("by", "refusal"), [("gov_clerk", WrongSide), ("union_leader", WrongRole)])
def test_only_the_unions_office_begins_a_correction(road, by, refusal):
    with road.at("following_up") as story, refused(refusal, "R9.6"):
        correct(story, by=by)


def test_minutes_from_before_the_platform_are_not_corrected_on_it(road):
    with road.at("following_up") as story:
        Minutes.objects.filter(pk=story.minutes.pk).update(imported=True)
        with refused(refusals.IssuedOnPaper):
            correct(story)


def test_minutes_of_a_closed_meeting_can_still_be_corrected(road):
    with road.at("closed") as story:
        assert issue(story, correct(story)).state == "issued"
        assert story.refresh().state == "closed"
