"""A government whose schema is broken is counted as it last was, and holds up neither the roll-up nor the night."""

import random
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from django.db import DatabaseError, connection

from kernel.database.owner import as_owner
from kernel.jobs.definitions import NIGHTLY
from kernel.jobs.states import states
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import selectors
from tests.serving import ROOT, runtime_database, surroundings
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item, state

pytestmark = pytest.mark.usefixtures("committed_db")
TODAY, BROKEN, JOB = date(2026, 10, 1), "150121", "api.forget_answers"


def stated(seed: int) -> Counter[str]:
    """Say something chance-made of every government; how many items each has closed."""
    chance, closed = random.Random(seed), Counter[str]()  # noqa: S311 — the same chance each time
    for government in Government.objects.filter(level="banner"):
        ends = [chance.choice(["in_progress", "closed"]) for _ in range(chance.randrange(1, 8))]
        state(government, [a_rule(), a_meeting("following_up"), *(an_item(end) for end in ends)])
        closed[government.code] = ends.count("closed")
    return closed


def broken() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA g{BROKEN} CASCADE")


def counted() -> Counter[str]:
    """What the region sees of each banner."""
    region = Government.objects.get(code="150000")
    with inside(region):
        rows = selectors.governments(scope_path=region.path, year=2026, today=TODAY)
    return Counter({row.code: row.measures.items_closed.numerator for row in rows if row.level == "banner"})


@pytest.mark.rule("A26")
@pytest.mark.parametrize("seed", range(3))
def test_the_roll_up_counts_on_beside_a_broken_government(seed: int) -> None:
    closed = stated(seed)
    assert counted() == closed

    broken()

    assert counted() == closed


@pytest.mark.rule("A26")
def test_the_nights_jobs_go_on_beside_it_and_it_is_named() -> None:
    broken()
    schemas = list(Government.objects.standing().values_list("schema_name", flat=True))
    NIGHTLY[JOB].defer_for(schemas)
    given = surroundings(DATABASE_URL=runtime_database(), LIANXI_BASE_DOMAIN="lianxi.test")

    subprocess.run(
        [sys.executable, "manage.py", "worker", "--once"], env=given, cwd=ROOT, check=True, capture_output=True
    )

    night = next(one for one in states() if one.name == JOB)
    assert (night.failed_in, night.queued, night.running) == ((f"g{BROKEN}",), 0, 0)
    assert night.last_success is not None


@pytest.mark.control("A26")
def test_who_asks_every_schema_is_held_up() -> None:
    def ask_every_one() -> None:
        for government in Government.objects.filter(level="banner"):
            with inside(government), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM followups_agreeditem")

    ask_every_one()
    broken()
    with pytest.raises(DatabaseError):
        ask_every_one()
