"""A clerk drafts, reads and issues a rule by page and by interface."""

import pytest

from apps.workrules.models import WorkRule
from apps.workrules.parameters import PARAMETERS
from tests.cast import DEMO_PASSWORD, an_office
from tests.workrules.elsewhere import CODE, issue

pytestmark = pytest.mark.django_db


def posted(**deviations: tuple[str, str]) -> dict[str, str]:
    """What the browser posts: every parameter's line, most of them empty."""
    data = {"title": "联席会议工作规则", "deviations-count": str(len(PARAMETERS)), "legal_bases-count": "0"}
    for index, name in enumerate(PARAMETERS):
        value, reason = deviations.get(name, ("", ""))
        line = f"deviations-{index}"
        data |= {f"{line}-parameter": name, f"{line}-value": value, f"{line}-reason": reason}
    return data


@pytest.fixture
def clerk(inside, client_of):
    with inside(CODE):
        office = an_office(CODE)
    client = client_of(CODE)
    client.force_login(office.people["gov_clerk"])
    return client, office


@pytest.mark.rule("R12.1")
def test_the_form_shows_the_regions_value_beside_each_parameter_and_takes_deviations_with_reasons(inside, clerk):
    client, _office = clerk
    page = client.get("/work-rules/new").content.decode()
    assert all(f'value="{name}"' in page for name in PARAMETERS)
    assert "自治区的规定" in page

    refused = client.post("/work-rules/new", posted(period_years=("2", "")))
    assert refused.status_code == 409
    assert "须写明理由" in refused.content.decode()
    done = client.post("/work-rules/new", posted(period_years=("2", "人口少"), requested_by=("either", "双方协商")))
    assert done.status_code == 302
    with inside(CODE):
        rule = WorkRule.objects.get()
        assert {name: one["value"] for name, one in rule.deviations.items()} == {
            "period_years": 2,
            "requested_by": "either",
        }
    again = client.get(f"/work-rules/{rule.pk}/do/edit").content.decode()
    assert "人口少" in again
    shown = client.get(f"/work-rules/{rule.pk}").content.decode()
    assert shown.index("人口少") < shown.index("由谁主持")


@pytest.mark.rule("R12.1")
def test_a_bad_value_is_said_beside_its_parameter_and_nothing_that_was_typed_is_lost(clerk):
    client, _office = clerk
    typed = posted(period_years=("九", "人口少"), observers=("新闻记者", "便于报道"), requested_by=("either", ""))
    refused = client.post("/work-rules/new", typed)
    page = refused.content.decode()
    assert refused.status_code == 409
    line = page[page.index('value="period_years"') :].split("</tr>")[0]
    assert "请填写整数" in line
    assert 'value="九"' in line
    assert "lx-error" not in page[page.index('value="observers"') :].split("</tr>")[0]
    assert all(f'value="{word}"' in page for word in ("人口少", "新闻记者", "便于报道", "联席会议工作规则"))
    assert '<option value="either" selected>' in page
    assert all(str(one.help) in page for one in PARAMETERS.values())


@pytest.mark.rule("R13.4")
def test_a_repealed_rule_is_marked_and_leads_to_its_successor(inside, clerk):
    client, office = clerk
    with inside(CODE):
        first = issue(office)
        second = issue(office, on=first.effective_on.replace(month=3), number="2号")
    page = client.get(f"/work-rules/{first.pk}").content.decode()
    assert "已废止" in page
    assert f"/work-rules/{second.pk}" in page
    assert client.get("/work-rules").status_code == 200


@pytest.mark.rule("R12.1")
def test_the_interface_tells_every_parameter_beside_the_regions(inside, clerk):
    client, office = clerk
    with inside(CODE):
        rule = issue(office, requested_by="either")
    who = {"username": "gov_clerk", "password": DEMO_PASSWORD}
    token = client.post("/api/v1/tokens", who, content_type="application/json").json()["token"]
    told = client.get(f"/api/v1/work-rules/{rule.pk}", headers={"authorization": f"Token {token}"}).json()
    assert len(told["parameters"]) == len(PARAMETERS)
    [deviation] = told["deviations"]
    assert (deviation["parameter"], deviation["value"], deviation["reason"]) == (
        "requested_by", "either", "结合本地实际",
    )  # fmt: skip
    asked = next(one for one in told["parameters"] if one["parameter"] == "requested_by")
    assert (asked["value"], asked["regional"]) == ("either", "union")
