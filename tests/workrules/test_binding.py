"""Which rule binds, for every situation: a meeting in its state, what has no meeting yet, a round, a year, a ladder."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.followups.terms import terms_of
from apps.meetings.collection.selectors import collecting_rule
from apps.meetings.models import Meeting
from apps.workrules.binding import bind, binding_rule, binding_rules, is_kept
from apps.workrules.parameters import REGIONAL_2024
from apps.workrules.snapshots import to_snapshot
from apps.years.selectors import rule_of
from kernel.reading import remembering
from tests.cast import an_office
from tests.road import Road
from tests.workrules.cases import issued_now
from tests.workrules.elsewhere import CODE, Inside, issue
from vocabulary.meetings import MeetingState

#: The day from which a successor is in force in these tests, and the day before it.
NEW = date(2026, 6, 1)
OLD = NEW - timedelta(days=1)
#: What a meeting keeps: neither the region's values nor those of the successor.
KEPT = replace(REGIONAL_2024, title="原规则", minutes_deadline_workdays=20, late_topics="allow")
BY_NOTICE = replace(KEPT, binds_on="notice")
#: `minutes_deadline_workdays` of the three rules.
REGION, SNAPSHOT, SUCCESSOR = 15, 20, 3
NOT_ANNOUNCED = (MeetingState.REQUESTED, MeetingState.ACCEPTED, MeetingState.COLLECTING)
LATER = tuple(
    state for state in MeetingState if state not in {*NOT_ANNOUNCED, MeetingState.DRAFT, MeetingState.SETTLED}
)


def successor(office, **values):
    return issue(office, on=NEW, minutes_deadline_workdays="3", **values)


@pytest.mark.rule("R13.2")
@pytest.mark.parametrize(
    ("state", "kept", "day", "binds"),
    [
        (None, None, OLD, REGION),
        (None, None, NEW, SUCCESSOR),
        ("", KEPT, NEW, SUCCESSOR),
        (MeetingState.DRAFT, KEPT, OLD, REGION),
        (MeetingState.DRAFT, KEPT, NEW, SUCCESSOR),
        *((state, kept, NEW, SNAPSHOT) for state in (*NOT_ANNOUNCED, *LATER) for kept in (KEPT, BY_NOTICE)),
        (MeetingState.SETTLED, KEPT, NEW, SNAPSHOT),
        (MeetingState.SETTLED, BY_NOTICE, OLD, REGION),
        (MeetingState.SETTLED, BY_NOTICE, NEW, SUCCESSOR),
    ],
)
def test_the_rule_that_binds_follows_from_how_far_the_meeting_has_come(db, inside: Inside, state, kept, day, binds):
    with inside(CODE):
        successor(an_office(CODE))
        meeting = None if state is None else Meeting(state=state, rule=to_snapshot(kept))
        assert binding_rule(meeting, day=day).minutes_deadline_workdays == binds
        if meeting is not None:
            assert is_kept(meeting, day=day) == (binds == SNAPSHOT)
            assert bind(meeting, day=day) == (binds != SNAPSHOT)
            assert is_kept(meeting, day=day)


@pytest.mark.rule("R13.3")
@pytest.mark.parametrize(("values", "day", "reminder"), [
    ({"ladder_for_earlier": "true"}, NEW, 30), ({"ladder_for_earlier": "true"}, OLD, 15), ({}, NEW, 15),
])  # fmt: skip
def test_the_letters_about_items_of_earlier_meetings_go_by_a_successor_that_says_so(
    db, inside: Inside, values, day, reminder
):
    with inside(CODE):
        successor(an_office(CODE), ladder_reminder_days="30", **values)
        meeting = Meeting(state=MeetingState.FOLLOWING_UP, rule=to_snapshot(KEPT))
        assert binding_rule(meeting, day=day, letters=True).ladder_reminder_days == reminder
        assert binding_rule(meeting, day=day).ladder_reminder_days == 15


@pytest.mark.rule("R13.2")
def test_a_round_is_bound_by_the_rule_of_its_meeting_and_other_topics_by_that_of_the_day(road: Road):
    with road.at("accepted") as story:
        issued_now(story, late_topics="refuse")
        assert collecting_rule().late_topics == "refuse"
    with road.at("collecting") as story:
        Meeting.objects.filter(pk=story.meeting.pk).update(rule=to_snapshot(KEPT))
        issued_now(story, late_topics="refuse")
        assert (collecting_rule().late_topics, binding_rule().late_topics) == ("allow", "refuse")


@pytest.mark.rule("R4.6")
def test_a_year_is_judged_by_the_rule_in_force_when_it_ended(db, inside: Inside):
    with inside(CODE):
        successor(an_office(CODE))
        assert [rule_of(year).minutes_deadline_workdays for year in (2025, 2026)] == [REGION, SUCCESSOR]
        both = binding_rules([OLD, NEW])
        assert [both[day].minutes_deadline_workdays for day in (OLD, NEW)] == [REGION, SUCCESSOR]


def test_a_request_reads_the_rule_of_a_day_once(db, inside: Inside):
    with inside(CODE), remembering(), CaptureQueriesContext(connection) as asked:
        drafts = [Meeting(state=MeetingState.DRAFT, rule={}) for _ in range(3)]
        assert len({id(binding_rule(one, day=NEW)) for one in drafts}) == 1
    assert len(asked) == 1


@pytest.mark.rule("R13.2")
def test_agreed_items_are_followed_up_by_the_rule_of_their_meeting(road: Road):
    with road.at("in_progress") as story:
        issued_now(story, followup_close_chain="gov_clerk", report_cycle_days="30")
        assert terms_of(story.refresh()).owners == ("union_clerk", "gov_clerk")
