"""More time for an agreed item, through the interface (R11.6)."""

import pytest

from apps.followups.models import AgreedItem
from kernel import clock
from kernel.workcalendar.rules import plus_months

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R11.6")]


@pytest.fixture
def item(walked, inside):
    """An item in progress, led by the human resources office, on the day it was listed."""
    story = walked("in_progress")
    with inside("150121"):
        found = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
    with clock.frozen_at(clock.at_hour(found.listed_on, 15)):
        yield found


def test_a_deadline_moves_through_the_interface_and_its_history_is_shown(item, caller):
    later = plus_months(item.due_on, 6)
    body = {"new_due_on": later, "reason": "资金年底到位"}
    asked = caller("gov_unit").post(f"agreed-items/{item.pk}/request_extension", body)
    assert asked.status_code == 200, asked.content
    [request] = asked.json()["extension_requests"]
    assert (request["state"], request["new_due_on"], request["lapsed"]) == ("requested", f"{later}", False)

    for name, state in (("union_clerk", "requested"), ("gov_clerk", "granted")):
        assert "grant" in [one["name"] for one in caller(name).get(f"extensions/{request['id']}").json()["actions"]]
        answer = caller(name).post(f"extensions/{request['id']}/grant")
        assert (answer.status_code, answer.json()["state"]) == (200, state)

    shown = caller("gov_unit").get(f"agreed-items/{item.pk}").json()
    assert (shown["due_on"], shown["original_due_on"], shown["extensions"]) == (
        f"{later}", f"{item.original_due_on}", 1,
    )  # fmt: skip
    assert caller("gov_unit").get("extensions", item=item.pk).json()["results"][0]["state"] == "granted"


def test_a_date_that_is_not_later_is_refused_with_its_rule(item, caller):
    body = {"new_due_on": item.due_on, "reason": "资金年底到位"}
    answer = caller("gov_unit").post(f"agreed-items/{item.pk}/request_extension", body)
    assert answer.status_code == 409 or answer.status_code == 422
    assert answer.json()["rule"] == "R11.6"
