"""One new column in every government, by the command that an operator runs."""

from typing import Any

from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from benchmarks.clocks import goal, seconds
from tenants.governments.models import Government

MOST_SECONDS = {116: 5, 1000: 30}


def one_column() -> dict[str, Any]:
    """`migrate_schemas` with a migration that exists only in this run; then the same with nothing to do."""
    size = Government.objects.count()
    _add_migration(size)
    taken = seconds(lambda: call_command("migrate_schemas", verbosity=0))
    nothing = seconds(lambda: call_command("migrate_schemas", verbosity=0))
    return {"seconds": goal(taken, most=MOST_SECONDS[size]), "nothing_to_do_seconds": round(nothing, 2)}


def _add_migration(number: int) -> None:
    leaf = MigrationLoader(None).graph.leaf_nodes("sessions")[0][1]
    column = migrations.AddField("session", f"of_a_benchmark_{number}", models.IntegerField(null=True))
    words = {"dependencies": [("sessions", leaf)], "operations": [column], "__module__": __name__}
    migration = type("Migration", (migrations.Migration,), words)(f"9{number:04}_of_a_benchmark", "sessions")
    load = MigrationLoader.load_disk

    def with_one_more(loader: MigrationLoader) -> None:
        load(loader)
        loader.disk_migrations["sessions", migration.name] = migration

    MigrationLoader.load_disk = with_one_more  # type: ignore[method-assign, assignment]
