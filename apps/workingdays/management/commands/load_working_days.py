"""`manage.py load_working_days FILE [--check]`: the State Council's arrangement of a year, for all governments."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from apps.workingdays import services
from apps.workingdays.services import Loaded
from kernel import clock
from kernel.refusals import Refusal
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """A file with one fault is refused as a whole; the entry stands in the audit chain of the government on top."""

    help = "Loads the arrangement of holidays of the years in a CSV file (UTF-8 or GBK)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="say what would change, and write nothing")

    def handle(self, *args: object, **options: object) -> None:
        file, check = Path(str(options["file"])), bool(options["check"])
        try:
            content = file.read_bytes()
        except OSError as fault:
            raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
        top = Government.objects.standing().on_top()
        if top is None:
            raise CommandError("There is no government yet: create the first one before loading working days.")
        with inside(top):
            self._told(self._done(content, check=check), check=check)

    def _done(self, content: bytes, *, check: bool) -> Loaded:
        try:
            if check:
                return services.check_working_days(content)
            return services.load_working_days(content=content, by=None, at=clock.now())
        except Refusal as refusal:
            raise CommandError("\n".join(str(one) for one in (refusal.sentence, *refusal.about))) from refusal

    def _told(self, found: Loaded, *, check: bool) -> None:
        years = ", ".join(str(year) for year in found.years)
        done = "would be loaded" if check else "loaded"
        self.stdout.write(f"{years}: {len(found.rows)} days {done}, {len(found.changed)} of them other than before.")
        for day in found.changed:
            self.stdout.write(f"  {day.isoformat()}")
