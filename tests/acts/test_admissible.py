"""Which objects an act may name is decided by the act: page and interface refuse the same objects in the same words."""

import json
from typing import Any

import pytest

from apps.organizations.models import Unit
from apps.topics.models import Topic
from kernel.lifecycle.inputs import NOT_FOUND
from tests import deputies
from tests.api.conftest import caller

__all__ = ["caller"]


class Doors:
    """One person at both doors, who sends the same to each."""

    def __init__(self, browser: Any, interface: Any) -> None:
        self.browser, self.interface = browser, interface

    def consult(self, topic: Topic, units: list[Any]) -> list[Any]:
        """Ask units by page and by interface."""
        sent = {"units": [str(key) for key in units], "reply_by": "2026-05-20"}
        return [
            self.browser.post(f"/topics/{topic.pk}/do/consult", sent),
            self.interface.post(f"topics/{topic.pk}/consult", sent),
        ]

    def decide(self, topic: Topic, lead: Any) -> list[Any]:
        """Charge a unit by page and by interface."""
        row = {"text": "建立机制", "lead_unit": str(lead), "due_on": "2026-12-01"}
        posted = {f"resolutions-0-{name}": value for name, value in row.items()} | {"resolutions-count": "1"}
        return [
            self.browser.post(f"/topics/{topic.pk}/do/decide", posted | {"outcome": "agreed"}),
            self.interface.post(f"topics/{topic.pk}/decide", {"outcome": "agreed", "resolutions": [row]}),
        ]


@pytest.fixture
def doors(sign_in: Any, caller: Any) -> Doors:
    return Doors(sign_in("union_clerk"), caller("union_clerk"))


def told(answers: list[Any]) -> list[Any]:
    page, interface = answers
    assert str(NOT_FOUND) in page.content.decode()
    return [page.status_code, interface.status_code, json.loads(interface.content)["fields"]]


@pytest.mark.rule("R6.7")
def test_neither_door_consults_a_leadership_or_a_closed_unit(walked, doors, inside):
    story = walked("aggregated")
    with inside("150121"):
        topic = Topic.objects.filter(state="aggregated", origin="union").first()
        asked = [topic.suggested_lead_id, *topic.suggested_supporting.values_list("pk", flat=True)]
        leadership = Unit.objects.filter(kind="leadership").first()
        closed = deputies.closed_unit(story)
    with story.on(story.day_of("aggregated"), 16):
        for stranger in (leadership, closed):
            assert told(doors.consult(topic, [*asked, stranger.pk])) == [400, 400, {"units": NOT_FOUND}]
        assert doors.consult(topic, asked)[0].status_code == 302
    with inside("150121"):
        assert set(topic.consultations.values_list("unit", flat=True)) == set(asked)


@pytest.mark.rule("R8.6")
def test_neither_door_charges_a_closed_unit_with_an_agreed_item(walked, doors, inside):
    story = walked("in_session")
    with inside("150121"):
        topic = Topic.objects.filter(state="tabled").first()
        closed = deputies.closed_unit(story)
    with story.on(story.meeting_on):
        said = {"resolutions": f"第 1 行 牵头单位：{NOT_FOUND}"}
        assert told(doors.decide(topic, closed.pk)) == [400, 400, said]
        assert doors.decide(topic, topic.suggested_lead_id)[0].status_code == 302
    with inside("150121"):
        assert story.refresh().resolutions.count() == 1
