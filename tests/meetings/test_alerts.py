"""The alert timetable: no plan by summer, no lead by autumn; said on the desk, and sent once (R4.9)."""

from datetime import date

import pytest

from apps.meetings.alerts import alerts_on
from apps.meetings.closing import services as closing_services
from apps.meetings.models import Meeting
from apps.meetings.tasks import warn
from apps.notifications.models import Message
from kernel import clock
from tests.cast import a_story, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R4.9")]


def names(day: date) -> list[str]:
    return [one.name for one in alerts_on(day)]


def test_without_a_plan_both_offices_are_warned_in_july_in_september_and_before_the_lead_is_lost(inside):
    with inside("150121"):
        an_office()
        assert names(date(2026, 6, 30)) == []
        assert names(date(2026, 7, 1)) == ["no_plan_7"]
        assert names(date(2026, 9, 1)) == ["no_plan_7", "no_plan_9"]
        assert names(date(2026, 10, 30)) == ["no_plan_7", "no_plan_9"]
        assert names(date(2026, 10, 31)) == ["no_plan_7", "no_plan_9", "no_lead"]


def test_a_draft_is_no_plan_and_a_request_is_one_but_keeps_no_lead(inside):
    with inside("150121"):
        story = a_story(an_office(), meeting_on=date(2026, 12, 11)).walk("drafted")
        assert names(date(2026, 9, 1)) == ["no_plan_7", "no_plan_9"]
        story.walk("requested")
        assert names(date(2026, 9, 1)) == []
        assert names(date(2026, 10, 31)) == ["no_lead"]
        story.walk("collecting")
        assert names(date(2026, 10, 31)) == []


def test_a_year_that_has_met_is_warned_of_nothing(inside):
    with inside("150121"):
        a_story(an_office()).walk("held")
        assert Meeting.objects.filter(held_on__isnull=False).exists()
        assert names(date(2026, 12, 1)) == []


def test_a_meeting_given_up_is_no_plan_any_more(inside):
    with inside("150121"):
        story = a_story(an_office()).walk("requested")
        with story.on(story.day_of("requested"), 15):
            for name in ("union_clerk", "gov_clerk"):
                closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="情况有变", **story.someone(name))
        assert names(date(2026, 7, 1)) == ["no_plan_7"]


def test_an_alert_is_sent_to_every_clerk_once(inside):
    with inside("150121"):
        office = an_office()
        for day in (date(2026, 7, 1), date(2026, 7, 2), date(2026, 9, 1)):
            with clock.frozen_at(clock.at_hour(day, 22)):
                warn()
        for name in ("gov_clerk", "union_clerk"):
            told = Message.objects.filter(recipient=office.people[name], object_kind="alert")
            assert [clock.day_of(one.sent_at) for one in told.order_by("sent_at")] == [
                date(2026, 7, 1),
                date(2026, 9, 1),
            ]
