"""Scores are those of the published table: example, thresholds on both sides, and a second reading of the table."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kernel.workcalendar.rules import minus_months, workdays_between
from tenants.assessment.scoring.arithmetic import plain, round2
from tenants.assessment.scoring.grading import grade_of
from tenants.assessment.scoring.reading import read_facts, read_json, validator
from tenants.assessment.scoring.results import Result, score
from tenants.assessment.scoring.scheme import shipped
from tests.tenants.assessment.scoring.made_facts import EXAMPLE, example, random_facts
from tests.tenants.assessment.scoring.oracle import expected

pytestmark = pytest.mark.rule("R12.5")
MANY = 2_000


def scored(facts: dict[str, Any]) -> Result:
    """The result of facts as a file would bring them."""
    return score(read_facts(read_json(json.dumps(facts).encode())), shipped(), workdays_between)


def of(key: str, **changed: Any) -> str | None:
    """The score of one indicator where the published example is changed so."""
    found = scored(example(**changed)).scores[key]
    return None if found is None else format(found, "f")


def test_the_published_example_has_the_published_result() -> None:
    result = scored(EXAMPLE["facts"])
    assert result.as_json(grade_of(result)) == EXAMPLE["expected"]


def test_two_thousand_random_governments_are_scored_as_a_second_reading_of_the_table_does() -> None:
    for seed in range(MANY):
        facts = random_facts(seed)
        result = scored(facts)
        assert result.as_json(grade_of(result)) == expected(facts), f"seed {seed}"


def test_results_have_the_published_shape() -> None:
    shape: Draft202012Validator = validator("result")
    for seed in range(200):
        result = scored(random_facts(seed))
        assert list(shape.iter_errors(result.as_json(grade_of(result)))) == []


@pytest.mark.parametrize(
    ("value", "rounded"), [("14.625", "14.63"), ("5.625", "5.63"), ("0.005", "0.01"), ("0.0049", "0.00"), ("7", "7.00")]
)
def test_scores_are_rounded_half_up(value: str, rounded: str) -> None:
    assert format(round2(Decimal(value)), "f") == rounded


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2025-04-30", 2, "2025-02-28"), ("2024-04-30", 2, "2024-02-29"), ("2025-01-31", 2, "2024-11-30")],
)
def test_months_are_taken_off_to_the_months_end(day: str, months: int, before: str) -> None:
    assert minus_months(date.fromisoformat(day), months).isoformat() == before


@pytest.mark.parametrize(
    ("started", "points"),
    [
        ("2024-09-20", "5.00"), ("2024-09-21", "3.00"), ("2024-10-05", "3.00"), ("2024-10-06", "1.00"),
        ("2024-10-20", "1.00"), ("2024-10-21", "0.00"), (None, "0.00"), ("2024-01-01", "5.00"),
    ],
)  # fmt: skip
def test_collection_is_late_by_days(started: str | None, points: str) -> None:
    assert of("C1", meeting={"collection_started_on": started}) == points


@pytest.mark.parametrize(
    ("issued", "points"),
    [("2024-11-13", "4.00"), ("2024-11-14", "2.00"), ("2024-11-19", "2.00"), ("2024-11-20", "0.00"), (None, "0.00")],
)
def test_a_notice_is_early_by_working_days(issued: str | None, points: str) -> None:
    assert of("D1", meeting={"notice_issued_on": issued}) == points


@pytest.mark.parametrize(
    ("issued", "points"),
    [
        ("2024-12-11", "6.00"), ("2024-12-12", "3.00"), ("2025-01-02", "3.00"), ("2025-01-03", "0.00"), (None, "0.00"),
        ("2024-11-20", "6.00"),
    ],
)  # fmt: skip
def test_minutes_are_late_by_working_days(issued: str | None, points: str) -> None:
    assert of("D2", meeting={"minutes_issued_on": issued}) == points


def test_minutes_after_the_filing_cut_off_count_as_not_issued() -> None:
    facts = {"params": {"minutes_deadline_workdays": 60}}
    assert of("D2", **facts, meeting={"minutes_issued_on": "2025-01-10"}) == "6.00"
    assert of("D2", **facts, meeting={"minutes_issued_on": "2025-01-11"}) == "0.00"


@pytest.mark.parametrize(("held", "points"), [("2024-11-30", "4.00"), ("2024-12-01", "2.00"), ("2024-12-31", "2.00")])
def test_a_meeting_is_timely_until_the_end_of_november(held: str, points: str) -> None:
    assert of("B2", meeting={"held_on": held, "minutes_issued_on": None}) == points


@pytest.mark.parametrize(
    ("gov", "union", "points"),
    [
        ("chief", "chief", "4.00"), ("principal", "chief", "4.00"), ("convener", "convener", "2.00"),
        ("none", "chief", "2.00"), ("none", "none", "0.00"), (None, "convener", "1.00"),
    ],
)  # fmt: skip
def test_each_side_counts_by_who_led_it(gov: str | None, union: str, points: str) -> None:
    assert of("B3", meeting={"gov_lead": gov, "union_lead": union}) == points


@pytest.mark.parametrize(
    ("origins", "points"),
    [(["gov", "union"], "3.00"), (["joint"], "3.00"), (["union"], "1.50"), (["gov", "gov"], "1.50"), ([], "0.00")],
)
def test_a_joint_topic_counts_for_both_sides(origins: list[str], points: str) -> None:
    topics = [
        {"origin": one, "research_report": True, "consultation_closed": True, "outcome": "agreed"} for one in origins
    ]
    assert of("C2", meeting={"tabled_topics": topics}) == points


def test_without_a_meeting_there_are_no_points_of_meetings() -> None:
    scores = scored(example(meetings=[])).scores
    assert {str(scores[key]) for key in ("B1", "B2", "B3", "C1", "C2", "C3", "C4", "D1", "D2", "D3", "E3")} == {"0.00"}


def test_an_extraordinary_meeting_counts_for_nothing() -> None:
    with_one = example(
        meetings=[*example()["meetings"], {**example()["meetings"][0], "type": "extraordinary", "gov_lead": "none"}]
    )
    assert scored(with_one).scores == scored(example()).scores
    assert of("B1", meeting={"type": "extraordinary"}) == "0.00"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"meeting": {"agreed_items": []}}, "D3"),
        ({"due_items": {"due": 0, "on_time": 0, "late_closed": 0}}, "E1"),
        ({"reports": {"due": 0, "on_time": 0}}, "E2"),
        ({"has_prior_meeting": False, "prior_unimplemented": {"count": 0, "fully_explained": 0}}, "E3"),
    ],
)
def test_what_is_not_applicable_is_left_out_and_the_rest_is_rescaled(changed: dict[str, Any], key: str) -> None:
    result = scored(example(**changed))
    whole = 100 - shipped().indicator(key).points
    assert (result.scores[key], result.applicable_max) == (None, whole)
    assert result.base == round2(result.raw * 100 / int(whole))


@pytest.mark.rule("R4.8")
def test_where_the_rule_counts_over_two_years_the_meeting_of_the_year_before_counts() -> None:
    facts = example(meetings=[], earlier_meetings=["2023-06-01"], params={"period_years": 2})
    result = scored(facts)
    assert str(result.scores["B1"]) == "12.00"
    assert [key for key, one in result.scores.items() if one is None] == [
        "B2", "B3", "C1", "C2", "C3", "C4", "D1", "D2", "D3",
    ]  # fmt: skip
    assert grade_of(result) != "合格" or result.final < 80
    assert of("B1", meetings=[], params={"period_years": 2}) == "0.00"


@pytest.mark.parametrize(
    ("bonus", "deduction", "shown"),
    [([2, 2, 2], [], ("5.00", "0.00")), ([], [19, 2], ("0.00", "20.00")), ([1.5], [1], ("1.50", "1.00"))],
)
def test_manual_items_are_counted_up_to_their_limit(
    bonus: list[float], deduction: list[int], shown: tuple[str, str]
) -> None:
    result = scored(example(manual={"bonus": bonus, "deduction": deduction}))
    assert (format(result.bonus, "f"), format(result.deduction, "f")) == shown


def test_the_final_figure_stays_between_nothing_and_a_hundred() -> None:
    everything = example(
        rule={"params_present": 12}, due_items={"on_time": 8, "late_closed": 0}, reports={"on_time": 16},
        meeting={"union_lead": "chief", "collection_started_on": "2024-09-01", "agreed_items": [{"listed_ok": True}]},
        manual={"bonus": [5], "deduction": []},
    )  # fmt: skip
    assert scored(everything).final <= 100
    nothing = example(
        meetings=[], rule={"in_force_at_cutoff": False}, plan={"in_annual_gov_work_plan": False},
        due_items={"on_time": 0, "late_closed": 0}, reports={"on_time": 0}, manual={"bonus": [], "deduction": [20]},
    )  # fmt: skip
    assert scored(nothing).final == 0


def test_an_earlier_notice_never_costs_points() -> None:
    days = [f"2024-11-{day:02d}" for day in range(20, 0, -1)]
    points = [float(of("D1", meeting={"notice_issued_on": day}) or 0) for day in days]
    assert points == sorted(points)


def test_an_unrounded_number_is_told_exactly() -> None:
    assert [plain(Fraction(11, 3)), plain(Fraction(117, 8)), plain(Fraction(8))] == ["11/3", "14.625", "8"]
