"""`manage.py verify_documents`: is every issued document and stored file still what it was?"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.documents.faults import faults
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """Count every hash anew; closed governments keep their records and are verified with the others."""

    help = "Verify the hash of every issued document and stored file. Exit 0: all hold; 1: prints which do not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--government", metavar="CODE", help="only this government")
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")

    def handle(self, *args: object, **options: Any) -> None:
        governments = _asked_for(options["government"])
        found = {one.code: broken for one in governments if (broken := _faults_of(one))}
        if options["json"]:
            self.stdout.write(json.dumps({"governments": len(governments), "faults": found}))
        else:
            self._say(len(governments), found)
        if found:
            raise CommandError(f"Documents differ from their hashes in {', '.join(found)}.", returncode=1)

    def _say(self, governments: int, found: dict[str, list[str]]) -> None:
        for code, sentences in found.items():
            for sentence in sentences:
                self.stdout.write(f"{code}: {sentence}")
        if not found:
            self.stdout.write(f"{governments} governments: every document and file is what it was.")


def _asked_for(code: str | None) -> list[Government]:
    governments = Government.objects.order_by("path")
    if code is None:
        return list(governments)
    found = list(governments.filter(code=code))
    if not found:
        raise CommandError(f"There is no government with the code {code}.", returncode=2)
    return found


def _faults_of(government: Government) -> list[str]:
    with inside(government):
        return list(faults())
