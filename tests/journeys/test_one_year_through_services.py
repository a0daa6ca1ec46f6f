"""One year of one banner, told through the verbs from the union's request to the last close-out and beyond."""

import pytest

from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from kernel.audit.services import faults
from tests.cast import a_story, an_office

pytestmark = pytest.mark.django_db


def test_a_banner_holds_a_meeting_from_request_to_close_out(inside):
    with inside("150121"):
        a_story(an_office()).walk("closed")

        meeting = Meeting.objects.get()
        assert meeting.state == "closed"
        assert {item.state for item in AgreedItem.objects.all()} == {"closed"}
        assert meeting.minutes_issued_on >= meeting.held_on
        assert list(faults()) == []
