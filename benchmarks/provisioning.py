"""Making governments: by replaying the template, and by running every migration in each."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import transaction

from benchmarks.clocks import goal, seconds
from kernel.clock import today
from kernel.database.current import connection
from kernel.database.grants import set_grants
from kernel.database.names import schema_of
from kernel.database.owner import as_owner
from kernel.keys import uuid7
from kernel.schema import inside
from tenants.governments.migrating import migrate_one
from tenants.governments.models import Government
from tenants.governments.parallel import in_threads
from tenants.governments.provisioning import ready_template
from tenants.ledger.facts import AgreedItemFact, MeetingFact, WorkRuleFact
from tenants.ledger.models import AgreedItem
from tenants.ledger.services import publish_all

FEW, FEW_MIGRATIONS = 5, 2
ITEMS = 10
MOST_SECONDS_FOR_116 = 60


def the_region() -> dict[str, Any]:
    """The first migration and the import of all 116, as the demonstration does them."""
    migrated = seconds(lambda: call_command("migrate_schemas", verbosity=0))
    imported = seconds(lambda: call_command("import_governments", verbosity=0, stdout=_Silent()))
    again = seconds(lambda: call_command("import_governments", verbosity=0, stdout=_Silent()))
    return {
        "first_migration_seconds": round(migrated, 2),
        "116_governments_seconds": goal(imported, most=MOST_SECONDS_FOR_116),
        "import_with_nothing_to_do_seconds": round(again, 3),
    }


def replay_against_migrations() -> dict[str, Any]:
    """A few schemas each way, in turns, roles and grants included, and dropped again; migrations take seconds each."""
    replayed, migrated = [], []
    with as_owner():
        template = ready_template()
        for number in range(FEW):
            schema = f"g9000{number}"
            replayed.append(seconds(partial(_with_grants, template.replay_as, schema)))
            _drop(schema)
            if number < FEW_MIGRATIONS:
                migrated.append(seconds(partial(_with_grants, partial(migrate_one, verbosity=0), schema)))
                _drop(schema)
    by_replay, by_migrations = sorted(replayed)[FEW // 2], min(migrated)
    return {
        "one_by_replay_seconds": round(by_replay, 3),
        "one_by_migrations_seconds": round(by_migrations, 3),
        "migrations_to_replay": round(by_migrations / by_replay, 1),
    }


def _with_grants(make: Callable[[str], object], schema: str) -> None:
    make(schema)
    set_grants([schema])


def made_up(total: int) -> dict[str, Any]:
    """Townships below the banners until there are `total`: rows, schemas, roles and grants."""
    banners = list(Government.objects.filter(level="banner"))
    codes = [f"9{number:05}" for number in range(total - Government.objects.count())]
    with as_owner():
        Government.objects.bulk_create(_township(code, banners[n % len(banners)]) for n, code in enumerate(codes))
        template = ready_template()
        taken = seconds(lambda: _replay_all(template, [schema_of(code) for code in codes]))
    return {f"{len(codes)}_by_replay_on_two_connections_seconds": round(taken, 1)}


def _replay_all(template: Any, schemas: list[str]) -> None:
    list(in_threads(template.replay_as, schemas))
    set_grants(schemas)


def _township(code: str, above: Government) -> Government:
    texts = dict.fromkeys(("name_pinyin", "initials", "name_en", "gov_name", "gov_name_full"), code)
    return Government(
        schema_name=schema_of(code), code=code, name=code, level="township", kind="乡", union_name=code,
        gov_office_name=code, parent=above, reporting_parent=above, path=f"{above.path}.{code}", **texts,
    )  # fmt: skip


def state_facts() -> None:
    """Let every government that has stated nothing state a rule, a meeting and its agreed items."""
    day = date(today().year, 3, 10)
    for government in Government.objects.all():
        with inside(government), transaction.atomic():
            if not AgreedItem.objects.filter(government=government.founding_code).exists():
                publish_all(_facts(day))
    with as_owner(), connection.cursor() as cursor:  # as a server at work would have done by itself
        cursor.execute("ANALYZE")


def _facts(day: date) -> list[Any]:
    meeting = uuid7()
    dates: dict[str, Any] = {"planned_on": day, "held_on": day, "minutes_due_on": day, "minutes_issued_on": day}
    rows: list[Any] = [
        WorkRuleFact(source_id=uuid7(), in_force_from=date(2024, 2, 8)),
        MeetingFact(
            source_id=meeting, year=day.year, kind="ordinary", state="following_up", counts_in=day.year, **dates
        ),
    ]
    due, closed = day.replace(month=6), day.replace(month=5)
    for number in range(ITEMS):
        ended: dict[str, Any] = {"state": "closed", "closed_on": closed} if number % 2 else {"state": "in_progress"}
        rows.append(
            AgreedItemFact(
                source_id=uuid7(),
                meeting_id=meeting,
                year=day.year,
                listed_on=day,
                original_due_on=due,
                due_on=due,
                **ended,
            )
        )
    return rows


def how_many() -> int:
    """Governments in the tree now."""
    return Government.objects.count()


def _drop(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')


class _Silent:
    def write(self, text: str) -> None:
        """Say nothing: standard output is the result's."""
