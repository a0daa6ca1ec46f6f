"""A number that the office's own register has given is typed where a document is issued (R7.4)."""

from typing import Any

import pytest

from apps.documents.models import IssuedDocument
from apps.documents.refusals import NumberIsTaken, NumberOfAnotherYear
from apps.documents.services import next_number
from apps.meetings.lifecycle import MEETING
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import Malformed
from tests.road import refused

pytestmark = pytest.mark.rule("R7.4")


def announced(story: Any, number: str) -> Any:
    """The notice is issued under this number."""
    given = {"starts_at": clock.at_hour(story.meeting_on, 9, 30), "venue": "政府第一会议室", "contact": "8150000"}
    presider = story.meeting.attendances.get(slot="chief_convener_gov")
    by = {"meeting_id": story.meeting.pk, **story.someone("gov_clerk")}
    return take(MEETING, "issue_notice", presider=presider, **given, document_number=number, **by)


def test_a_number_from_the_offices_own_register_is_borne_and_gone_on_from(road: Any) -> None:
    with road.at("settled") as story:
        year = clock.today().year
        meeting = announced(story, f"土左政办字〔{year}〕41号")
        assert meeting.notices.get().document.number == f"土左政办字〔{year}〕41号"
        assert next_number("notice", year) == f"土左政办字〔{year}〕42号"


def test_a_number_below_the_last_one_is_taken_where_no_document_bears_it(road: Any) -> None:
    with road.at("settled") as story:
        year = clock.today().year
        for _each in range(3):
            next_number("notice", year)
        meeting = announced(story, f"土左政办字〔{year}〕2号")
        assert meeting.notices.get().document.number.endswith("〕2号")
        assert next_number("notice", year).endswith("〕4号")


def test_a_number_that_a_document_bears_is_not_typed_again(road: Any) -> None:
    with road.at("settled") as story:
        borne = IssuedDocument.objects.get(kind="request_letter").number
        with refused(NumberIsTaken, fields=("document_number",)):
            announced(story, borne)


def test_a_number_of_another_year_is_refused(road: Any) -> None:
    with road.at("settled") as story, refused(NumberOfAnotherYear, fields=("document_number",)):
        announced(story, "土左政办字〔2019〕8号")


@pytest.mark.parametrize("typed", ["土左政办字[2026]8号", "8号", "土左政办字〔2026〕08号", "土左政办字〔2026〕第8号"])
def test_a_typed_number_has_the_form_of_the_standard(road: Any, typed: str) -> None:
    with road.at("settled") as story, refused(Malformed, "R7.2", fields=("document_number",)):
        announced(story, typed)
