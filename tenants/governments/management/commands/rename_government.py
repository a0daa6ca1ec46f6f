"""`manage.py rename_government CODE --on DATE --name …`: another name, code or organ from a day on."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from tenants.governments import services
from tenants.governments.management.commands.close_government import government_of
from tenants.governments.services import CannotChange

NAMES = ("name", "name_pinyin", "name_en", "gov_name", "gov_name_full", "gov_office_name", "union_name")


class Command(BaseCommand):
    """What was issued before keeps the former names; the schema keeps the founding code."""

    help = "Changes what a government is called. Former names are kept with their days."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--on", required=True, type=date.fromisoformat, metavar="DATE", help="2026-07-01")
        parser.add_argument("--new-code", default="", metavar="CODE", help="the old address goes on answering")
        for name in NAMES:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help="default: as before")

    def handle(self, *args: object, **options: Any) -> None:
        government = government_of(options["code"])
        before = government.name
        new = {name: options[name].strip() for name in NAMES} | {"code": options["new_code"].strip()}
        try:
            services.rename(government, on=options["on"], **new)
        except (CannotChange, ValidationError) as fault:
            words = "; ".join(fault.messages) if isinstance(fault, ValidationError) else str(fault)
            raise CommandError(f"Nothing was changed: {words}") from None
        self.stdout.write(f"{before} is called {government.name} ({government.code}) since {options['on']}.")
