"""`manage.py move_government CODE --to PARENT --on DATE`: another parent, with all that stands below and its facts."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.governments.management.commands.close_government import government_of
from tenants.governments.services import CannotChange
from tenants.ledger import moving


class Command(BaseCommand):
    """Years that are over stay in the figures of the former parent; this one goes along to the new one."""

    help = "Lets a government answer to another parent from a day on, in one transaction."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--to", required=True, metavar="PARENT")
        parser.add_argument("--on", required=True, type=date.fromisoformat, metavar="DATE", help="2026-07-01")

    def handle(self, *args: object, **options: Any) -> None:
        government, to = government_of(options["code"]), government_of(options["to"])
        try:
            moved, facts = moving.move(government, to=to, on=options["on"])
        except CannotChange as fault:
            raise CommandError(f"Nothing was changed: {fault}") from None
        self.stdout.write(
            f"{government.name} answers to {to.name} since {options['on']}: {moved} governments moved, "
            f"{facts} facts of that year went along."
        )
