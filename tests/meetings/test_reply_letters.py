"""What the side that was asked answers is a letter of its own number, which names the letter it answers (Art. 4)."""

from datetime import date
from typing import Any

import pytest

from apps.documents.models import IssuedDocument
from apps.meetings.convening import services as convening_services
from roads.story import Story

pytestmark = pytest.mark.rule("R4.1")


def letters(story: Story) -> list[Any]:
    return list(IssuedDocument.objects.filter(subject_id=story.meeting.pk, kind="reply_letter"))


def test_a_yes_is_a_letter_of_the_government_that_names_the_request(road):
    with road.at("requested") as story:
        convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
        [letter] = letters(story)
        asked = IssuedDocument.objects.get(subject_id=story.meeting.pk, kind="request_letter")
        assert (letter.number, letter.issuer) == ("土左政函〔2026〕1号", "土默特左旗人民政府")
        assert asked.number in str(letter.content)
        assert "同意于2026年6月12日召开" in str(letter.content)
        assert bytes(letter.pdf).startswith(b"%PDF")


def test_a_no_says_why(road):
    with road.at("requested") as story:
        convening_services.decline_meeting(
            meeting_id=story.meeting.pk, reason="时机不成熟", **story.someone("gov_leader")
        )
        assert "时机不成熟" in str(letters(story)[0].content)


def test_another_day_is_proposed_with_its_reason(road):
    with road.at("requested") as story:
        convening_services.propose_other_date(
            meeting_id=story.meeting.pk, date=date(2026, 7, 3), reason="汛期", **story.someone("gov_clerk")
        )
        assert "建议改于2026年7月3日召开。理由：汛期" in str(letters(story)[0].content)
