"""More time for an agreed item, as the lead unit and the two offices see it at their browsers."""

from datetime import timedelta

import pytest

from apps.followups.models import AgreedItem, Extension
from kernel import clock
from kernel.workcalendar.rules import plus_months
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R11.6")]


@pytest.fixture
def item(walked, inside):
    """An item in progress, led by the human resources office."""
    story = walked("in_progress")
    with inside("150121"):
        return AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()


def ask(sign_in, item):
    later = plus_months(item.due_on, 6)
    given = {"new_due_on": later, "reason": "资金年底到位", "version": ""}
    answer = sign_in("gov_unit").post(f"/followups/{item.pk}/do/request_extension", given)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/followups/{item.pk}")


def the_request(inside, item):
    with inside("150121"):
        return Extension.objects.get(item=item)


@pytest.fixture(autouse=True)
def _on_the_day(item):
    with clock.frozen_at(clock.at_hour(item.listed_on, 15)):
        yield


def test_the_lead_unit_asks_and_both_offices_grant_on_the_items_page(item, sign_in, inside):
    ask(sign_in, item)
    asked = the_request(inside, item)
    page = text_of(sign_in("union_clerk").get(f"/followups/{item.pk}"))
    assert "资金年底到位" in page
    assert "待批准" in page
    for name in ("union_clerk", "gov_clerk"):
        client = sign_in(name)
        assert f"/extensions/{asked.pk}/do/grant" in client.get(f"/followups/{item.pk}").content.decode()
        answer = client.post(f"/extensions/{asked.pk}/do/grant", {"version": ""})
        assert answer.headers["Location"] == f"/followups/{item.pk}"
    page = text_of(sign_in("gov_unit").get(f"/followups/{item.pk}"))
    assert "已批准" in page
    assert "延期 1 次" in page


def test_a_refusal_stands_on_the_page_with_its_reason(item, sign_in, inside):
    ask(sign_in, item)
    asked = the_request(inside, item)
    sign_in("gov_clerk").post(f"/extensions/{asked.pk}/do/refuse", {"reason": "年内须完成", "version": ""})
    page = text_of(sign_in("gov_unit").get(f"/followups/{item.pk}"))
    assert "未批准" in page
    assert "年内须完成" in page


def test_a_request_waits_on_the_desks_of_both_offices_until_it_lapses(item, sign_in, inside):
    ask(sign_in, item)
    asked = the_request(inside, item)
    address = f"/extensions/{asked.pk}/do/grant"
    for name in ("union_clerk", "gov_clerk"):
        assert address in sign_in(name).get("/").content.decode()
    with clock.frozen_at(clock.at_hour(item.due_on + timedelta(days=1), 0)):
        client = sign_in("gov_clerk")
        assert address not in client.get("/").content.decode()
        page = client.get(f"/followups/{item.pk}").content.decode()
        assert address not in page
        assert f"/extensions/{asked.pk}/do/refuse" in page
        assert "已失效" in page


def test_a_request_has_the_address_of_its_item_and_is_hidden_from_other_units(item, sign_in, inside):
    ask(sign_in, item)
    asked = the_request(inside, item)
    answer = sign_in("gov_unit").get(f"/extensions/{asked.pk}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/followups/{item.pk}")
    assert sign_in("audit_officer").get(f"/extensions/{asked.pk}").status_code == 404
