"""Who holds which permission follows from the objects, at every moment of a year; what does not is found and mended."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from apps.followups.models import AgreedItem
from apps.meetings.topic_list import services as topic_list_services
from apps.organizations.models import User
from apps.organizations.tasks import mend_permissions
from apps.organizations.units.permissions import ENTITLEMENTS, grant, held, misgrants, only_theirs, revoke
from apps.topics.models import Topic
from apps.topics.screening import services as screening_services
from roads.story import STAGES
from tests.lifecycles.moments import SIDE_ROADS, side_road
from tests.road import road

__all__ = ["road"]
pytestmark = pytest.mark.usefixtures("road")
HERE = "150121"


@pytest.mark.parametrize("stage", STAGES)
def test_at_every_stage_units_hold_what_they_are_entitled_to_and_nothing_else(road, stage):
    with road.at(stage) as story:
        assert misgrants() == []
        for turn in SIDE_ROADS.get(stage, ()):
            with side_road():
                turn(story)
                assert misgrants() == [], turn.__name__


def held_on(topic: Topic, user: User) -> set[str]:
    found: set[str] = held(user, [topic])[topic.pk]
    return found


@pytest.fixture(scope="module")
def prepared(road: Any) -> Iterator[Any]:
    """The module's road has come to its end; a year of its own is told for what lies before."""
    with side_road():
        yield type(road)("150102")


def test_a_unit_loses_its_topic_when_the_list_rejects_it_and_regains_it_when_the_list_is_opened_again(prepared):
    with prepared.at("prepared") as story:
        first, *others = story.topics
        topic, speaker = story.topics[first], story.speaker(story.chosen[0].proposer)["by"]
        screening_services.reject_topic(topic_id=topic.pk, reason="不属联席会议事项", **story.someone("union_clerk"))
        for key in others:
            screening_services.table_topic(topic_id=story.topics[key].pk, **story.someone("union_clerk"))
        assert held_on(topic, speaker) == {"act_for_proposer"}
        for name in ("union_clerk", "gov_clerk"):
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(name))
        assert held_on(topic, speaker) == set()
        topic_list_services.reopen_list(meeting_id=story.meeting.pk, reason="补充议题", **story.someone("union_clerk"))
        assert held_on(topic, speaker) == {"act_for_proposer"}
        assert misgrants() == []


def test_what_is_superfluous_or_missing_is_found_and_mended(prepared):
    with prepared.at("in_progress") as story:
        item = AgreedItem.objects.select_related("lead_unit").first()
        stranger = next(unit for unit in story.office.units.values() if unit.pk != item.lead_unit_id)
        grant("lead_item", stranger, item)
        revoke("lead_item", item.lead_unit, item)
        assert [one.superfluous for one in misgrants()] == [False, True]
        here = ("--government", "150102")

        with pytest.raises(CommandError, match="without --check") as found:
            call_command("clean_object_permissions", "--check", *here, stdout=(out := StringIO()))
        assert found.value.returncode == 1
        assert f"150102: superfluous lead_item on {item.pk}" in out.getvalue()
        with pytest.raises(CommandError, match="mended"):
            call_command("clean_object_permissions", "--json", *here, stdout=(out := StringIO()))
        assert len(json.loads(out.getvalue())["differences"]["150102"]) == 2
        assert misgrants() == []
        call_command("clean_object_permissions", *here, stdout=(out := StringIO()))
        assert out.getvalue().startswith("1 governments: every unit holds")


def test_an_unknown_government_is_told(prepared):
    with pytest.raises(CommandError, match="no government") as found:
        call_command("clean_object_permissions", "--government", "999999")
    assert found.value.returncode == 2


def test_a_permission_on_everything_opens_nothing(prepared):
    """Global permissions never count, whoever was given one (I9)."""
    with prepared.at("in_progress") as story:
        user = story.office.speaker_for("union_finance")
        user.user_permissions.add(Permission.objects.get(codename="lead_item"))
        assert User.objects.get(pk=user.pk).has_perm("followups.lead_item")
        assert list(only_theirs(user, "followups.lead_item", AgreedItem.objects.all())) == []
        assert held(user, list(AgreedItem.objects.all())) == {item.pk: set() for item in AgreedItem.objects.all()}


def test_every_permission_that_a_model_declares_has_somebody_who_is_entitled():
    from django.apps import apps

    declared = {
        codename
        for model in apps.get_models()
        if model._meta.app_label not in {"auth", "guardian"}
        for codename, _label in model._meta.permissions
    }
    assert set(ENTITLEMENTS) == declared


def test_the_nightly_job_mends_and_says_so(prepared, caplog):
    with prepared.at("in_progress"):
        item = AgreedItem.objects.select_related("lead_unit").first()
        revoke("lead_item", item.lead_unit, item)
        mend_permissions()
        assert misgrants() == []
    assert f"missing lead_item on {item.pk}" in caplog.text
