"""Supporting units with parts of their own: text, date, receipt, progress and report; and what is due by the cycle."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.demonstration.story import Story
from apps.desk.selectors import waiting_for
from apps.followups import due_reports, facts
from apps.followups import extension_services as extensions
from apps.followups import part_services as parts
from apps.followups import services as followups
from apps.followups.models import AgreedItem, Extension, Milestone, ProgressReport, SupportingPart
from apps.followups.selectors import with_dates
from apps.meetings import refusals as meeting_refusals
from apps.meetings import session_services as session
from apps.minutes.texts import text_of
from apps.minutes.services import draft_minutes
from kernel import clock
from kernel.refusals import NotYours
from kernel.workcalendar.rules import plus_months
from tenants.ledger.facts import DueReportFact
from tenants.ledger.models import DueReport
from tenants.ledger.reconciliation import differences
from tests.road import refused


def an_item(story: Story) -> AgreedItem:
    return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).select_related("meeting").first()


def decide(story: Story, *parts_given: dict[str, Any], lead: str = "hrss", **more: Any) -> Any:
    """Resolve one item of the first topic, due six months after the meeting."""
    row = {
        "text": "开展专项检查", "lead_unit": story.office.units[lead], "due_on": plus_months(story.meeting_on, 6),
        "parts": list(parts_given), **more,
    }  # fmt: skip
    topic = next(topic for key, topic in story.topics.items() if not story.chosen_by_key[key].is_briefing)
    return session.decide_topic(topic_id=topic.pk, outcome="agreed", resolutions=[row], **story.someone("union_clerk"))


def a_part(story: Story, unit: str = "health", *, months: int = 3, text: str = "组织体检") -> dict[str, Any]:
    return {"unit": story.office.units[unit], "text": text, "due_on": plus_months(story.meeting_on, months)}


@pytest.mark.rule("R11.1")
def test_a_supporting_unit_is_given_its_own_part_in_the_session(road):
    with road.at("in_session") as story:
        decide(story, a_part(story))
        resolution = story.refresh().resolutions.get()
        assert [unit.pk for unit in resolution.supporting_units.all()] == [story.office.units["health"].pk]
        [own] = resolution.parts.all()
        assert (own.text, own.due_on) == ("组织体检", plus_months(story.meeting_on, 3))
