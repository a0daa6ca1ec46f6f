"""`manage.py migrate` would change one schema and leave the others behind, so it only points the way."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate


class Command(DjangoMigrate):
    """Refuses, whatever it is asked. Takes Django's place because its checks look at this command."""

    help = "Refuses: a government is a schema, and all of them are migrated by migrate_schemas."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: Any) -> None:
        raise CommandError("Use `manage.py migrate_schemas`: it migrates the public schema and every government.")
