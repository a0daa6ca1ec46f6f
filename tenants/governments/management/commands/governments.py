"""`manage.py governments`: the tree, for people or (`--json`) for machines."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kernel.canonical import Plain
from tenants.governments.models import Government


class Command(BaseCommand):
    """One line per government, in the order of the tree; closed ones are marked."""

    help = "Lists the governments."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="One JSON array.")

    def handle(self, *args: object, **options: Any) -> None:
        governments = Government.objects.select_related("parent", "reporting_parent", "merged_into").prefetch_related(
            "former_names"
        )
        if options["as_json"]:
            rows = [_as_dict(government) for government in governments]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for government in governments:
            closed = f"  closed on {government.closed_on}" if government.closed_on else ""
            self.stdout.write(f"{'  ' * government.depth}{government.code} {government.name}{closed}")


def _as_dict(government: Government) -> Plain:
    texts = ("code", "name", "name_pinyin", "name_en", "level", "kind", "path", "host", "gov_name", "union_name")
    above = {
        field: getattr(government, field).code if getattr(government, field) else None
        for field in ("parent", "reporting_parent", "merged_into")
    }
    closed = government.closed_on.isoformat() if government.closed_on else None
    return (
        {text: getattr(government, text) for text in texts}
        | above
        | {
            "schema": government.schema_name,
            "counted": government.counted,
            "closed_on": closed,
            "former_names": [
                {"code": one.code, "name": one.name, "until": one.valid_to.isoformat()}
                for one in government.former_names.all()
            ],
        }
    )
