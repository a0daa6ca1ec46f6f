"""`manage.py migrate_schemas`: every schema to the current version. Replaces the library's command of that name."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.database.fitness import require_fit_database
from kernel.database.grants import set_grants
from kernel.database.names import PUBLIC, TEMPLATE
from kernel.database.owner import as_owner
from tenants.governments import migrating


class Command(BaseCommand):
    """Public, the template, then the governments that are behind. Safe to run again after any interruption."""

    help = "Migrates the public schema, the template and every government that is behind, then sets all grants."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 if a schema is behind.")

    def handle(self, *args: object, **options: Any) -> None:
        require_fit_database()
        with as_owner():
            if options["check"]:
                self._check()
            else:
                self._migrate(verbosity=options["verbosity"])

    def _check(self) -> None:
        behind = migrating.behind()
        if behind:
            raise CommandError(f"{len(behind)} schemas are behind: {', '.join(behind)}. Run migrate_schemas.")
        self.stdout.write("Every schema is on the current version.")

    def _migrate(self, *, verbosity: int) -> None:
        started = time.monotonic()
        behind = migrating.behind()
        for schema in behind[:2]:
            if schema in (PUBLIC, TEMPLATE):
                self._say(f"{schema} …", verbosity)
                migrating.migrate_one(schema, verbosity=max(verbosity - 1, 0))
        governments = [schema for schema in behind and migrating.behind() if schema not in (PUBLIC, TEMPLATE)]
        migrating.migrate_governments(
            governments, say=lambda line: self._say(line, verbosity), verbosity=max(verbosity - 1, 0)
        )
        granted = set_grants()
        if granted:
            self._say(f"Grants set in {len(granted)} schemas.", verbosity)
        self._say(f"Every schema is on the current version ({time.monotonic() - started:.1f} s).", verbosity)

    def _say(self, line: str, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(line)
            self.stdout.flush()
