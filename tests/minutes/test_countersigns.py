"""Countersigning by lead units: nobody need be asked; who is asked signs this very text or is let off (Art. 9)."""

import pytest

from apps.minutes import services as minutes
from apps.minutes.countersigning.countersigns import leading_units
from apps.minutes.countersigning.permissions import units_of
from apps.minutes.lifecycle import MINUTES
from apps.minutes.prefill import opening_for
from apps.minutes.refusals import CountersignsMissing, NotALeadUnit
from apps.minutes.selectors import visible_to
from apps.workrules.binding import binding_rule
from apps.workrules.models import WorkRule
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.refusals import NotYours, WrongRole, WrongState
from tests.minutes.test_refusals import edited
from tests.road import refused

pytestmark = pytest.mark.rule("R9.3")
UNITS = {"gov_unit", "union_unit"}


def leading(story):
    """A lead unit of the meeting, and the key under which the story knows it."""
    keys = {unit.pk: key for key, unit in story.office.units.items()}
    unit = story.meeting.resolutions.order_by("position").first().lead_unit
    return unit, keys[unit.pk]


def ask(story, units, name="union_clerk"):
    return minutes.ask_countersign(minutes_id=story.minutes.pk, units=units, **story.someone(name))


def sign(story, key):
    return minutes.countersign(minutes_id=story.minutes.pk, **story.speaker(key))


def submit(story):
    return take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R2.1")
def test_the_rules_general_words_open_the_minutes(road):
    with road.at("held") as story:
        rule = binding_rule(story.refresh())
        words = "坚持党的领导，坚持源头参与"
        assert words not in opening_for(story.refresh())
        WorkRule.objects.create(
            title=rule.title,
            document_number=rule.document_number,
            preamble=f"{words}。",
            state="draft",
            state_since=clock.now(),
        )
        drafted = minutes.draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))
        assert f"{words}。现纪要如下：" in drafted.opening


def test_nobody_need_be_asked(road):
    with road.at("minutes_drafted") as story:
        _unit, key = leading(story)
        with refused(NotYours, "R9.3"):
            sign(story, key)
        assert submit(story).state == "union_review"


def test_a_unit_that_was_asked_reads_the_draft_and_signs_before_the_leaders(road):
    with road.at("minutes_drafted") as story:
        unit, key = leading(story)
        person = story.speaker(key)["by"]
        assert not visible_to(person).exists()
        ask(story, [unit])
        assert visible_to(person).get() == story.minutes
        with refused(CountersignsMissing):
            submit(story)
        signed = sign(story, key)
        assert signed.countersigns[0]["name"] == person.printed_name
        with refused(NotYours, "R9.3"):
            sign(story, key)
        assert submit(story).state == "union_review"
        with refused(WrongState, "R9.3"):
            sign(story, key)


def test_an_edit_voids_the_signature_and_the_office_may_ask_nobody_any_more(road):
    with road.at("minutes_drafted") as story:
        unit, key = leading(story)
        ask(story, [unit])
        sign(story, key)
        edited(story, opening=f"{story.minutes.opening}会议于上午召开。")
        with refused(CountersignsMissing):
            submit(story)
        ask(story, [unit])
        with refused(CountersignsMissing):
            submit(story)
        ask(story, [])
        assert not visible_to(story.speaker(key)["by"]).exists()
        assert submit(story).state == "union_review"


def test_only_lead_units_are_asked_and_only_by_the_drafting_office(road):
    with road.at("minutes_drafted") as story:
        unit, _key = leading(story)
        led = {str(key) for key in leading_units(story.minutes)}
        stranger = next(
            one for one in story.office.people.values() if one.role_names & UNITS and not units_of(one) & led
        )
        other = stranger.memberships.current().first().unit
        with refused(NotALeadUnit, fields=("units",)):
            ask(story, [unit, other])
        with refused(WrongRole, "R9.3"):
            ask(story, [unit], "union_leader")
        ask(story, [unit])
        with refused(NotYours, "R9.3"):
            minutes.countersign(minutes_id=story.minutes.pk, by=stranger, at=clock.now())
