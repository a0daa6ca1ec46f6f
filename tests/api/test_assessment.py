"""What programs read of the running score."""

from typing import Any

import pytest

from tests.cast import an_office
from tests.scores.test_pages import HOME, LEAGUE, REGION, a_year, today

__all__ = ["a_year", "today"]
pytestmark = [pytest.mark.django_db, pytest.mark.rule("R12.5")]


@pytest.mark.usefixtures("a_year", "today")
def test_the_interface_tells_the_same_figures(inside: Any, office: Any, caller: Any) -> None:
    own = caller("gov_clerk").get("assessment/score", year="2026").json()
    assert own["scores"]["C1"] == "3.00"
    assert own["scores"]["E1"] is None
    lines = {one["indicator"]: one for one in own["lines"]}
    assert lines["C1"]["lost"] == "2.00"
    assert lines["D2"]["score"] == "6.00"
    assert caller("gov_unit").get("assessment/score").status_code == 403
    with inside(LEAGUE):
        an_office(LEAGUE, has_children=True)
    below = caller("reviewer", code=LEAGUE).get("assessment/governments", year="2026").json()
    rows = {one["code"]: one for one in below["results"]}
    assert rows[HOME]["scores"] == own["scores"]
    assert rows[HOME]["rank"] == 1
    assert rows[HOME]["final"] == own["final"]
    with inside(REGION):
        an_office(REGION, has_children=True)
    assert caller("viewer", code=REGION).get("assessment/score").status_code == 404
