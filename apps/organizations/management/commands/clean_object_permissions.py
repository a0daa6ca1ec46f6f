"""`manage.py clean_object_permissions`: does every unit hold what it is entitled to, and nothing else?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.organizations.units.permissions import Misgrant, mend, misgrants
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """Compare what was granted with what follows from the objects, in every standing government."""

    help = "End superfluous object permissions, give missing ones. Exit 0: there were none; 1: differences were found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--government", metavar="CODE", help="only this government")
        parser.add_argument("--check", action="store_true", help="only tell; change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")

    def handle(self, *args: object, **options: Any) -> None:
        governments = _asked_for(options["government"])
        found = {one.code: there for one in governments if (there := _look(one, check=options["check"]))}
        if options["json"]:
            differences = {code: [asdict(one) for one in there] for code, there in found.items()}
            self.stdout.write(json.dumps({"governments": len(governments), "differences": differences}))
        else:
            self._say(len(governments), found)
        if found:
            done = "run again without --check to mend them" if options["check"] else "mended"
            raise CommandError(f"{sum(map(len, found.values()))} differences: {done}.", returncode=1)

    def _say(self, governments: int, found: dict[str, list[Misgrant]]) -> None:
        for code, there in found.items():
            for one in there:
                self.stdout.write(f"{code}: {one}")
        if not found:
            self.stdout.write(f"{governments} governments: every unit holds what it is entitled to, and nothing else.")


def _asked_for(code: str | None) -> list[Government]:
    governments = Government.objects.standing().order_by("path")
    found = list(governments if code is None else governments.filter(code=code))
    if code is not None and not found:
        raise CommandError(f"There is no government with the code {code}.", returncode=2)
    return found


def _look(government: Government, *, check: bool) -> list[Misgrant]:
    with inside(government), transaction.atomic():
        found = misgrants()
        if not check:
            mend(found)
        return found
