"""`manage.py verify_audit`: does the audit chain of every government still hold?"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import get_tenant_model

from kernel.audit import anchors
from kernel.audit.services import faults
from kernel.schema import Tenant, inside


class Command(BaseCommand):
    """Recompute every link; closed governments keep their records and are verified with the others."""

    help = "Verify the audit chain of every government. Exit 0: all hold; 1: prints where they are broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--government", metavar="CODE", help="only this government")
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")
        parser.add_argument(
            "--anchor",
            metavar="FILE",
            type=Path,
            help="a file outside the database: check the heads noted there, then note today's",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        governments = _asked_for(options["government"])
        noted = anchors.noted_in(options["anchor"]) if options["anchor"] else {}
        found = {
            code: broken
            for code, government in governments.items()
            if (broken := _faults_of(government, noted.get(code, [])))
        }
        if options["json"]:
            self.stdout.write(json.dumps({"governments": len(governments), "faults": found}))
        else:
            self._say(len(governments), found)
        if options["anchor"] and not found:
            _note(options["anchor"], governments)
        if found:
            raise CommandError(f"The audit chain is broken in {', '.join(found)}.", returncode=1)

    def _say(self, governments: int, found: dict[str, list[str]]) -> None:
        for code, sentences in found.items():
            for sentence in sentences:
                self.stdout.write(f"{code}: {sentence}")
        if not found:
            self.stdout.write(f"{governments} governments: every audit chain holds.")


def _asked_for(code: str | None) -> dict[str, Tenant]:
    """The kernel knows governments only as the tenants of the project."""
    governments = get_tenant_model()._default_manager.order_by("path")
    if code is not None:
        governments = governments.filter(code=code)
    if code is not None and not governments.exists():
        raise CommandError(f"There is no government with the code {code}.", returncode=2)
    return {government.code: government for government in governments}


def _faults_of(government: Tenant, noted: list[anchors.Anchor]) -> list[str]:
    with inside(government):
        return [*faults(), *anchors.broken(noted)]


def _note(file: Path, governments: dict[str, Tenant]) -> None:
    for code, government in governments.items():
        with inside(government):
            anchors.note(file, code)
