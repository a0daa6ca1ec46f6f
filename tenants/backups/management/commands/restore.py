"""`manage.py restore DIR [--government CODE] [--replace]`: put a backup back and show that it is what was taken."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kernel.database.current import connection
from kernel.database.names import schema_of
from kernel.database.owner import as_owner
from tenants.backups.manifest import Manifest
from tenants.backups.refusals import BackupRefusal, NotRestored
from tenants.backups.restoring import doubts, opened, restore
from tenants.governments.models import Government


class Command(BaseCommand):
    """An empty database is migrated first. Each government is restored whole or stays as it was."""

    help = (
        "Puts a backup back. Exit 0: everything is as it was taken and holds; 1: a government was not restored, or "
        "what was taken does not hold; 2: the backup does not fit, nothing was changed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--government", metavar="CODE", help="only this government of the backup")
        parser.add_argument("--replace", action="store_true", help="delete what stands there now")

    def handle(self, *args: object, **options: Any) -> None:
        started = time.monotonic()
        say = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        try:
            manifest = opened(options["folder"], government=_schema_of(options["government"]))
            _migrate_if_empty(manifest)
            restore(options["folder"], manifest, replace=options["replace"], say=say)
        except NotRestored as fault:
            raise CommandError(str(fault), returncode=1) from fault
        except BackupRefusal as refusal:
            raise CommandError(f"{refusal} Nothing was changed.", returncode=2) from refusal
        self._judge(manifest, started)

    def _judge(self, manifest: Manifest, started: float) -> None:
        """Look at what was restored as the governments themselves do: this shows their rights as well."""
        restored = Government.objects.filter(schema_name__in=manifest.governments).order_by("path")
        found = [sentence for government in restored for sentence in doubts(government)]
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                f"Restored exactly as it was taken at {manifest.taken_at}, but {len(found)} things do not hold.",
                returncode=1,
            )
        self.stdout.write(
            f"{len(restored)} governments are as they were at {manifest.taken_at}; audit chains hold, the ledger "
            f"agrees ({time.monotonic() - started:.1f} s)."
        )


def _schema_of(code: str | None) -> str | None:
    """By the code of today where the government stands, else by the one it was founded with, as its schema is."""
    if code is None:
        return None
    standing = (
        None if _is_empty() else Government.objects.filter(code=code).values_list("schema_name", flat=True).first()
    )
    return standing or schema_of(code)


def _migrate_if_empty(manifest: Manifest) -> None:
    if not _is_empty():
        return
    if not manifest.is_whole:
        raise BackupRefusal("This database is empty: put a whole backup into it first.")
    call_command("migrate_schemas", verbosity=0)


def _is_empty() -> bool:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.governments_government') IS NULL")
        return bool(cursor.fetchone()[0])
