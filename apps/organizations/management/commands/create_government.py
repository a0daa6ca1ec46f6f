"""`manage.py create_government CODE …`: one more government, with everything it needs to begin today."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from apps.organizations.rosters.first_accounts import HandedOver, open_first_accounts
from kernel.schema import inside
from tenants.governments.divisions import USUAL
from tenants.governments.models import Government, Level
from tenants.governments.provisioning import create_government

#: What stands below what, where no level is given.
BELOW = {Level.REGION: Level.LEAGUE, Level.LEAGUE: Level.BANNER, Level.BANNER: Level.TOWNSHIP}


class Command(BaseCommand):
    """Schema, role, host and grants in one transaction; then both offices and the first accounts."""

    help = "Creates a government and prints the one-time passwords of its first accounts, once."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--name", required=True, help="as it is called: 呼和浩特经济技术开发区")
        parser.add_argument("--parent", metavar="CODE", help="the government it answers to; the first one has none")
        parser.add_argument("--kind", required=True, help="旗, 县, 市辖区, 开发区 …")
        parser.add_argument("--level", choices=Level.values, help="default: region, or the one below the parent's")
        parser.add_argument("--pinyin", dest="name_pinyin", default="", help="default: derived from the name")
        for name in USUAL[1:]:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help="default: derived from the name")
        parser.add_argument("--not-counted", action="store_true", help="rates are not taken of it")

    def handle(self, *args: object, **options: Any) -> None:
        code, parent = options["code"], _parent(options["parent"], level=options["level"])
        if Government.objects.filter(code=code).exists():
            raise CommandError(
                f"There is a government with the code {code} already: {Government.objects.get(code=code)}."
            )
        try:
            government = create_government(
                code=code,
                name=options["name"],
                parent_code=parent.code if parent else None,
                level=options["level"] or (BELOW[Level(parent.level)] if parent else Level.REGION),
                kind=options["kind"],
                counted=not options["not_counted"],
                **{name: options[name] for name in USUAL},
            )
        except (ValidationError, KeyError) as fault:
            raise CommandError(f"{code} cannot stand there: {_in_words(fault)}") from None
        with inside(government):
            first = open_first_accounts(government)
        self.stdout.write(f"{government.name}   {government.host}   schema {government.schema_name}")
        self.stdout.write("\n".join(handed_over(first)))


def handed_over(accounts: list[HandedOver]) -> list[str]:
    """The lines to print: each password is shown this once and must be replaced at the first sign-in."""
    lines = [f"  {one.user.username:<20} {one.password}" for one in accounts]
    return [*lines, "The passwords are shown only now; each must be replaced at the first sign-in."]


def _parent(code: str | None, *, level: str | None) -> Government | None:
    if not code:
        if level != Level.REGION and Government.objects.exists():
            raise CommandError("Only the first government answers to none: name the one above it by --parent.")
        return None
    try:
        return Government.objects.standing().get(code=code)
    except Government.DoesNotExist:
        raise CommandError(f"There is no government with the code {code} to answer to.") from None


def _in_words(fault: ValidationError | KeyError) -> str:
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    return "nothing stands below a township."
