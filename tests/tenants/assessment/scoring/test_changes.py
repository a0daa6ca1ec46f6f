"""What would have changed a score is scored again, not estimated."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kernel.workcalendar.rules import workdays_between
from tenants.assessment.scoring.changing import VARIANTS, what_would_change
from tenants.assessment.scoring.formulas import FORMULAS
from tenants.assessment.scoring.reading import read_facts
from tenants.assessment.scoring.results import explained, score
from tenants.assessment.scoring.scheme import shipped
from tests.tenants.assessment.scoring.made_facts import example, random_facts


def changes(key: str, **changed: Any) -> list[tuple[str, Decimal]]:
    result = score(read_facts(example(**changed)), shipped(), workdays_between)
    return [(one.zh, one.gain) for one in what_would_change(result, key, workdays_between)]


def test_every_formula_knows_what_could_raise_it() -> None:
    assert set(VARIANTS) == set(FORMULAS)


@pytest.mark.parametrize(
    ("key", "changed", "told"),
    [
        ("A2", {}, [("工作规则补齐 1 项参数", "0.33")]),
        ("A3", {"plan": {"in_annual_gov_work_plan": False}}, [("列入政府年度工作计划", "3.00")]),
        ("B1", {"meetings": []}, [("再召开 1 次例会", "12.00")]),
        ("B3", {}, [("工会方面总召集人到会", "1.00")]),
        ("C1", {}, [("11月20日会议的征集再早 5 天启动", "2.00")]),
        ("D1", {"meeting": {"notice_issued_on": "2024-11-15"}}, [("11月20日会议的通知再早 2 个工作日印发", "2.00")]),
        ("D2", {"meeting": {"minutes_issued_on": "2024-12-13"}}, [("11月20日会议的纪要再早 2 个工作日印发", "3.00")]),
        ("E1", {}, [("1 项逾期办结的按期办结", "1.12"), ("1 项未办结的在年内办结", "1.12")]),
        ("E2", {}, [("另 1 次进展按时报告", "0.37")]),
        ("A1", {}, []),
    ],
)
def test_the_nearest_change_is_told_with_what_it_is_worth(
    key: str, changed: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert [(zh, format(gain, "f")) for zh, gain in changes(key, **changed)] == told


def test_no_change_promises_more_than_the_indicator_has() -> None:
    scheme = shipped()
    for seed in range(300):
        result = score(read_facts(random_facts(seed)), scheme, workdays_between)
        for line in result.lines:
            for change in what_would_change(result, line.indicator.id, workdays_between):
                assert line.score is not None
                assert 0 < change.gain <= line.indicator.points - Fraction(line.score), (seed, change)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_tells_formula_inputs_and_rounding(language: str) -> None:
    result = score(read_facts(example()), shipped(), workdays_between)
    told = explained(result.line("E1"), language)
    assert (told["unrounded"], told["score"]) == ("14.625", "14.63")
    assert [one["value"] for one in told["inputs"]] == [6, 1, 8]
    assert told["formula"]
    assert told["article"] == "11"
    left_out = score(read_facts(example(reports={"due": 0, "on_time": 0})), shipped(), workdays_between).line("E2")
    assert explained(left_out, language)["not_applicable"]
