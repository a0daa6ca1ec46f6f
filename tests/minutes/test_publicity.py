"""What the public is told about a meeting needs both offices' consent to the same words (Art. 10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.minutes.lifecycle import PUBLICITY
from apps.minutes.models import PublicityItem
from apps.minutes.publicity import refusals as publicity_refusals
from apps.minutes.publicity import selectors as publicity_selectors
from apps.minutes.publicity import services as publicity
from kernel import clock
from kernel.lifecycle.consent import AlreadyConsented
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, WrongRole, WrongState
from roads.story import Story
from tests.road import refused

WORDS = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "disclosure": "public"}


def draft(story: Story, by: str = "union_clerk", **more: Any) -> PublicityItem:
    given = {**WORDS, "planned_on": clock.today() + timedelta(days=3), **more}
    return publicity.draft_publicity(meeting=story.refresh(), **given, **story.someone(by))


def edit(story: Story, item: PublicityItem, by: str = "gov_clerk", **more: Any) -> PublicityItem:
    given = {**WORDS, "planned_on": item.planned_on, **more}
    return publicity.edit_publicity(publicity_item_id=item.pk, **given, **story.someone(by))


def publish(story: Story, item: PublicityItem, by: str) -> PublicityItem:
    return take(PUBLICITY, "publish", publicity_item_id=item.pk, **story.someone(by))


@pytest.mark.rule("R10.2")
def test_nothing_is_drafted_before_the_minutes_are_issued(road):
    with road.at("approved") as story, refused(publicity_refusals.MinutesNotIssued):
        draft(story)


@pytest.mark.rule("R10.1")
@pytest.mark.parametrize("first", ["gov_clerk", "union_clerk"])
def test_a_press_item_is_published_when_both_offices_consent(road, first):
    second = {"gov_clerk": "union_clerk", "union_clerk": "gov_clerk"}[first]
    with road.at("following_up") as story:
        item = draft(story)
        one = publish(story, item, first)
        assert (one.state, one.published_at) == ("draft", None)
        both = publish(story, item, second)
        assert both.state == "published"
        assert both.published_by == story.office.people[second]


@pytest.mark.rule("R10.1!one-approval")
def test_one_side_alone_publishes_nothing(road):
    with road.at("following_up") as story:
        item = draft(story)
        publish(story, item, "union_clerk")
        with refused(AlreadyConsented, "R10.1"):
            publish(story, item, "union_clerk")


@pytest.mark.rule("R10.1")
def test_an_edit_voids_the_consent_also_one_that_returns_to_the_former_words(road):
    with road.at("following_up") as story:
        item = draft(story)
        publish(story, item, "union_clerk")
        edit(story, item, text="会议议定四项。")
        edit(story, item)
        assert publish(story, item, "gov_clerk").state == "draft"
        assert publish(story, item, "union_clerk").state == "published"


@pytest.mark.rule("R10.1", "C5")
def test_what_is_published_is_edited_no_more(road):
    with road.at("following_up") as story:
        item = draft(story)
        publish(story, item, "union_clerk")
        publish(story, item, "gov_clerk")
        with refused(WrongState, "R10.2"):
            edit(story, item, text="另一种说法。")


@pytest.mark.rule("R0.3!not-public", "R10.2!non-public")
@pytest.mark.parametrize("disclosure", ["on_request", "withheld"])
def test_what_is_not_disclosed_by_itself_is_not_published(road, disclosure):
    with road.at("following_up") as story:
        item = draft(story, disclosure=disclosure)
        for name in ("union_clerk", "gov_clerk"):
            with refused(publicity_refusals.NotPublic):
                publish(story, item, name)


@pytest.mark.rule("R10.2")
def test_the_database_itself_publishes_only_what_is_public(road):
    with road.at("following_up") as story:
        item = draft(story)
        publish(story, item, "union_clerk")
        publish(story, item, "gov_clerk")
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicityItem.objects.filter(pk=item.pk).update(disclosure="withheld")


@pytest.mark.rule("R10.2", "C6")
@pytest.mark.parametrize("missing", ["title", "channel", "text", "planned_on", "disclosure"])
def test_a_press_item_says_what_where_and_when(road, missing):
    with road.at("following_up") as story, refused(MissingField, "R10.2", fields=(missing,)):
        draft(story, **{missing: None})


@pytest.mark.rule("R10.1")
def test_only_the_two_offices_draft_and_consent(road):
    with road.at("following_up") as story:
        with refused(WrongRole, "R10.2"):
            draft(story, "union_leader")
        item = draft(story, "gov_clerk")
        with refused(WrongRole, "R10.1"):
            publish(story, item, "gov_leader")


@pytest.mark.rule("R10.2")
def test_a_draft_stays_with_the_offices(road):
    with road.at("following_up") as story:
        item, people = draft(story), story.office.people
        reading = ("gov_clerk", "union_clerk", "gov_leader", "viewer", "system_officer")
        seen = {name: publicity_selectors.publicity_visible_to(people[name]).exists() for name in reading}
        assert seen == {name: name not in {"viewer", "system_officer"} for name in reading}
        publish(story, item, "union_clerk")
        publish(story, item, "gov_clerk")
        assert publicity_selectors.publicity_visible_to(people["viewer"]).exists()
        assert not publicity_selectors.publicity_visible_to(people["system_officer"]).exists()
