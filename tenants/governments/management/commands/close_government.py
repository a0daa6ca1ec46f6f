"""`manage.py close_government CODE --on DATE`: a government that exists no longer, alone or merged into another."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.governments import services
from tenants.governments.models import Government
from tenants.governments.services import CannotChange


class Command(BaseCommand):
    """Its address answers 404 from now on; its schema, documents and figures stay."""

    help = "Closes a government. Nothing of it is deleted."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--on", required=True, type=date.fromisoformat, metavar="DATE", help="2026-07-01")
        parser.add_argument("--merged-into", metavar="CODE", help="the government that carries on")

    def handle(self, *args: object, **options: Any) -> None:
        government = government_of(options["code"])
        into = government_of(options["merged_into"]) if options["merged_into"] else None
        try:
            services.close(government, on=options["on"], merged_into=into)
        except CannotChange as fault:
            raise CommandError(f"Nothing was changed: {fault}") from None
        where = f", merged into {into.name}" if into else ""
        self.stdout.write(f"{government.name} is closed since {options['on']}{where}. Its past stays.")


def government_of(code: str) -> Government:
    """Return the government of that code, or say that there is none."""
    found = Government.objects.select_related("reporting_parent").filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no government with the code {code}.")
    return found
