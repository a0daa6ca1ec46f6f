"""`manage.py open_first_accounts (CODE … | --all) [--to FILE]`: offices and first accounts of imported governments."""

import csv
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.organizations.accounts.models import User
from apps.organizations.management.commands.create_government import handed_over
from apps.organizations.rosters.first_accounts import AlreadyBegun, HandedOver, open_first_accounts
from kernel.schema import inside
from tenants.governments.models import Government

COLUMNS = ("code", "government", "host", "account", "post", "one_time_password")
Hand = Callable[[Government, list[HandedOver]], None]


class Command(BaseCommand):
    """For governments of an imported list, which come without people. Each is a transaction of its own.

    The passwords are written down before the transaction ends, so none is lost when the command is killed; what is
    begun again with `--all` opens the accounts of those governments that have none yet.
    """

    help = "Opens both offices and the first accounts of governments without any, and hands out one-time passwords."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", metavar="CODE", nargs="*")
        parser.add_argument("--all", action="store_true", help="every standing government that has no account yet")
        parser.add_argument("--to", metavar="FILE", help="a new CSV file for the passwords, readable by you only")

    def handle(self, *args: object, **options: Any) -> None:
        governments = _chosen(options["codes"], every=options["all"])
        with _hands(options["to"], self._printed) as hand:
            opened = sum(_opened(government, hand, skip=options["all"]) for government in governments)
        if options["to"]:
            self.stdout.write(f"The one-time passwords of {opened} governments stand in {options['to']} only.")

    def _printed(self, government: Government, first: list[HandedOver]) -> None:
        self.stdout.write(f"{government.name}   {government.host}")
        self.stdout.write("\n".join(handed_over(first)))


def _chosen(codes: list[str], *, every: bool) -> Iterable[Government]:
    if every == bool(codes):
        raise CommandError("Name the governments by their codes, or all of them by --all.")
    standing = Government.objects.standing()
    if every:
        return standing
    found = {one.code: one for one in standing.filter(code__in=codes)}
    if unknown := [code for code in codes if code not in found]:
        raise CommandError(f"There is no government with the code {', '.join(unknown)}.")
    return [found[code] for code in codes]


def _opened(government: Government, hand: Hand, *, skip: bool) -> bool:
    """Open the accounts of one government; False for one that has some, where those are passed over."""
    with inside(government):
        if skip and User.objects.exists():
            return False
        try:
            with transaction.atomic():
                hand(government, open_first_accounts(government))
        except AlreadyBegun as fault:
            raise CommandError(str(fault)) from None
    return True


@contextmanager
def _hands(file: str | None, printed: Hand) -> Iterator[Hand]:
    """Where passwords go: the terminal, or a file that did not exist."""
    if file is None:
        yield printed
        return
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CommandError(f"{file} exists: name a new file, so that no passwords are written over.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)

        def written(government: Government, first: list[HandedOver]) -> None:
            who = (government.code, government.name, government.host)
            rows.writerows([*who, one.user.username, one.user.name, one.password] for one in first)
            out.flush()
            os.fsync(out.fileno())

        yield written
