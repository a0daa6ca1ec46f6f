"""`manage.py reconcile_ledger`: is what each government stated still so?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.canonical import Plain
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import reconciliation
from tenants.ledger.reconciliation import Difference


class Command(BaseCommand):
    """Recompute the facts of every standing government inside it, and compare them with the ledger."""

    help = "Compare the ledger with every government's own records. Exit 0: no difference; 1: differences were found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--government", metavar="CODE", help="only this government")
        parser.add_argument("--repair", action="store_true", help="write what is so; differences still exit with 1")
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")

    def handle(self, *args: object, **options: Any) -> None:
        governments = _asked_for(options["government"])
        found = [difference for one in governments for difference in _reconcile(one, repair=options["repair"])]
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(len(governments), found, repaired=options["repair"]), default=str))
        else:
            self._say(len(governments), found)
        if found:
            done = "repaired" if options["repair"] else "run again with --repair to mend them"
            raise CommandError(f"{len(found)} differences: {done}.", returncode=1)

    def _say(self, governments: int, found: list[Difference]) -> None:
        for difference in found:
            self.stdout.write(str(difference))
        if not found:
            self.stdout.write(f"{governments} governments: the ledger agrees with all of them.")


def _asked_for(code: str | None) -> list[Government]:
    governments = Government.objects.order_by("path")
    if code is None:
        return list(governments.standing())
    if not (chosen := list(governments.filter(code=code))):
        raise CommandError(f"There is no government with the code {code}.", returncode=2)
    return chosen


def _reconcile(government: Government, *, repair: bool) -> list[Difference]:
    with inside(government):
        return reconciliation.repair() if repair else reconciliation.differences()


def _as_json(governments: int, found: list[Difference], *, repaired: bool) -> Plain:
    return {"governments": governments, "repaired": repaired, "differences": [asdict(one) for one in found]}
