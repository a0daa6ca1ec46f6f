"""`manage.py jobs`: did the nightly jobs run, and how did they end?"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from kernel.database.names import code_of
from kernel.jobs.states import JobState, states, troubles


class Command(BaseCommand):
    """Read the queue; nothing is changed."""

    help = "How the nightly jobs stand. Exit 0: well; 1: one failed somewhere, or has missed a night."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")

    def handle(self, *args: Any, **options: Any) -> None:
        found = states()
        if options["json"]:
            self.stdout.write(json.dumps({"jobs": [_as_json(one) for one in found]}))
        else:
            for one in found:
                self.stdout.write(_line(one))
        failed, late = troubles(found)
        if failed or late:
            raise CommandError(f"failed: {', '.join(failed) or 'none'}; late: {', '.join(late) or 'none'}")


def _as_json(one: JobState) -> dict[str, Any]:
    with override("en"):
        label = str(one.label)
    return {
        "name": one.name,
        "label": label,
        "queued": one.queued,
        "running": one.running,
        "failed": one.failed,
        "failed_in": [code_of(schema) for schema in one.failed_in],
        "last_success": one.last_success.isoformat() if one.last_success else None,
        "late": bool(one.late_in),
        "late_in": [code_of(schema) for schema in one.late_in],
    }


def _line(one: JobState) -> str:
    last = f"{timezone.localtime(one.last_success):%Y-%m-%d %H:%M}" if one.last_success else "never"
    where = f" in {', '.join(code_of(schema) for schema in one.failed_in)}" if one.failed_in else ""
    where += f"; late in {', '.join(code_of(schema) for schema in one.late_in)}" if one.late_in else ""
    return f"{one.name}: last success {last}; queued {one.queued}, running {one.running}, failed {one.failed}{where}"
