"""`manage.py worker`: do what stands in the queue, and put the nightly jobs into it when their time comes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.database import limits
from kernel.jobs.working import WorkerGivesUp, work_off, work_on


class Command(BaseCommand):
    """One job after another, as the runtime role. Any number of workers may run; each job is taken by one of them."""

    help = (
        "Do the jobs of the queue until told to stop (TERM, INT); what is begun is finished first. A database that was "
        "away is found again; exit 1 when it stays away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when the queue is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        before = limits.bound()
        limits.bind(limits.JOB)
        try:
            (work_off if options["once"] else work_on)()
        except WorkerGivesUp as reason:
            raise CommandError(str(reason)) from reason
        finally:
            limits.bind(before)
