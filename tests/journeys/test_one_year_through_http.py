"""The same year once more, over HTTP, by two signed-in sides that know nothing but the interface."""

from datetime import timedelta
from typing import Any

import pytest

from kernel import clock
from kernel.audit.services import faults
from tenants.ledger import reconciliation
from tests.cast import an_office
from tests.journeys.interface import Stranger

pytestmark = pytest.mark.django_db

RESOLUTION = {"text": "建立欠薪线索联合排查机制，按季通报", "responsible_person": "额尔敦"}


class Banner:
    """Who acts in one banner, each signed in over HTTP."""

    def __init__(self, client: Any) -> None:
        for name in ("union_clerk", "union_leader", "union_unit", "gov_clerk", "gov_leader", "gov_unit"):
            setattr(self, name, Stranger(client, name))


@pytest.fixture
def banner(inside, client_of):
    with inside("150121"):
        an_office("150121")
    return Banner(client_of("150121"))


def test_two_sides_run_a_meeting_from_request_to_close_out_over_http(banner, inside, client_of):
    with inside("150100"):
        an_office("150100", has_children=True)
    league = Stranger(client_of("150100"), "viewer")
    before = _measures(league)

    meeting = _convene(banner)
    topics = [
        _prepare(banner, banner.union_unit, "union", banner.union_clerk),
        _prepare(banner, banner.gov_unit, "gov", banner.gov_clerk),
    ]
    _settle(banner, meeting, topics)
    _hold(banner, meeting, topics)
    _write_minutes(banner, meeting)
    _follow_up(banner, meeting)
    banner.union_clerk.post(f"meetings/{meeting}/conclude")
    assert banner.gov_clerk.post(f"meetings/{meeting}/conclude")["state"] == "closed"

    after = _measures(league)
    assert (before["held"]["numerator"], after["held"]["numerator"]) == (0, 1)
    assert after["minutes_issued"] == {"numerator": 1, "denominator": 1}
    assert after["items_closed"] == {"numerator": 2, "denominator": 2}
    with inside("150121"):
        assert list(faults()) == []
        assert list(reconciliation.differences()) == []


def _measures(league: Stranger) -> Any:
    return league.get(f"rollup/summary?year={clock.today().year}")["measures"]


def _convene(banner: Any) -> str:
    plan = {"kind": "ordinary", "planned_on": clock.today().isoformat(), "request_text": "研究根治欠薪等事项"}
    meeting = banner.union_clerk.post("meetings", plan)["id"]
    assert banner.gov_leader.tries(f"meetings/{meeting}").status_code == 405
    assert banner.union_leader.may(f"meetings/{meeting}") == ["request"]
    banner.union_leader.post(f"meetings/{meeting}/request")
    refused = banner.union_leader.tries(f"meetings/{meeting}/accept")
    assert (refused.status_code, refused.json()["type"].rsplit(":")[-1], refused.json()["article"]) == (
        403,
        "wrong-side",
        "第四条",
    )
    stale = banner.gov_leader.tries(f"meetings/{meeting}/accept", **{"If-Match": '"0"'})
    assert stale.status_code == 412
    banner.gov_leader.post(f"meetings/{meeting}/accept")
    early = banner.gov_clerk.tries(f"meetings/{meeting}/settle")
    assert early.status_code == 409
    late = banner.union_clerk.tries(f"meetings/{meeting}/open_collection")
    assert (late.status_code, late.json()["rule"]) == (409, "R6.4")
    banner.union_clerk.post(f"meetings/{meeting}/open_collection", {"late_reason": "经双方商议提前召开"})
    return meeting


def _prepare(banner: Any, proposer: Stranger, side: str, clerk: Stranger) -> str:
    lead = banner.gov_unit.get("me")["unit"]["id"]
    topic = proposer.post(
        "topics",
        {
            "origin": side,
            "title": f"关于{side}方面提出的议题",
            "category": "worker_interests",
            "background": "职工反映强烈。",
            "research": "走访企业二十家。",
            "proposed_decision": "建立联合排查机制。",
            "suggested_lead": lead,
        },
    )["id"]
    proposer.post(f"topics/{topic}/submit")
    clerk.post(f"topics/{topic}/aggregate")
    reply_by = (clock.today() + timedelta(days=5)).isoformat()
    clerk.post(f"topics/{topic}/consult", {"units": [lead], "reply_by": reply_by})
    asked = banner.gov_unit.get(f"consultations?topic={topic}")["results"][0]["id"]
    assert clerk.tries(f"topics/{topic}/finish_consultation").json()["rule"] == "R6.7"
    banner.gov_unit.post(f"consultations/{asked}/reply", {"reply": "agree_with_comments", "text": "请明确经费渠道。"})
    clerk.post(f"topics/{topic}/finish_consultation")
    return topic


