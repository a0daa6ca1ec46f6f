"""The running score on pages: every point explained, what can be won, and the matrix of those below."""

import re
from datetime import date
from typing import Any

import pytest

from kernel import clock, schema
from tenants.governments.models import Government
from tenants.ledger.services import publish_all
from tests.cast import an_office
from tests.signed_in import text_of
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R12.5")]
HOME, BESIDE, LEAGUE, REGION = "150121", "150102", "150100", "150000"


@pytest.fixture
def a_year(inside: Any) -> None:
    """Tumd Left Banner held its meeting in 2026; its neighbour did nothing."""
    meeting = a_meeting(
        "following_up", held_on=date(2026, 6, 10), minutes_issued_on=date(2026, 6, 24), gov_lead="chief",
        union_lead="convener", topics_union=2, topics_gov=1, topics_tabled=3, topics_decided=3, topics_prepared=2,
        collection_started_on=date(2026, 4, 15), notice_issued_on=date(2026, 6, 8),
    )  # fmt: skip
    item = an_item("in_progress", due_on=date(2026, 9, 30), meeting_id=meeting.source_id, listed_whole=True)
    with schema.inside(Government.objects.get(code=HOME)):
        publish_all([a_rule(params_present=12, collection_lead_months=2), meeting, item])


@pytest.fixture
def today() -> Any:
    """The first of August 2026."""
    with clock.frozen_at(clock.at_hour(date(2026, 8, 1), 10)):
        yield


@pytest.fixture
def above(inside: Any, client_of: Any) -> Any:
    """`above("150100", "assessor")`: a browser of that person of a level above."""

    def as_person(code: str, who: str) -> Any:
        with inside(code):
            people = an_office(code, has_children=True).people
        client = client_of(code)
        client.force_login(people[who])
        return client

    return as_person


@pytest.mark.usefixtures("a_year", "today")
def test_both_sides_see_what_each_point_comes_from_and_what_can_still_be_won(office: Any, sign_in: Any) -> None:
    for who in ("union_clerk", "gov_clerk", "union_leader", "viewer"):
        shown = text_of(sign_in(who).get("/assessment"))
        assert "2026 年考核得分" in shown
        assert "C1 及时启动议题征集 3.00 / 5.00" in shown
        assert "6月10日会议的征集再早 5 天启动" in shown
        assert "E1 按期办结 不适用" in shown
    assert "2026年9月30日（星期三）" in shown


@pytest.mark.usefixtures("a_year", "today")
@pytest.mark.parametrize("who", ["gov_unit", "union_unit", "system_officer", "audit_officer", "security_officer"])
def test_units_and_officers_of_the_system_have_no_such_page(office: Any, sign_in: Any, who: str) -> None:
    client = sign_in(who)
    assert client.get("/assessment").status_code == 404
    assert "年度考核" not in text_of(client.get("/"))


@pytest.mark.usefixtures("a_year", "today")
def test_a_banner_has_nobody_below_and_sees_nobody_beside(office: Any, sign_in: Any) -> None:
    client = sign_in("gov_clerk")
    assert client.get("/assessment/below").status_code == 404
    assert client.get(f"/assessment/below/{BESIDE}").status_code == 404


@pytest.mark.usefixtures("a_year", "today")
def test_a_league_sees_its_banners_and_one_cells_reasons_beside_the_table(above: Any) -> None:
    client = above(LEAGUE, "assessor")
    shown = text_of(client.get("/assessment/below"))
    assert "土默特左旗" in shown
    chosen = text_of(client.get(f"/assessment/below?of={HOME}&indicator=C1"))
    assert "土默特左旗 · C1 及时启动议题征集" in chosen
    assert re.search(r"6月10日会议的征集再早 5 天启动： ?\+2.00", chosen)
    one = text_of(client.get(f"/assessment/below/{HOME}"))
    assert "土默特左旗 · 2026 年考核得分" in one
    assert client.get("/assessment/below/150123456").status_code == 404


@pytest.mark.usefixtures("a_year", "today")
def test_the_region_is_not_scored_and_sees_all_below(above: Any) -> None:
    client = above(REGION, "viewer")
    assert client.get("/assessment").headers["Location"] == "/assessment/below"
    shown = text_of(client.get("/assessment/below?year=2026"))
    assert "呼和浩特市" in shown
    assert "土默特左旗" in shown
    only = text_of(client.get(f"/assessment/below?year=2026&parent={LEAGUE}"))
    assert "土默特左旗" in only


@pytest.mark.usefixtures("a_year", "today")
def test_an_english_reader_reads_english(office: Any, sign_in: Any) -> None:
    client = sign_in("gov_clerk")
    client.post("/language", {"language": "en", "next": "/"})
    shown = text_of(client.get("/assessment"))
    assert "Collection started in time" in shown
    assert "collection for 2026-06-10 5 days earlier" in shown
