"""What a level asks about everything below it."""

import pytest

from kernel import clock
from tests.api.conftest import HOHHOT, TMT, XINCHENG
from tests.cast import a_story, an_office

MEASURES = ["built", "held", "minutes_issued", "minutes_on_time", "topics", "items_closed", "on_time", "overdue"]


@pytest.fixture
def league(db, inside):
    """Hohhot with its people, and Tumd Left Banner in its follow-up."""
    with inside(TMT):
        story = a_story(an_office(TMT)).walk("following_up")
    with inside(HOHHOT):
        an_office(HOHHOT, has_children=True)
    return story


def test_the_sum_counts_everything_below(league, caller, on):
    with on(league, "following_up"):
        told = caller("gov_clerk", code=HOHHOT).get("rollup/summary", year="2026").json()
    assert list(told) == ["year", "as_of", "governments", "measures"]
    assert (told["year"], told["governments"]) == (2026, 2)
    assert list(told["measures"]) == MEASURES
    assert told["measures"]["held"] == {"numerator": 1, "denominator": 2}
    assert told["measures"]["minutes_issued"] == {"numerator": 1, "denominator": 1}
    tabled = len(league.chosen)
    assert told["measures"]["topics"] == {"numerator": tabled, "denominator": tabled}


def test_the_rows_name_each_government_with_its_stage(league, caller, on):
    with on(league, "following_up"):
        clerk = caller("viewer", code=HOHHOT)
        told = clerk.get("rollup/governments", year="2026").json()
        of_parent = clerk.get("rollup/governments", parent=HOHHOT, level="banner").json()
        elsewhere = clerk.get("rollup/governments", parent="150200").json()
    assert told["count"] == of_parent["count"] == 2
    assert elsewhere["results"] == []
    rows = {row["code"]: row for row in told["results"]}
    assert set(rows) == {TMT, XINCHENG}
    assert rows[TMT]["stage"] == "following_up"
    assert rows[TMT]["parent"] == HOHHOT
    assert list(rows[TMT]["measures"]) == MEASURES
    assert set(rows[TMT]) == {
        "code", "name", "name_en", "parent", "level", "counted", "stage", "late", "in_plan", "unexplained", "explained",
        "measures",
    }  # fmt: skip


def test_the_year_is_this_one_unless_asked(league, caller, on):
    with on(league, "following_up"):
        assert caller("gov_clerk", code=HOHHOT).get("rollup/summary").json()["year"] == clock.today().year == 2026


def test_without_children_there_are_no_rows(office, caller):
    clerk = caller("gov_clerk")
    assert clerk.get("rollup/governments").json() == {"count": 0, "next": None, "previous": None, "results": []}
    told = clerk.get("rollup/summary").json()
    assert told["governments"] == 0
    assert told["measures"]["built"] == {"numerator": 0, "denominator": 0}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 200), ("assessor", 200), ("reviewer", 200), ("gov_clerk", 200), ("gov_leader", 200),
        ("union_clerk", 200), ("union_leader", 200), ("gov_unit", 403), ("union_unit", 403), ("system_officer", 403),
        ("security_officer", 403), ("audit_officer", 403),
    ],
)  # fmt: skip
def test_offices_and_onlookers_ask_others_do_not(league, caller, who, status):
    for path in ("rollup/summary", "rollup/governments"):
        assert caller(who, code=HOHHOT).get(path).status_code == status


@pytest.mark.parametrize(
    "query", [{"year": "x"}, {"year": "1"}, {"year": "0"}, {"level": "planet"}, {"parent": "'; --"}, {"order": "x"}]
)
def test_the_parameters_are_read_strictly(office, caller, query):
    answer = caller("gov_clerk").get("rollup/governments", **query)
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == list(query)
