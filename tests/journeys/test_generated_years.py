"""Whole years that nobody wrote down, through the verbs (A15). `make night` runs them at full length."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from kernel.schema import inside
from tests.cast import an_office
from tests.journeys.years import Years

pytestmark = pytest.mark.django_db


@pytest.fixture
def years(government: Any) -> type[Years]:
    """The machine with the offices of two governments."""
    offices = {}
    for code in ("150121", "150102"):
        with inside(government(code)):
            offices[code] = (government(code), an_office(code))
    return type("GeneratedYears", (Years,), {"offices": offices, "done": {}})


@pytest.mark.rule("A15")
def test_in_no_year_is_a_step_skipped_or_something_issued_changed_or_the_ledger_wrong(years, pytestconfig):
    long = pytestconfig.getoption("--long")
    how = settings(
        max_examples=200 if long else 3,
        stateful_step_count=50 if long else 10,
        deadline=None,
        database=None,
        derandomize=not long,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(years, settings=how)

    assert {"meeting.request", "topic.draft"} <= set(years.done), "the years came to nothing"
