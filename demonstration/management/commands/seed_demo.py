"""`manage.py seed_demo`: lived-in data for a demonstration. What is told already is left as it is."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from demonstration import between, parallel, plan, seeding
from demonstration.accounts import DEMO_PASSWORD
from demonstration.seeding import Telling
from kernel import clock
from tenants.governments.models import Government


class Command(BaseCommand):
    """Safe to run again after any interruption: each government is told in one transaction of its own."""

    help = "Fills every government that has no accounts yet with made-up people and stories. Demo mode only."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--government", metavar="CODE", nargs="+", help="only these governments")
        parser.add_argument("--seed", type=int, default=0, help="another number gives other people and topics")
        parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        _require_demonstration()
        untold = [one for one in _asked_for(options["government"]) if seeding.is_untold(one)]
        if untold:
            self._tell(untold, options)
        else:
            self.stdout.write("Every government has its people and its story already.")
        if letters := between.pass_letters(clock.today()):
            self._say(f"{letters} letters passed between the levels.", options["verbosity"])

    def _tell(self, untold: list[Government], options: dict[str, Any]) -> None:
        telling = Telling(
            today=clock.today(),
            password_hash=make_password(DEMO_PASSWORD),
            seed=options["seed"],
            parents=seeding.governments_with_children(),
        )
        try:
            for count, (one, standing) in enumerate(
                parallel.tell_all(untold, telling, jobs=max(options["jobs"], 1)), start=1
            ):
                self._say(f"[{count:>3}/{len(untold)}] {one.code} {one.name} ✓ {standing}", options["verbosity"])
        except parallel.Interrupted as fault:
            raise CommandError(f"Not every government was filled; run seed_demo again.\n{fault}") from None

    def _say(self, line: str, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(line)
            self.stdout.flush()


def _require_demonstration() -> None:
    if not settings.DEMO:
        raise CommandError(
            "seed_demo makes up people with a published password, so it works in demo mode only (LIANXI_DEMO=true)."
        )
    if clock.today() < plan.EARLIEST:
        raise CommandError(f"The demonstration can be told from {plan.EARLIEST} on: set LIANXI_TODAY to a later day.")


def _asked_for(codes: list[str] | None) -> list[Government]:
    standing = list(Government.objects.standing().order_by("path"))
    if codes is None:
        return standing
    unknown = sorted(set(codes) - {government.code for government in standing})
    if unknown:
        raise CommandError(f"There is no government with the code {', '.join(unknown)}.")
    return [government for government in standing if government.code in codes]
