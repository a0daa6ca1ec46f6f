"""`manage.py hand_over_password CODE USERNAME`: a one-time password for an account that has none, or lost it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.organizations.accounts.models import User
from apps.organizations.management.commands.create_government import handed_over
from apps.organizations.rosters.first_accounts import hand_over_password
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """Every session and token of the account ends; the password must be replaced at the first sign-in."""

    help = "Sets a one-time password for an open account and prints it, once."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("username", metavar="USERNAME")

    def handle(self, *args: object, **options: Any) -> None:
        government = Government.objects.standing().filter(code=options["code"]).first()
        if government is None:
            raise CommandError(f"There is no government with the code {options['code']}.")
        with inside(government):
            user = User.objects.filter(username=options["username"], is_active=True).first()
            if user is None:
                raise CommandError(f"{government} has no open account {options['username']}.")
            self.stdout.write("\n".join(handed_over([hand_over_password(user)])))
