"""`manage.py import_governments [FILE]`: the tree from a list. A file with one fault is refused as a whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.governments.divisions import DIVISIONS, BrokenFile, read_divisions
from tenants.governments.models import Government
from tenants.governments.provisioning import import_governments


class Command(BaseCommand):
    """Idempotent: what stands already is only described anew; an interrupted run is started again."""

    help = "Creates the governments of a CSV file (default: Inner Mongolia's 1 + 12 + 103) with their schemas."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DIVISIONS)

    def handle(self, *args: object, **options: Any) -> None:
        levels = dict(Government.objects.values_list("code", "level"))
        try:
            divisions = read_divisions(options["file"], known=levels)
        except BrokenFile as fault:
            raise CommandError(f"Nothing was imported from {options['file']}:\n{fault}") from fault
        created, there = import_governments(divisions, progress=self._progress if options["verbosity"] else None)
        self.stdout.write(f"{created} governments created, {there} were there already.")

    def _progress(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
