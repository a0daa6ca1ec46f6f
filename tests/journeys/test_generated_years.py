"""Whole years that nobody wrote down, through the verbs (A15). `make night` runs them at full length."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kernel.schema import inside
from tests.cast import an_office
from tests.journeys.years import Years

pytestmark = pytest.mark.django_db


#: Where the meeting of one government stands when the runs set out (the other has none yet), and what must follow.
SET_OUT = {
    "prepared": {"meeting.settle_list", "topic.table"},
    "held": {"minutes.draft"},
    "in_progress": {"agreed_item.report_progress", "agreed_item.report_completion"},
}


@pytest.fixture
def offices(government: Any) -> dict[str, Any]:
    """Both sides' offices of two governments."""
    found = {}
    for code in ("150121", "150102"):
        with inside(government(code)):
            found[code] = (government(code), an_office(code))
    return found


@pytest.mark.rule("A15")
@pytest.mark.parametrize("stage", SET_OUT)
def test_in_no_year_is_a_step_skipped_or_something_issued_changed_or_the_ledger_wrong(offices, stage, pytestconfig):
    long = pytestconfig.getoption("--long")
    how = settings(
        max_examples=70 if long else 2,  # the first is the emptiest there is
        stateful_step_count=50 if long else 4,
        deadline=None,
        database=None,
        derandomize=not long,
        phases=[Phase.generate, Phase.shrink] if long else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    years = type("GeneratedYears", (Years,), {"offices": offices, "done": {}, "begins_at": stage})
    run_state_machine_as_test(years, settings=how)

    assert SET_OUT[stage] & set(years.done), f"the years came to nothing: {sorted(years.done)}"
