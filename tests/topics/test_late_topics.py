"""A topic that comes after the closing day enters the round only as an exception of both offices (R6.4)."""

from datetime import date, timedelta

import pytest

from apps.topics import selectors
from apps.topics.lifecycle import TOPIC
from apps.topics.models import CollectionRound, Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.lifecycle.consent import AlreadyConsented
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, WrongRole
from roads.story import Story
from tests.road import refused

pytestmark = pytest.mark.rule("R6.4")


def close(on: date | None = None) -> None:
    """Collection was to end on that day, by default yesterday."""
    CollectionRound.objects.update(closes_on=on or clock.today() - timedelta(days=1))


def a_topic(story: Story) -> Topic:
    """A submitted topic of the union."""
    return Topic.objects.filter(origin="union", state="submitted").first()


def admit(story: Story, topic: Topic, by: str, reason: str | None = "急需研究") -> Topic:
    return screening_services.admit_late_topic(topic_id=topic.pk, reason=reason, **story.someone(by))


def aggregate(story: Story, topic: Topic) -> Topic:
    return take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))


def test_after_the_closing_day_no_topic_is_aggregated(road):
    with road.at("proposed") as story:
        close()
        with refused(rounds_refusals.LateTopic):
            aggregate(story, a_topic(story))


def test_the_closing_day_itself_is_in_time(road):
    with road.at("proposed") as story:
        close(on=clock.today())
        assert aggregate(story, a_topic(story)).state == "aggregated"


def test_both_offices_let_a_late_topic_in(road):
    with road.at("proposed") as story:
        close()
        topic = a_topic(story)
        assert admit(story, topic, "union_clerk").late_admitted_at is None
        with refused(rounds_refusals.LateTopic):
            aggregate(story, topic)
        admitted = admit(story, topic, "gov_clerk", reason=None)
        assert (admitted.state, admitted.late_admitted_by.username) == ("submitted", "gov_clerk")
        assert aggregate(story, topic).state == "aggregated"


def test_one_office_alone_lets_nothing_in(road):
    with road.at("proposed") as story:
        close()
        admit(story, a_topic(story), "union_clerk")
        with refused(AlreadyConsented, "R6.4"):
            admit(story, a_topic(story), "union_clerk")


def test_the_other_office_sees_a_late_topic_once_it_is_asked(road):
    with road.at("proposed") as story:
        close()
        topic, other = a_topic(story), story.office.people["gov_clerk"]
        assert not selectors.visible_to(other).filter(pk=topic.pk).exists()
        admit(story, topic, "union_clerk")
        assert selectors.visible_to(other).filter(pk=topic.pk).exists()
        assert not selectors.visible_to(story.office.people["viewer"]).filter(pk=topic.pk).exists()


def test_what_is_in_time_needs_no_exception(road):
    with road.at("proposed") as story, refused(rounds_refusals.NotLate):
        admit(story, a_topic(story), "union_clerk")


def test_an_exception_is_made_once(road):
    with road.at("proposed") as story:
        close()
        topic = a_topic(story)
        admit(story, topic, "union_clerk")
        admit(story, topic, "gov_clerk")
        with refused(rounds_refusals.NotLate):
            admit(story, topic, "union_clerk")


def test_a_returned_topic_needs_the_exception_anew(road):
    with road.at("proposed") as story:
        close()
        topic = a_topic(story)
        admit(story, topic, "union_clerk")
        admit(story, topic, "gov_clerk")
        proposing_services.return_topic(topic_id=topic.pk, reason="请补充", **story.someone("union_clerk"))
        text = next(text for text in story.chosen if story.topics[text.key].pk == topic.pk)
        take(TOPIC, "submit", topic_id=topic.pk, **story.speaker(text.proposer))
        with refused(rounds_refusals.LateTopic):
            aggregate(story, topic)


def test_an_exception_has_a_reason_and_is_the_offices_to_make(road):
    with road.at("proposed") as story:
        close()
        with refused(MissingField, "R6.4", fields=("reason",)):
            admit(story, a_topic(story), "union_clerk", reason="")
        with refused(WrongRole, "R6.4"):
            admit(story, a_topic(story), "union_leader")
