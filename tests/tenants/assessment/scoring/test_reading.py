"""What is no fact, or contradicts another, is refused with its path and a sentence, by the command as by the reader."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tenants.assessment.scoring.reading import Refused, read_facts, read_json
from tenants.assessment.scoring.scheme import read_scheme, shipped
from tests.tenants.assessment.scoring.made_facts import EXAMPLE, example

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.rule("R12.5")


def paths(given: object) -> list[str]:
    """Where the faults of some facts are."""
    with pytest.raises(Refused) as refused:
        read_facts(given)
    assert all(fault.zh and fault.en for fault in refused.value.faults)
    return [fault.path for fault in refused.value.faults]


def at(path: str, value: Any) -> dict[str, Any]:
    """The published example with one value changed: `meetings.0.held_on`."""
    facts = example()
    *way, last = path.split(".")
    inner: Any = facts
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[int(last) if last.isdigit() else last] = value
    return facts


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("year", "2024", "$.year"),
        ("year", 2024.0, "$.year"),
        ("year", True, "$.year"),
        ("year", 1800, "$.year"),
        ("filing_cutoff", "2024-02-30", "$.filing_cutoff"),
        ("filing_cutoff", "10.01.2025", "$.filing_cutoff"),
        ("filing_cutoff", "2027-01-10", "$.filing_cutoff"),
        ("params.required_ordinary_meetings", 0, "$.params.required_ordinary_meetings"),
        ("params.notice_lead_workdays", -1, "$.params.notice_lead_workdays"),
        ("params.period", 2, "$.params.period"),
        ("rule.in_force_at_cutoff", 1, "$.rule.in_force_at_cutoff"),
        ("rule.in_force_at_cutoff", None, "$.rule.in_force_at_cutoff"),
        ("rule.params_present", 13, "$.rule.params_present"),
        ("rule.params_required", 0, "$.rule.params_required"),
        ("plan", [], "$.plan"),
        ("meetings", {}, "$.meetings"),
        ("meetings.0.held_on", "2023-11-20", "$.meetings[0].held_on"),
        ("meetings.0.held_on", "2024-13-01", "$.meetings[0].held_on"),
        ("meetings.0.held_on", None, "$.meetings[0].held_on"),
        ("meetings.0.type", "urgent", "$.meetings[0].type"),
        ("meetings.0.minutes_issued_on", "2024-11-19", "$.meetings[0].minutes_issued_on"),
        ("meetings.0.notice_issued_on", "2024-11-21", "$.meetings[0].notice_issued_on"),
        ("meetings.0.collection_started_on", "2024-12-01", "$.meetings[0].collection_started_on"),
        ("meetings.0.gov_lead", "mayor", "$.meetings[0].gov_lead"),
        ("meetings.0.tabled_topics.2.origin", "party", "$.meetings[0].tabled_topics[2].origin"),
        ("meetings.0.tabled_topics.2.outcome", "", "$.meetings[0].tabled_topics[2].outcome"),
        ("meetings.0.tabled_topics.2.research_report", "yes", "$.meetings[0].tabled_topics[2].research_report"),
        ("meetings.0.agreed_items.6.listed_ok", 0, "$.meetings[0].agreed_items[6].listed_ok"),
        ("due_items.on_time", 8, "$.due_items.on_time"),
        ("due_items.late_closed", -1, "$.due_items.late_closed"),
        ("due_items.due", 1.5, "$.due_items.due"),
        ("reports.on_time", 17, "$.reports.on_time"),
        ("prior_unimplemented.fully_explained", 3, "$.prior_unimplemented.fully_explained"),
        ("has_prior_meeting", False, "$.prior_unimplemented.count"),
        ("manual.bonus", 2, "$.manual.bonus"),
        ("manual.bonus.0", -1, "$.manual.bonus[0]"),
        ("manual.deduction.0", "1", "$.manual.deduction[0]"),
        ("manual.deduction.0", True, "$.manual.deduction[0]"),
        ("manual.falsification", "no", "$.manual.falsification"),
        ("earlier_meetings", ["2023-01-01"], "$.earlier_meetings[0]"),
        ("earlier_meetings", [5], "$.earlier_meetings[0]"),
        ("secret", 1, "$.secret"),
        ("a b", 1, '$["a b"]'),
    ],
)  # fmt: skip
def test_a_fact_that_cannot_be_is_named_by_its_path(path: str, value: Any, told: str) -> None:
    assert paths(at(path, value)) == [told]


@pytest.mark.parametrize(
    "name", ["year", "params", "rule", "plan", "meetings", "due_items", "reports", "has_prior_meeting"]
)
def test_a_fact_that_is_missing_is_named(name: str) -> None:
    assert paths({key: value for key, value in example().items() if key != name}) == [f"$.{name}"]


@pytest.mark.parametrize("given", [None, 5, "facts", [], True])
def test_facts_are_an_object(given: object) -> None:
    assert paths(given) == ["$"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "$"), (b"{", "$"), (b"\xff\xfe{}", "$"), (b'{"year": NaN}', "$"), (b'{"year": 1, "year": 2}', "$.year"),
        (b'{"a": [{"b": 1, "b": 1}]}', "$.a[0].b"), (b"[" * 100_000, "$"), (b"9" * 10_000, "$"), (b"nul", "$"),
        ('{"年": 1, "年": 2}'.encode(), "$.年"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_json(content)
    assert [fault.path for fault in refused.value.faults] == [told]


def test_many_faults_are_told_at_once_and_not_without_end() -> None:
    facts = at("rule.params_present", 13)
    facts["due_items"]["on_time"] = 9
    assert paths(facts) == ["$.rule.params_present", "$.due_items.on_time"]
    facts = example()
    facts["meetings"][0]["agreed_items"] = [{"listed_ok": 7}] * 500
    assert len(paths(facts)) == 20


def test_what_did_not_happen_may_be_null_or_left_out() -> None:
    facts = example()
    for name in ("collection_started_on", "notice_issued_on", "minutes_issued_on", "gov_lead", "union_lead"):
        del facts["meetings"][0][name]
    for name in ("name", "tenant", "manual"):
        del facts[name]
    assert read_facts(facts).meetings[0].gov_lead == "none"


# --- schemes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("indicators.0.points", 9, "$.indicators"),
        ("indicators.1.id", "A1", "$.indicators"),
        ("indicators.0.group", "Z", "$.indicators[0].group"),
        ("indicators.0.formula", "guess", "$.indicators[0].formula"),
        ("indicators.4.parameters", {}, "$.indicators[4].parameters.steps"),
        ("indicators.4.parameters", {"steps": [["02-30", 4]]}, "$.indicators[4].parameters.steps"),
        ("indicators.4.parameters", {"steps": [["12-31", 4], ["11-30", 2]]}, "$.indicators[4].parameters.steps"),
        ("indicators.6.parameters", {"steps": [[0, 4]]}, "$.indicators[6].parameters.steps"),
        ("indicators.5.parameters", {"leading": 2, "convener": 3}, "$.indicators[5].parameters.convener"),
        ("indicators.5.parameters", {"leading": 1, "convener": 1}, "$.indicators[5].parameters.leading"),
        ("indicators.0.parameters", {"x": 1}, "$.indicators[0].parameters.x"),
        ("indicators.13.parameters", {"late_share": 2}, "$.indicators[13].parameters.late_share"),
        ("indicators.4.not_applicable", ["sometimes"], "$.indicators[4].not_applicable[0]"),
        ("grades.1.from", 95, "$.grades"),
        ("grades.3.from", 10, "$.grades"),
        ("caps.veto", "很好", "$.caps.veto"),
        ("quota.ties", ["Z9"], "$.quota.ties[0]"),
        ("quota.share", 2, "$.quota.share"),
        ("version", "", "$.version"),
        ("extra", 1, "$.extra"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused(path: str, value: Any, told: str) -> None:
    source = json.loads(json.dumps(shipped().source, default=float))
    source = json.loads(json.dumps(source), parse_float=Decimal)
    *way, last = path.split(".")
    inner: Any = source
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[int(last) if last.isdigit() else last] = value
    with pytest.raises(Refused) as refused:
        read_scheme(source)
    assert told in [fault.path for fault in refused.value.faults]


# --- the command, without settings and without a database ------------------------------------------------------------


def run(content: str, *more: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `manage.py score` does with a file, in a process that knows no settings."""
    file = tmp_path / "facts.json"
    file.write_text(content, encoding="utf-8")
    return subprocess.run(
        (sys.executable, "manage.py", "score", "--facts", str(file), *more), cwd=ROOT, capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment}, timeout=60, check=False,
    )  # fmt: skip


