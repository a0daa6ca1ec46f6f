"""`manage.py open_account CODE USERNAME …`: one more account, with a unit and an office where they are needed."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from apps.organizations.accounts.models import User
from apps.organizations.accounts.refusals import RolesDoNotFit
from apps.organizations.management.commands.create_government import handed_over
from apps.organizations.posts.models import Slot
from apps.organizations.rosters.first_accounts import hand_over_account
from apps.organizations.units.models import Unit, UnitKind
from apps.organizations.units.services import establish_unit
from kernel.canonical import Plain
from kernel.schema import inside
from tenants.governments.models import Government
from vocabulary.roles import ROLES, Side


class Command(BaseCommand):
    """The side follows from the role; a viewer's, assessor's or reviewer's is that of the unit."""

    help = "Opens an account and prints its one-time password, once."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--role", required=True, nargs="+", choices=list(ROLES))
        parser.add_argument("--unit", help="full name of the person's unit; not for officers of the system")
        parser.add_argument("--unit-kind", choices=UnitKind.values, help="set the unit up as this kind if it is new")
        parser.add_argument("--title", default="", help="the post, as documents print it")
        parser.add_argument("--slot", choices=Slot.values, help="the office in joint meetings, held from today on")

    def handle(self, *args: object, **options: Any) -> None:
        government = Government.objects.standing().filter(code=options["code"]).first()
        if government is None:
            raise CommandError(f"There is no government with the code {options['code']}.")
        with inside(government):
            if User.objects.filter(username=options["username"]).exists():
                raise CommandError(f"{government} has an account {options['username']} already.")
            self.stdout.write("\n".join(_open(options)))


def _open(options: Plain) -> list[str]:
    side = {ROLES[role].side for role in options["role"]} - {""}
    unit = _unit(options, side=next(iter(side), ""))
    try:
        return handed_over(
            [
                hand_over_account(
                    username=options["username"],
                    name=options["name"],
                    title=options["title"],
                    side=next(iter(side), unit.side if unit else Side.NONE),
                    roles=options["role"],
                    unit=unit,
                    slot=options["slot"],
                )
            ]
        )
    except RolesDoNotFit as fault:
        raise CommandError(str(fault.sentence)) from None
    except (ValidationError, IntegrityError) as fault:
        raise CommandError(f"The account was not opened: {fault}") from None


def _unit(options: Plain, *, side: str) -> Unit | None:
    """The unit of that name; a new one needs its kind, and a side that the role gives it."""
    name = options["unit"]
    if name is None:
        return None
    found = Unit.objects.current().filter(name=name).first()
    if found is not None:
        return found
    if options["unit_kind"] is None or side not in {Side.GOV, Side.UNION}:
        raise CommandError(f"There is no unit {name}: give --unit-kind with a role of its side to set it up.")
    return establish_unit(name=name, short_name=name, side=side, kind=options["unit_kind"])
