"""What a session leaves behind, whenever somebody closes it (Art. 8)."""

from datetime import timedelta

import pytest

from apps.meetings import attendance_services as attendance
from apps.meetings import services as meetings
from kernel import clock


@pytest.mark.rule("R4.8")
def test_a_session_that_is_closed_the_next_morning_was_held_on_its_own_day(road):
    with road.at("in_session") as story:
        opened = clock.today()
        for row in story.meeting.attendances.all():
            office = "gov_clerk" if row.side == "gov" else "union_clerk"
            attendance.check_in(attendance_id=row.pk, **story.someone(office))
        for text in story.chosen:
            story._decide(text)
        with story.on(opened + timedelta(days=1)):
            held = meetings.adjourn_meeting(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
        assert (held.held_on, held.year) == (opened, opened.year)
