"""How a year stands while it runs: read alike at home and above, what can still be won, and what is lost for good."""

from datetime import date
from typing import Any

import pytest

from kernel import clock
from kernel.workcalendar.selectors import workdays
from roads.story import Story
from tenants.assessment.gathering import Gathered, below, of_one
from tenants.assessment.outlook import standing_of
from tenants.assessment.scoring.scheme import shipped
from tenants.governments.models import Government

pytestmark = pytest.mark.rule("R12.5")
HOME, REGION = "150121", "150000"


def home(story: Story) -> Gathered:
    """The facts of the year as the government reads them today."""
    place = Government.objects.get(code=HOME)
    return of_one(place, year=story.meeting_on.year, today=clock.today())


@pytest.mark.rule("R12.6")
def test_a_year_that_was_walked_is_read_as_it_went(road: Any) -> None:
    with road.at("following_up") as story:
        found = home(story)
        facts = found.facts
        (meeting,) = facts.meetings
        listed = story.meeting.agreed_items.count()
        assert (facts.rule_in_force, facts.rule_params_present) == (False, 0)
        assert (meeting.type, meeting.held_on) == ("ordinary", story.refresh().held_on)
        assert (meeting.gov_lead, meeting.union_lead) == ("chief", "chief")
        assert meeting.minutes_issued_on == story.meeting.minutes_issued_on
        assert len(meeting.tabled_topics) == len(story.chosen)
        assert all(topic.outcome and topic.research_report for topic in meeting.tabled_topics)
        assert [item.listed_ok for item in meeting.agreed_items] == [True] * listed
        assert len(found.ahead.items) == sum(
            item.due_on.year == facts.year and item.due_on > clock.today() for item in story.meeting.agreed_items.all()
        )


def test_those_above_read_the_same_facts_as_the_government_itself(road: Any, inside: Any) -> None:
    with road.at("following_up") as story:
        at_home = home(story)
        with inside(REGION):
            region = Government.objects.get(code=REGION)
            seen = {one.code: one for one in below(region, year=story.meeting_on.year, today=clock.today())}
        assert seen[HOME] == at_home


def test_before_the_meeting_everything_can_still_be_won_and_nothing_is_there(road: Any) -> None:
    with road.at("collecting") as story:
        standing = standing_of(home(story), shipped(), workdays, today=clock.today())
        meetings = {one.line.indicator.id: one for one in standing.prospects}
        assert meetings["B1"].line.score == 0
        assert (meetings["B1"].to_win, meetings["B1"].until) == (12, date(clock.today().year, 12, 31))
        assert meetings["C1"].to_win == 5
        assert meetings["D1"].until is not None
        assert standing.best.final > standing.result.final


def test_what_is_over_is_lost_for_good(road: Any) -> None:
    with road.at("following_up") as story:
        standing = standing_of(home(story), shipped(), workdays, today=clock.today())
        for one in standing.prospects:
            if one.line.score is not None and one.best is not None:
                assert one.line.score <= one.best
                assert one.lost + one.best == one.line.indicator.points
        assert {one.line.indicator.id for one in standing.prospects if one.line.score == one.line.indicator.points} >= {
            "B1", "B3", "C2", "C3", "C4", "D2", "D3",
        }  # fmt: skip
