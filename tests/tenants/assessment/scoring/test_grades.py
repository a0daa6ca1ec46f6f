"""Grades, what caps them, and the order in which the quota is filled."""

from itertools import pairwise
from typing import Any

import pytest

from kernel.workcalendar.rules import workdays_between
from tenants.assessment.scoring.grading import grade_of, rank
from tenants.assessment.scoring.reading import read_facts
from tenants.assessment.scoring.results import Result, score
from tenants.assessment.scoring.scheme import Scheme, read_scheme, shipped
from tests.tenants.assessment.scoring.made_facts import example, random_facts

pytestmark = pytest.mark.rule("R12.5")


def scored(scheme: Scheme | None = None, **changed: Any) -> Result:
    """The published example with changes, by the shipped scheme or another."""
    return score(read_facts(example(**changed)), scheme or shipped(), workdays_between)


def all_but_meetings() -> Scheme:
    """A scheme that gives nearly everything for the rule, so that a cap shows."""
    source = {**shipped().source}
    rows = [{**row, "points": 1} for row in source["indicators"] if not row.get("parameters")]
    rows[0] = {**rows[0], "points": 101 - len(rows)}
    quota = {**source["quota"], "ties": ["A1"]}
    return read_scheme({**source, "version": "LEAGUE-1.0", "indicators": rows, "quota": quota})


@pytest.mark.parametrize(
    ("manual", "grade"),
    [
        ({}, "优秀"), ({"veto_open": True}, "良好"), ({"falsification": True}, "不合格"),
        ({"veto_open": True, "falsification": True}, "不合格"), ({"bonus": [], "deduction": [1]}, "良好"),
        ({"bonus": [], "deduction": [20]}, "合格"),
    ],
)  # fmt: skip
def test_a_grade_goes_by_points_and_is_capped(manual: dict[str, Any], grade: str) -> None:
    assert grade_of(scored(manual=manual)) == grade


def test_without_a_meeting_and_an_exemption_nobody_is_better_than_passed() -> None:
    scheme = all_but_meetings()
    assert grade_of(scored(scheme, meetings=[])) == "合格"
    assert grade_of(scored(scheme, meetings=[], exemption_approved=True)) == "优秀"
    assert grade_of(scored(scheme, meetings=[], earlier_meetings=["2023-01-05"], params={"period_years": 2})) == "优秀"


def test_the_quota_is_filled_from_above_and_who_stands_behind_is_told_why() -> None:
    results = [scored(tenant=f"1501{at:02d}", manual={"bonus": [at % 3], "deduction": []}) for at in range(10)]
    ranking = rank(results)
    assert [one.grade for one in ranking].count("优秀") == 3
    assert {one.remark for one in ranking[3:] if one.grade_before_quota == "优秀"} == {"降档:名额"}
    assert [one.rank for one in ranking] == list(range(1, 11))
    assert [one.result.final for one in ranking] == sorted((one.final for one in results), reverse=True)


@pytest.mark.parametrize(("number", "places"), [(1, 0), (3, 0), (4, 1), (9, 2), (10, 3), (12, 3), (103, 30)])
def test_of_so_many_so_few_are_excellent(number: int, places: int) -> None:
    ranking = rank([scored(tenant=f"15{at:04d}") for at in range(number)])
    assert sum(one.grade == "优秀" for one in ranking) == places


def test_a_vetoed_government_takes_no_place_of_the_quota() -> None:
    first = scored(tenant="150101", manual={"bonus": [5], "deduction": [], "veto_open": True})
    ranking = rank([first, *(scored(tenant=f"15010{at}") for at in range(2, 6))])
    assert (ranking[0].result, ranking[0].grade, ranking[1].grade) == (first, "良好", "优秀")


def test_ties_go_by_completion_then_meetings_then_the_lower_code() -> None:
    more_closed = scored(
        tenant="150199", due_items={"on_time": 7, "late_closed": 0}, manual={"bonus": [1.37], "deduction": [1]}
    )
    fewer = scored(tenant="150101", manual={"bonus": [2.5], "deduction": [1]})
    twin = scored(tenant="150102", manual={"bonus": [2.5], "deduction": [1]})
    level = [more_closed, fewer, twin]
    assert [one.result.facts.tenant for one in rank(level[1:])] == ["150101", "150102"]
    assert rank(level)[0].result.final >= rank(level)[1].result.final


def test_everybody_has_exactly_one_place_and_no_better_final_stands_behind() -> None:
    results = [score(read_facts(random_facts(seed)), shipped(), workdays_between) for seed in range(300)]
    ranking = rank(results)
    assert len(ranking) == 300
    assert all(a.result.final >= b.result.final for a, b in pairwise(ranking))
    assert sum(one.grade == "优秀" for one in ranking) <= 90


def test_results_of_two_schemes_are_not_ranked_together() -> None:
    with pytest.raises(ValueError, match="one scheme"):
        rank([scored(), scored(all_but_meetings())])
    assert rank([]) == []
