"""The course of a run: 116 real governments first, then as many made-up ones as make a thousand."""

import platform
from typing import Any

from benchmarks import memory, migrations, pages, provisioning, rollup, scores, verbs
from benchmarks.clocks import say
from kernel.database.current import connection
from kernel.postgres import EmbeddedServer

THOUSAND = 1000


def run(server: EmbeddedServer, *, quick: bool) -> dict[str, Any]:
    """Every measurement, in an order in which none disturbs the next."""
    say("116 governments …")
    result: dict[str, Any] = {"provisioning": provisioning.the_region()}
    connection.ensure_connection()
    result = {"machine": _machine(), **result}
    provisioning.state_facts()
    say("replay against migrations …")
    result["provisioning"] |= provisioning.replay_against_migrations()
    say("verbs, pages …")
    with verbs.an_office() as story:
        result["verb"] = verbs.measured(story)
    result["pages"] = pages.measured()
    result["at_116"] = _at_size(server, loops=2)
    if not quick:
        say("1,000 governments …")
        result["provisioning"] |= provisioning.made_up(THOUSAND)
        say("their facts …")
        provisioning.state_facts()
        result["at_1000"] = _at_size(server, loops=1)
    return result


def _at_size(server: EmbeddedServer, *, loops: int) -> dict[str, Any]:
    found: dict[str, Any] = {"governments": provisioning.how_many()}
    say("roll-up …")
    found["rollup"] = rollup.measured(server, loops=loops)
    say("scores …")
    found["scores"] = scores.measured()
    say("a new column …")
    found["new_column"] = migrations.one_column()
    say("memory …")
    return found | {"memory": memory.in_a_process_of_its_own()}


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "postgresql": connection.pg_version // 10000,
        "durability": "off, as in tests: fsync, full_page_writes, synchronous_commit",
    }
