"""The running score of everybody below: read, scored and ranked, against the same arithmetic over facts in memory."""

from itertools import cycle, islice
from typing import Any

from benchmarks.clocks import goal, seconds, side_by_side
from kernel.clock import today
from kernel.schema import inside
from tenants.assessment import selectors
from tenants.assessment.gathering import below
from tenants.assessment.scoring.grading import rank
from tenants.assessment.scoring.results import score
from tenants.assessment.scoring.scheme import shipped
from tenants.governments.models import Government

TIMES = 5
#: Governments of a whole country down to the counties.
NATIONAL = 3_209
MOST_TO_ARITHMETIC, MOST_SECONDS = 3, 60


def measured() -> dict[str, Any]:
    """All governments below the region, and as many as a country has."""
    region, year, scheme = Government.objects.get(level="region"), today().year, shipped()
    with inside(region):
        facts = [one.facts for one in below(region, year=year, today=today())]

        def arithmetic() -> None:
            workdays = selectors.counting()
            rank([score(one, scheme, workdays) for one in facts])

        ours = side_by_side(
            TIMES, arithmetic=arithmetic, whole=lambda: selectors.scored_below(region, year=year, today=today())
        )
        many = list(islice(cycle(facts), NATIONAL))
        workdays = selectors.counting()
        national = seconds(lambda: rank([score(one, scheme, workdays) for one in many]))
    return {
        "governments": len(facts),
        "arithmetic_ms": ours["arithmetic"],
        "read_and_scored_ms": ours["whole"],
        "whole_to_arithmetic": goal(ours["whole"] / ours["arithmetic"], most=MOST_TO_ARITHMETIC),
        "national_seconds": goal(national, most=MOST_SECONDS),
    }
