"""`manage.py backup (--government CODE | --all) --to DIR`: what `restore` can put back, and check."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.backups.refusals import BackupRefusal
from tenants.backups.taking import take
from tenants.governments.models import Government


class Command(BaseCommand):
    """All files come from one moment; people go on working. Closed governments are taken like the others."""

    help = "Writes one government, or everything, into a new directory. Exit 0: it is complete; 2: nothing was written."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--government", metavar="CODE", help="this government and its rows of public tables")
        what.add_argument("--all", action="store_true", dest="whole", help="public, the template, every government")
        parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="a directory that is new or empty")

    def handle(self, *args: object, **options: Any) -> None:
        started = time.monotonic()
        governments = _asked_for(options["government"])
        try:
            take(governments, whole=options["whole"], to=options["to"].absolute(), say=self._say(options["verbosity"]))
        except BackupRefusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"{len(governments)} governments in {options['to']} ({time.monotonic() - started:.1f} s).")

    def _say(self, verbosity: int) -> Callable[[str], object]:
        return self.stdout.write if verbosity > 1 else lambda line: None


def _asked_for(code: str | None) -> list[Government]:
    governments = Government.objects.select_related("parent", "reporting_parent").order_by("path")
    if code is None:
        return list(governments)
    if not (chosen := list(governments.filter(code=code))):
        raise CommandError(f"There is no government with the code {code}.", returncode=2)
    return chosen
