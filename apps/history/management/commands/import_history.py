"""`manage.py import_history FILE`: what a government did before it came to the platform, declared by its offices."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from apps.history import inspection, services
from apps.history.package import BrokenPackage, Package
from apps.history.preview import outline
from apps.history.reading import FORMAT, WORKBOOK, read, read_file, read_json
from apps.history.workbook.writing import write_workbook
from kernel import clock
from kernel.canonical import Plain
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """The whole package or nothing of it. The format is described in docs/history-import.md."""

    help = "Imports past meetings, agreed items and work rules of one government from a package: JSON or a workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", nargs="?", help="a package, .json or .xlsx")
        parser.add_argument("--government", metavar="CODE", help="refuse a package that is of another government")
        parser.add_argument("--preview", action="store_true", help="print what would be written, and write nothing")
        parser.add_argument(
            "--template", type=Path, metavar="WORKBOOK", help="write an empty .xlsx, or the JSON package FILE as one"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["template"]:
            self._write_template(options["file"], options["template"], options["government"])
            return
        if options["file"] is None:
            raise CommandError("Name the package to import, or --template WORKBOOK to get an empty one.")
        try:
            package = read_file(options["file"], today=clock.today())
            government = _government(options["government"] or package.government)
            with inside(government):
                self._take(package, government, preview=options["preview"])
        except BrokenPackage as fault:
            raise CommandError(f"Nothing was imported from {options['file']}:\n{fault}") from None

    def _write_template(self, file: Path | None, workbook: Path, code: str | None) -> None:
        """An empty workbook, with the government's code if it is given; or a sound package in the other form."""
        if workbook.suffix.lower() != WORKBOOK or workbook.exists():
            raise CommandError(f"{workbook} is not written: name a new file that ends in {WORKBOOK}.")
        value: Plain = {"format": FORMAT, "government": code}
        if file is not None:
            try:
                value = read_json(file)
                read(value, today=clock.today())
            except BrokenPackage as fault:
                raise CommandError(f"{workbook} is not written from {file}:\n{fault}") from None
        write_workbook(value, workbook)
        self.stdout.write(f"{workbook} is written; fill it in and import it.")

    def _take(self, package: Package, government: Government, *, preview: bool) -> None:
        faults = inspection.faults_against(package, government)
        if preview or not faults:
            for line in outline(package):
                self.stdout.write(line)
        if faults:
            raise BrokenPackage(faults, package.cells)
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
