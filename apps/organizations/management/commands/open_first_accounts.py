"""`manage.py open_first_accounts CODE`: both offices and first accounts of a government that was imported."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.organizations.management.commands.create_government import handed_over
from apps.organizations.rosters.first_accounts import AlreadyBegun, open_first_accounts
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """For governments of an imported list, which come without people."""

    help = "Opens both offices and the first accounts of a government without any, and prints one-time passwords."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")

    def handle(self, *args: object, **options: Any) -> None:
        government = Government.objects.standing().filter(code=options["code"]).first()
        if government is None:
            raise CommandError(f"There is no government with the code {options['code']}.")
        try:
            with inside(government):
                first = open_first_accounts(government)
        except AlreadyBegun as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write("\n".join(handed_over(first)))
