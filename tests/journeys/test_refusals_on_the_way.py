"""What is so at every stage of the road: the ledger states it, and the rights on objects follow it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from guardian.models import GroupObjectPermissionBase

from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.meetings.closing import services as closing_services
from apps.meetings.convening import services as convening_services
from apps.meetings.session import services as session_services
from apps.meetings.topic_list import services as topic_list_services
from apps.organizations.accounts.opening_services import speak_for
from apps.organizations.models import UnitMembership
from apps.topics.consultations import services as consultations_services
from apps.topics.models import Consultation, Topic, TopicState
from apps.topics.proposing import services as proposing_services
from kernel import clock
from kernel.audit.services import faults
from kernel.refusals import NotYours
from roads.story import STAGES, Story
from tenants.ledger import models as ledger
from tenants.ledger.reconciliation import differences
from tenants.ledger.selectors import summary
from tests.cast import a_story, an_office
from tests.lifecycles.moments import SIDE_ROADS, side_road
from tests.road import refused

pytestmark = pytest.mark.django_db
UNION, GOV, JOINT = "heat_outdoor", "injury_prevention", "wage_arrears_projects"


def by_both(story: Story, verb: Callable[..., Any], **given: Any) -> None:
    for name in ("union_clerk", "gov_clerk"):
        verb(meeting_id=story.meeting.pk, **given, **story.someone(name))


def postponed(story: Story) -> None:
    by_both(story, closing_services.postpone_meeting, date=story.meeting_on + timedelta(days=240), reason="领导出差")


def other_date(story: Story) -> None:
    given = {"date": story.meeting_on + timedelta(days=7), "reason": "另有安排"}
    convening_services.propose_other_date(meeting_id=story.meeting.pk, **given, **story.someone("gov_clerk"))


def withdrawn(story: Story) -> None:
    proposing_services.withdraw_topic(topic_id=story.topics[UNION].pk, reason="已解决", **story.speaker("union_rights"))


def given_up(story: Story) -> None:
    by_both(story, closing_services.cancel_meeting, reason="情况有变")


def half_decided(story: Story) -> None:
    given = {"outcome": "not_agreed", "resolutions": [], **story.someone("union_clerk")}
    session_services.decide_topic(topic_id=story.topics[UNION].pk, **given)


def reopened(story: Story) -> None:
    topic_list_services.reopen_list(meeting_id=story.meeting.pk, reason="补充", **story.someone("gov_clerk"))


def item_reopened(story: Story) -> None:
    item = AgreedItem.objects.first()
    followups.reopen_item(agreed_item_id=item.pk, reason="未落实", **story.someone("union_clerk"))


MORE_ROADS: dict[str, tuple[Callable[[Story], Any], ...]] = {
    "requested": (other_date, given_up),
    "aggregated": (withdrawn, given_up),
    "settled": (reopened, withdrawn, postponed, given_up),
    "noticed": (postponed, given_up),
    "in_session": (half_decided, given_up),
    "closed_out": (item_reopened,),
}


def orphans() -> list[str]:
    """Grants on what nobody may act on any more: given up, answered, closed."""
    over = {
        "topics.Topic": {"withdrawn"},
        "followups.AgreedItem": {"closed", "terminated"},
    }
    found = []
    for table in apps.get_models():
        if issubclass(table, GroupObjectPermissionBase) and table.__module__.startswith("apps."):
            for row in table._default_manager.select_related("content_object", "permission", "group__unit"):
                what = row.content_object
                state = what.item.state if hasattr(what, "item_id") else what.state
                ended = over.get(what._meta.label, {"closed", "terminated"})
                if isinstance(what, Consultation):
                    state, ended = what.topic.state, set(TopicState.values) - {"consulting"}
                if state in ended:
                    found.append(f"{row.permission.codename} on {what._meta.label} in {state}")
    return found


@pytest.mark.rule("R12.3")
def test_at_every_stage_the_ledger_states_what_is_so_and_no_right_outlives_its_reason(inside):
    with inside("150121"):
        story = a_story(an_office(), topics=4)
        for stage in STAGES:
            story.walk(stage)
            with story.on(story.day_of(stage), 15):
                assert differences() == [], stage
                assert orphans() == [], stage
                for take in (*SIDE_ROADS.get(stage, ()), *MORE_ROADS.get(stage, ())):
                    with side_road():
                        take(story)
                        assert differences() == [], f"{stage}: {take.__name__}"
                        assert orphans() == [], f"{stage}: {take.__name__}"
        assert list(faults()) == []


@pytest.mark.rule("R12.3")
def test_the_levels_above_see_a_change_at_once_and_a_draft_never(inside, government):
    def seen(code: str) -> list[tuple[str, str]]:
        with inside(code):
            return list(ledger.Meeting.objects.values_list("government", "state"))

    def held(code: str) -> int:
        with inside(code):
            told = summary(scope_path=government(code).path, year=2026, today=date(2026, 12, 1))
        return int(told.measures.held.numerator)

    with inside("150121"):
        story = a_story(an_office()).walk("drafted")
    assert seen("150100") == seen("150000") == []
    with inside("150121"):
        story.walk("requested")
    assert seen("150100") == seen("150000") == [("150121", "requested")]
    assert seen("150200") == seen("150102") == []
    with inside("150121"), story.on(story.day_of("requested"), 15), side_road():
        other_date(story)
        with inside("150000"):
            assert not ledger.Meeting.objects.exists()
    assert (held("150100"), held("150000")) == (0, 0)
    with inside("150121"):
        story.walk("held")
    assert (held("150100"), held("150000"), held("150200")) == (1, 1, 0)


@pytest.mark.rule("R6.7")
def test_a_right_comes_with_the_part_a_unit_plays_and_ends_with_it(inside):
    with inside("150121"):
        story = a_story(an_office()).walk("consulting")
        with story.on(story.day_of("consulting"), 15):
            asked = Consultation.objects.get(topic=story.topics[UNION], unit=story.office.units["health"])
            with refused(NotYours, "R6.7"):
                given = {"reply": "agree", **story.speaker("housing")}
                consultations_services.reply_to_consultation(consultation_id=asked.pk, **given)

            both = story.office.speaker_for("housing")
            speak_for(user=both, unit=story.office.units["health"], since=clock.today())
            with side_road():
                consultations_services.reply_to_consultation(
                    consultation_id=asked.pk, reply="agree", by=both, at=clock.now()
                )

            _stop_speaking(both, story.office.units["health"])
            with refused(NotYours, "R6.7"):
                consultations_services.reply_to_consultation(
                    consultation_id=asked.pk, reply="agree", by=both, at=clock.now()
                )

        story.walk("closed_out")
        with story.on(story.day_of("closed_out"), 15), refused(NotYours, "R6.9"):
            topic = Topic.objects.get(pk=story.topics[UNION].pk)
            Topic.objects.filter(pk=topic.pk).update(state="tabled", decided_at=None)
            proposing_services.withdraw_topic(topic_id=topic.pk, reason="迟了", **story.speaker("union_women"))


def _stop_speaking(user: Any, unit: Any) -> None:
    UnitMembership.objects.filter(user=user, unit=unit).delete()
    user.groups.remove(unit.group_id)
