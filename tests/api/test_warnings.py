"""Objects tell what is out of the ordinary about them, beside what may be done."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R4.8")
def test_a_second_ordinary_meeting_of_a_year_is_created_with_a_warning(walked, caller, on):
    story = walked("requested")
    plan = {"kind": "ordinary", "planned_on": "2026-12-11", "request_text": "再次研究"}
    with on(story, "requested"):
        made = caller("union_clerk").post("meetings", plan)
        first = caller("union_clerk").get(f"meetings/{story.meeting.pk}")
    assert made.status_code == 201, made.json()
    [warning] = made.json()["warnings"]
    assert (warning["name"], warning["rule"], warning["article"]) == ("FurtherOrdinaryMeeting", "R4.8", "第四条")
    assert warning["sentence"].endswith("。")
    assert first.json()["warnings"] == []
