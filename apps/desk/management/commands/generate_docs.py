"""`manage.py generate_docs`: write docs/reference/lifecycles/ from the tables in code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import autodiscover_modules

from kernel.lifecycle import pages
from kernel.lifecycle.table import LIFECYCLES

PAGES = Path(settings.ROOT) / "docs" / "reference" / "lifecycles"


class Command(BaseCommand):
    """What is generated is checked: with `--check` nothing is written and a difference fails."""

    help = "Write docs/reference/lifecycles/ from the tables. --check: exit 1 when a page is stale, write nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare instead of writing")
        parser.add_argument("--into", type=Path, default=PAGES, help="the folder")

    def handle(self, *args: object, **options: Any) -> None:
        folder: Path = options["into"]
        wanted = _wanted()
        here = {path.name: path.read_text() for path in folder.glob("*.md")}
        stale = sorted(name for name in {*wanted, *here} if wanted.get(name) != here.get(name))
        if options["check"]:
            if stale:
                raise CommandError(f"Stale in {folder}: {', '.join(stale)}. Run `python manage.py generate_docs`.")
            return
        _write(folder, wanted, stale)
        self.stdout.write(f"{len(wanted)} pages in {folder}, {len(stale)} changed.")


def _wanted() -> dict[str, str]:
    autodiscover_modules("lifecycle")
    return {"README.md": pages.index(LIFECYCLES)} | {f"{name}.md": pages.page(one) for name, one in LIFECYCLES.items()}


def _write(folder: Path, wanted: dict[str, str], stale: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (folder / name).write_text(wanted[name])
        else:
            (folder / name).unlink()
