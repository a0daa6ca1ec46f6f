"""The roll-up by one statement over the ledger, against the same statement in psql and against a loop over schemas."""

import re
import statistics
import subprocess
from datetime import date
from typing import Any

from django.db.models import Count, Q
from psycopg import ClientCursor

from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from apps.minutes.models import Minutes
from apps.workrules.models import WorkRule
from benchmarks.clocks import goal, seconds, side_by_side
from kernel.clock import today
from kernel.database.current import connection
from kernel.postgres import EmbeddedServer
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import rollup, selectors

TIMES = 20
MOST_TO_PSQL = 2
LEAST_TO_LOOP = {116: 10, 1000: 25}
_TIME = re.compile(r"^Time: ([0-9.]+) ms", re.M)


def measured(server: EmbeddedServer, *, loops: int) -> dict[str, Any]:
    """The summary of the whole region, three ways."""
    region = Government.objects.get(level="region")
    asked = question(region)
    with inside(region):
        ours = side_by_side(
            TIMES,
            summary=lambda: selectors.summary(scope_path=region.path, year=today().year, today=today()),
            raw_cursor=lambda: connection.connection.execute(rollup.SUMMARY, asked).fetchall(),
        )
        statement = ClientCursor(connection.connection).mogrify(rollup.SUMMARY, asked)
    psql = _in_psql(server, statement, region)
    loop = statistics.median(seconds(lambda: _by_loop(region)) * 1000 for _ in range(loops))
    size = Government.objects.count()
    return {
        "summary_ms": ours["summary"],
        "raw_cursor_ms": ours["raw_cursor"],
        "psql_ms": round(psql, 3),
        "loop_over_schemas_ms": round(loop, 1),
        "summary_to_psql": goal(ours["summary"] / psql, most=MOST_TO_PSQL),
        "loop_to_summary": goal(loop / ours["summary"], least=LEAST_TO_LOOP[size]),
    }


def question(region: Government) -> dict[str, Any]:
    """What the product asks of the summary's statement for everything below `region`."""
    return {"scope": region.path, "year": today().year, "today": today(), **rollup.CONSTANTS}


def _in_psql(server: EmbeddedServer, statement: str, region: Government) -> float:
    """The same words with the same role and scope, timed by psql itself."""
    enter = f"SET ROLE {region.schema_name}; SET search_path = {region.schema_name}, public;"
    script = f"{enter} SET app.scope = '{region.path}';\n{statement};\n\\timing on\n" + f"{statement};\n" * TIMES
    address, _ = server.urls()
    command = [server.binaries.program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", address]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=True)  # noqa: S603 — our own words
    return statistics.median(float(found) for found in _TIME.findall(done.stdout))


def _by_loop(region: Government) -> int:
    """What the roll-up would be without a ledger: each schema opened, its own rows counted by the ORM."""
    year, found = today().year, 0
    for government in Government.objects.below(region):
        with inside(government):
            found += sum(_figures(year))
    return found


def _figures(year: int) -> list[int]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    meetings = Meeting.objects.aggregate(
        held=Count("pk", filter=Q(held_on__range=(first, last))),
        issued=Count("pk", filter=Q(held_on__range=(first, last), minutes_issued_on__isnull=False)),
    )
    items = AgreedItem.objects.aggregate(
        listed=Count("pk"),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
        overdue=Count("pk", filter=Q(closed_at__isnull=True, due_on__lt=today())),
    )
    rule, minutes = WorkRule.objects.filter(state="in_force").count(), Minutes.objects.filter(state="issued").count()
    return [rule, minutes, *meetings.values(), *items.values()]
