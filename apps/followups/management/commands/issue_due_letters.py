"""`manage.py issue_due_letters`: today's step of the ladder for every item that is due or overdue, once."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.followups.letters.services import issue_due_letters
from kernel import clock
from kernel.schema import inside
from tenants.governments.models import Government


class Command(BaseCommand):
    """Issue what is due in every standing government; a second run on the same day issues nothing."""

    help = "Issue the reminders, chase-ups, supervision orders and reports to chief conveners that are due today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--government", metavar="CODE", help="only this government")
        parser.add_argument("--json", action="store_true", help="print one JSON object for a machine")

    def handle(self, *args: object, **options: Any) -> None:
        issued: list[dict[str, str]] = []
        for one in _asked_for(options["government"]):
            with inside(one):
                for letter in issue_due_letters(at=clock.now()):
                    issued.append(
                        {"government": one.code, "number": letter.document.number, "kind": letter.kind,
                         "item": letter.item.number}
                    )  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps({"issued": issued}, ensure_ascii=False))
            return
        for row in issued:
            self.stdout.write(f"{row['government']} {row['number']} {row['kind']} about {row['item']}")
        self.stdout.write(f"{len(issued)} letters were issued.")


def _asked_for(code: str | None) -> list[Government]:
    governments = Government.objects.order_by("path").standing()
    if code is None:
        return list(governments)
    if not (chosen := list(governments.filter(code=code))):
        raise CommandError(f"There is no government with the code {code}.", returncode=2)
    return chosen
