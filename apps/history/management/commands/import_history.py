"""`manage.py import_history FILE`: what a government did before it came to the platform, declared by its offices."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from apps.history import inspection, services
from apps.history.package import BrokenPackage, Package
from apps.history.reading import read_file
from kernel import clock
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """The whole package or nothing of it. The format is described in docs/history-import.md."""

    help = "Imports past meetings, agreed items and work rules of one government from a JSON package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--government", metavar="CODE", help="refuse a package that is of another government")
        parser.add_argument("--preview", action="store_true", help="print what would be written, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            package = read_file(options["file"], today=clock.today())
            government = _government(options["government"] or package.government)
            with inside(government):
                self._take(package, government, preview=options["preview"])
        except BrokenPackage as fault:
            raise CommandError(f"Nothing was imported from {options['file']}:\n{fault}") from None

    def _take(self, package: Package, government: Government, *, preview: bool) -> None:
        faults = inspection.faults_against(package, government)
        if preview or not faults:
            for line in inspection.outline(package):
                self.stdout.write(line)
        if faults:
            raise BrokenPackage(faults)
        if preview:
            self.stdout.write(f"Preview: nothing was written for {government.name}.")
            return
        try:
            written = services.import_package(package, at=clock.now())
        except IntegrityError as fault:
            raise BrokenPackage([f"somebody changed the same records meanwhile: {fault}"]) from None
        self.stdout.write(f"{government.name}: {written} objects imported, package {package.sha256[:12]}.")


def _government(code: str) -> Government:
    found = Government.objects.filter(code=code).first()
    if found is None:
        raise BrokenPackage([f"government: there is no government with the code {code}."])
    return found
