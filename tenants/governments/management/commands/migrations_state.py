"""`manage.py migrations_state`: which governments are on the version of the public schema, and which are not yet?"""

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.database.names import PUBLIC, TEMPLATE
from tenants.governments.models import Government
from tenants.governments.versions import schema_versions


class Command(BaseCommand):
    """Read the versions; nothing is changed."""

    help = "Which schemas are behind. Exit 0: none; 1: some are, run `migrate_schemas`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")

    def handle(self, *args: object, **options: Any) -> None:
        versions = schema_versions()
        schemas = [TEMPLATE, *Government.objects.values_list("schema_name", flat=True)]
        behind = [schema for schema in schemas if versions.get(schema) != versions.get(PUBLIC)]
        counts = Counter(versions.get(schema, "missing") for schema in schemas)
        if options["json"]:
            told = {"public": versions.get(PUBLIC), "schemas": len(schemas), "versions": counts, "behind": behind}
            self.stdout.write(json.dumps(told))
        elif not behind:
            self.stdout.write(f"{len(schemas)} schemas are on the version of the public one.")
        if behind:
            raise CommandError(f"{len(behind)} of {len(schemas)} schemas are behind: {', '.join(behind[:20])}")
