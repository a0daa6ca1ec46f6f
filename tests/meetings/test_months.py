"""Where a rule fixes the months of ordinary meetings, every row that sets a day asks (R4.6)."""

from datetime import date, timedelta

import pytest

from apps.meetings.cautions import of_meeting
from apps.meetings.convening import services as convening
from apps.meetings.convening.refusals import MonthIsFixed
from apps.meetings.lifecycle import MEETING
from kernel import clock
from kernel.lifecycle.engine import take
from tests.road import refused
from tests.workrules.elsewhere import chief, notice, under

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R4.6")]
FIXED = {"meeting_months": "6、12", "meeting_months_strength": "应当"}
OTHER = date(2026, 7, 9)


def test_a_draft_an_edit_and_a_counter_proposal_name_a_month_of_the_rule(inside):
    with under(inside, **FIXED) as story, story.on(story.day_of("drafted")):
        plan = {"kind": "ordinary", "request_text": "年度例会"}
        with refused(MonthIsFixed, fields=("planned_on",)):
            convening.draft_meeting(**plan, planned_on=OTHER, **story.someone("union_clerk"))
        meeting = convening.draft_meeting(**plan, planned_on=story.meeting_on, **story.someone("union_clerk"))
        by = {"meeting_id": meeting.pk, **story.someone("union_clerk")}
        with refused(MonthIsFixed, fields=("planned_on",)):
            convening.edit_meeting(**plan, planned_on=OTHER, **by)


def test_neither_counter_proposal_notice_nor_postponement_leaves_the_months(inside):
    with under(inside, **FIXED) as story:
        story.walk("requested")
        with story.on(story.day_of("requested"), 15), refused(MonthIsFixed, fields=("date",)):
            given = {"date": OTHER, "reason": "另有安排", **story.someone("gov_clerk")}
            take(MEETING, "propose_other_date", meeting_id=story.meeting.pk, **given)
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            with refused(MonthIsFixed, fields=("date",)):
                given = {"date": OTHER, "reason": "另有安排", **story.someone("gov_clerk")}
                take(MEETING, "postpone", meeting_id=story.meeting.pk, **given)
            assert notice(story, chief(story, "gov")).state == "noticed"


def test_in_principle_another_month_is_allowed_and_said(inside):
    with under(inside, meeting_months="3") as story:
        story.walk("requested")
        with story.on(story.day_of("requested"), 15):
            told = {one.name: one.sentence for one in of_meeting(story.refresh(), today=clock.today())}
        assert "原则上在3月召开" in told["OtherMonth"]


def test_an_extraordinary_meeting_is_free_of_months(inside):
    with under(inside, **FIXED) as story, story.on(story.day_of("drafted")):
        plan = {"kind": "extraordinary", "ground": "major", "ground_text": "突发情况", "request_text": "临时召开"}
        day = clock.today() + timedelta(days=35)
        assert day.month not in {6, 12}
        assert convening.draft_meeting(**plan, planned_on=day, **story.someone("union_clerk")).state == "draft"
