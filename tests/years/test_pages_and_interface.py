"""A year's plan and explanation at a browser and through the interface; what waits for whom on the desk."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.years.models import YearExplanation, YearPlan
from kernel import clock
from tests.api.conftest import Caller, caller
from tests.cast import an_office
from tests.signed_in import sign_in, text_of
from tests.years.told import WORDS

__all__ = ["caller", "sign_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.rule("R4.6", "R12.4")]
HERE, ABOVE, NOW = "150121", "150100", date(2026, 4, 8)
MOST_QUERIES = 25
PLAN = {
    "year": "2026",
    "title": "土默特左旗人民政府2026年工作要点",
    "document_number": "土左政发〔2026〕2号",
    "issued_on": "2026-02-27",
    "clause": "三、（五）",
}


@pytest.fixture
def office(db, inside):
    """An office that has kept its records since 2025, in April 2026; nobody has met."""
    with inside(HERE), clock.frozen_at(clock.at_hour(date(2025, 3, 3), 9)):
        made = an_office(HERE)
    with clock.frozen_at(clock.at_hour(NOW, 10)):
        yield made


def waiting(caller, who):
    return [row for row in caller(who).get("desk").json()["results"] if row["kind"] == "year_explanation"]


def test_a_year_is_explained_confirmed_and_planned_at_a_browser(office, sign_in, inside, client_of):
    union, gov, viewer = sign_in("union_clerk"), sign_in("gov_clerk"), sign_in("viewer")
    with CaptureQueriesContext(connection) as queries:
        desk = union.get("/")
    assert len(queries) <= MOST_QUERIES
    assert "/year-explanations/new?year=2025" in desk.content.decode()
    assert "2025 年度未按规则召开联席会议，书面说明尚未完成。" in text_of(desk)
    assert "lx-message-warning" in desk.content.decode()
    assert "/year-explanations/new" not in gov.get("/").content.decode()
    assert "尚未说明" in text_of(viewer.get("/years"))
    assert "/year-plans/new?year=2026" in gov.get("/years").content.decode()

    form = union.get("/year-explanations/new?year=2025")
    assert re.search(r'name="year"[^>]*value="2025"', form.content.decode())
    refused = union.post("/year-explanations/new", {"year": "2026", **WORDS})
    assert (refused.status_code, WORDS["text"] in refused.content.decode()) == (409, True)
    page = union.post("/year-explanations/new", {"year": "2025", **WORDS}).headers["Location"]
    assert f"{page}/do/confirm" in gov.get("/").content.decode()
    assert WORDS["text"] in text_of(gov.get(page))
    assert viewer.get(page).status_code == 404, "until both sides stand by it, only the two offices read it"
    assert "说明办理中" in text_of(viewer.get("/years"))
    assert gov.post(f"{page}/do/confirm", {}).headers["Location"] == page
    assert WORDS["text"] in text_of(viewer.get(page))
    assert "书面说明尚未完成" not in text_of(union.get("/"))
    words = union.get(f"{page}/do/correct").content.decode()
    assert WORDS["text"] in words, "a correction begins with what stands"

    assert gov.post("/year-plans/new", {**PLAN, "clause": ""}).status_code == 400
    plan = gov.post("/year-plans/new", PLAN).headers["Location"]
    for word in ("土左政发〔2026〕2号", "三、（五）", "登记列入计划"):
        assert word in text_of(viewer.get(plan)), word
    changed = {name: word for name, word in PLAN.items() if name != "year"} | {"clause": "四、（二）", "reason": "写错"}
    assert gov.post(f"{plan}/do/correct", changed).headers["Location"] == plan
    assert "条款 三、（五） 四、（二）" in text_of(viewer.get(plan)), "what it said before is kept and shown"
    assert sign_in("audit_officer").get("/years").status_code == 404
    with CaptureQueriesContext(connection) as queries:
        shown = text_of(union.get("/years"))
    assert len(queries) <= MOST_QUERIES
    assert "土左政发〔2026〕2号" in shown
    assert "换届或主要领导变动" in shown

    with inside(ABOVE):
        above = an_office(ABOVE, has_children=True)
    league = client_of(ABOVE)
    league.force_login(above.people["viewer"])
    rollup = league.get("/rollup?view=table&year=2025")
    assert "未召开：换届或主要领导变动" in text_of(rollup)
    assert "未召开，尚未说明" in text_of(rollup), "the other banner said nothing"
    assert WORDS["text"] not in rollup.content.decode()
    assert "未召开：换届或主要领导变动" in league.get("/rollup?year=2025").content.decode()


def test_the_same_through_the_interface(office, caller, inside):
    [todo] = waiting(caller, "union_clerk")
    assert (todo["resource"], todo["id"], todo["state_label"]) == ("year-explanations", None, "尚未办理")
    assert [one["name"] for one in todo["actions"]] == ["explain"]
    assert waiting(caller, "gov_clerk") == []

    union, gov = caller("union_clerk"), caller("gov_clerk")
    made = union.post("year-explanations", {"year": 2025, **WORDS})
    assert made.status_code == 201, made.content
    told = made.json()
    assert {one["name"] for one in told["actions"]} == {"revise"}
    again = union.post("year-explanations", {"year": 2025, **WORDS})
    assert (again.status_code, again.json()["rule"]) == (409, "R4.6")
    assert waiting(caller, "union_clerk") == []
    [todo] = waiting(caller, "gov_clerk")
    assert [one["name"] for one in todo["actions"]] == ["confirm"]
    done = gov.post(f"year-explanations/{told['id']}/confirm")
    assert (done.json()["state"], done.json()["actions"]) == ("confirmed", [])
    assert union.get("year-explanations", year="2025").json()["count"] == 1

    plan = gov.post("year-plans", PLAN)
    assert plan.status_code == 201, plan.content
    assert {one["name"] for one in plan.json()["actions"]} == {"correct"}
    wrong = gov.post(f"year-plans/{plan.json()['id']}/correct", {**PLAN, "reason": "更正"})
    assert wrong.status_code == 400, "the year itself is not corrected"
    body = {name: value for name, value in PLAN.items() if name != "year"} | {"reason": "更正"}
    late = gov.post(f"year-plans/{plan.json()['id']}/correct", body | {"issued_on": "2027-01-01"})
    assert (late.status_code, late.json()["rule"]) == (409, "R12.4")
    assert caller("union_clerk").post("year-plans", PLAN).status_code == 403
    with inside(HERE):
        assert (YearPlan.objects.count(), YearExplanation.objects.count()) == (1, 1)

    with inside(ABOVE):
        above = an_office(ABOVE, has_children=True)
    rows = Caller.get(caller(above.people["viewer"], code=ABOVE), "rollup/governments", year="2025").json()["results"]
    of_here = next(row for row in rows if row["code"] == HERE)
    assert (of_here["in_plan"], of_here["unexplained"], of_here["explained"]) == (False, False, "term_change")
    assert WORDS["text"] not in str(rows)
