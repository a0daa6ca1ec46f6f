"""Years before the platform: the plan each meeting stood in, and why there was none."""

import json
from datetime import date

import pytest
from django.core.management import CommandError

from apps.years.models import YearExplanation, YearPlan
from apps.years.selectors import unmet_years
from kernel.audit.models import AuditEntry
from tenants.ledger import models as ledger
from tenants.ledger.reconciliation import differences
from tests.history.conftest import CODE, run, value


@pytest.fixture
def file(tmp_path):
    """Write a package, changed by a function, and return its file."""

    def write(change):
        package = value()
        change(package)
        target = tmp_path / "package.json"
        target.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
        return target

    return write


@pytest.mark.rule("R4.6", "R12.4")
def test_plan_and_explanation_come_in_flagged_and_are_known_above(imported, inside):
    with inside(CODE):
        plan, one = YearPlan.objects.get(), YearExplanation.objects.get()
        assert (plan.imported, plan.year, plan.clause, plan.recorded_by) == (True, 2025, "五、（三）", None)
        assert (one.imported, one.state, one.side, one.declared_on) == (True, "confirmed", "union", date(2025, 1, 10))
        assert (one.confirmed_at, one.confirmed_by, one.first_year) == (None, None, 2024)
        assert ledger.YearPlan.objects.get().imported
        assert ledger.YearExplanation.objects.get().cause == "term_change"
        assert AuditEntry.objects.filter(what="year_explanation.import").count() == 1
        assert differences() == []
        assert unmet_years(date(2026, 11, 22)) == [], "the records began here this year"


def _explained(**changed):
    return lambda package: package["year_explanations"][0].update(changed)


def _planned(**changed):
    return lambda package: package["year_plans"][0].update(changed)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(_explained(year=2025), r"year_explanations\[1\].year: the meeting .* was held", id="it met"),
        pytest.param(_explained(year=2022), r"year: no rule asked", id="before any rule"),
        pytest.param(_explained(year=2999), r"year: 2999 is none of the years", id="not over"),
        pytest.param(_explained(explained_on="2024-11-01"), "before the end of the year", id="explained too early"),
        pytest.param(_explained(cause="no_time"), "cause: 'no_time' is none of", id="an unknown cause"),
        pytest.param(_explained(text=""), r"year_explanations\[1\].text: is missing", id="without words"),
        pytest.param(_planned(document_number=None), r"document_number: is missing", id="a plan without a number"),
        pytest.param(_planned(clause=None), r"year_plans\[1\].clause: is missing", id="a plan without a clause"),
        pytest.param(_planned(issued_on="2026-01-05"), r"issued_on: is later than its year", id="a late plan"),
        pytest.param(
            lambda package: package["year_plans"].append(package["year_plans"][0]),
            r"year_plans\[2\].year: 2025 has a plan already",
            id="two plans of a year",
        ),
    ],
)
def test_a_fault_of_a_year_refuses_the_whole(office, inside, file, change, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(file(change))
    with inside(CODE):
        assert not YearPlan.objects.exists()


def test_a_preview_names_years(office, file):
    said = run(file(lambda package: None), "--preview")
    assert "year 2025 in the plan 土默特左旗人民政府2025年重点工作安排 土左政发〔2025〕3号, 五、（三）" in said
    assert "year 2024 without a meeting, explained on 2025-01-10: term_change" in said