def test_the_command_needs_neither_settings_nor_a_database(tmp_path: Path) -> None:
    for environment in ({}, {"DATABASE_URL": "postgresql://nobody@192.0.2.1/none"}):
        ended = run(json.dumps(EXAMPLE["facts"]), tmp_path=tmp_path, **environment)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert json.loads(ended.stdout) == EXAMPLE["expected"]


def test_the_command_takes_a_published_example_whole_and_explains(tmp_path: Path) -> None:
    ended = run(json.dumps({"scheme": "JMA-1.0", "example": EXAMPLE}), "--explain", "--lang", "en", tmp_path=tmp_path)
    told = json.loads(ended.stdout)
    assert [line["indicator"] for line in told["lines"]] == [one.id for one in shipped().indicators]


def test_the_command_ranks_a_list(tmp_path: Path) -> None:
    many = [example(tenant=f"1501{number:02d}", manual={"bonus": [number % 4]}) for number in range(10)]
    told = json.loads(run(json.dumps(many), tmp_path=tmp_path).stdout)
    assert [one["rank"] for one in told] == list(range(1, 11))
    assert [one["grade"] for one in told].count("优秀") == 3


@pytest.mark.parametrize("content", ["", "[1]", "{}", '{"year": 2024}', "[" * 5_000])
def test_the_command_tells_what_is_wrong_and_prints_nothing(content: str, tmp_path: Path) -> None:
    ended = run(content, "--lang", "en", tmp_path=tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("$")
    assert "Traceback" not in ended.stderr
    assert ended.stderr.isascii()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = subprocess.run(
        (sys.executable, "manage.py", "score", "--facts", str(tmp_path / "none.json")), cwd=ROOT, text=True,
        capture_output=True, check=False, env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ended.returncode == 1
    assert "none.json" in ended.stderr
    assert "Traceback" not in ended.stderr