def _settle(banner: Any, meeting: str, topics: list[str]) -> None:
    assert banner.union_clerk.tries(f"meetings/{meeting}/settle").json()["rule"] == "R6.10"
    for topic in topics:
        banner.union_clerk.post(f"topics/{topic}/table")
    assert banner.union_clerk.post(f"meetings/{meeting}/settle")["state"] == "collecting"
    assert banner.union_clerk.tries(f"meetings/{meeting}/settle").status_code == 409
    assert banner.gov_clerk.post(f"meetings/{meeting}/settle")["state"] == "settled"


def _hold(banner: Any, meeting: str, topics: list[str]) -> None:
    attendances = banner.gov_clerk.get(f"meetings/{meeting}")["attendances"]
    presider = next(row["id"] for row in attendances if row["slot"] == "chief_convener_gov")
    notice = {
        "starts_at": f"{clock.today()}T23:30:00+08:00",
        "venue": "第二会议室",
        "contact": "办公室 0471-1",
        "presider": presider,
    }
    assert banner.union_clerk.tries(f"meetings/{meeting}/issue_notice", notice).status_code == 403
    banner.gov_clerk.post(f"meetings/{meeting}/issue_notice", notice)
    banner.union_clerk.post(f"meetings/{meeting}/open_session")
    for row in attendances:
        clerk = banner.gov_clerk if row["side"] == "gov" else banner.union_clerk
        clerk.post(f"attendances/{row['id']}/check_in")
    assert banner.union_clerk.tries(f"meetings/{meeting}/adjourn").json()["rule"] == "R8.6"
    lead = banner.gov_unit.get("me")["unit"]["id"]
    due = (clock.today() + timedelta(days=60)).isoformat()
    for topic in topics:
        row = {**RESOLUTION, "lead_unit": lead, "due_on": due}
        banner.union_clerk.post(f"topics/{topic}/decide", {"outcome": "agreed", "resolutions": [row]})
    assert banner.union_clerk.post(f"meetings/{meeting}/adjourn")["state"] == "held"


def _write_minutes(banner: Any, meeting: str) -> None:
    minutes = banner.union_clerk.post("minutes", {"meeting": meeting})["id"]
    banner.union_clerk.post(f"minutes/{minutes}/submit_to_union")
    assert banner.gov_leader.tries(f"minutes/{minutes}/approve_for_government").status_code in {404, 409}
    banner.union_leader.post(f"minutes/{minutes}/approve_for_union")
    banner.gov_leader.post(f"minutes/{minutes}/approve_for_government")
    issued = banner.union_clerk.post(f"minutes/{minutes}/issue")
    assert issued["state"] == "issued"
    assert banner.union_clerk.tries(f"minutes/{minutes}/edit", {"opening": "改", "sections": []}).status_code == 409


def _follow_up(banner: Any, meeting: str) -> None:
    for item in [row["id"] for row in banner.gov_unit.get(f"agreed-items?meeting={meeting}")["results"]]:
        banner.gov_unit.post(f"agreed-items/{item}/acknowledge")
        banner.gov_unit.post(f"agreed-items/{item}/report_progress", {"text": "已排查三十家", "percentage": 60})
        assert banner.gov_unit.tries(f"agreed-items/{item}/close_out").status_code == 403
        assert banner.gov_unit.tries(f"agreed-items/{item}/report_completion").status_code == 400
        banner.gov_unit.post(f"agreed-items/{item}/report_completion", {"evidence": "台账与通报"})
        banner.union_clerk.post(f"agreed-items/{item}/check", {"effect": "追回工资"})
        assert banner.gov_clerk.post(f"agreed-items/{item}/close_out")["state"] == "closed"
