"""`manage.py worker`: do what stands in the queue, and put the nightly jobs into it when their time comes."""

import asyncio
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from procrastinate.contrib.django import app


class Command(BaseCommand):
    """One job after another, as the runtime role. Any number of workers may run; each job is taken by one of them."""

    help = "Do the jobs of the queue until told to stop (TERM, INT); what is begun is finished first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when the queue is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_work(wait=not options["once"]))


async def _work(*, wait: bool) -> None:
    """With a connection of its own for the queue: listening takes one, and Django's belong to the jobs."""
    with app.replace_connector(app.connector.get_worker_connector()) as with_connector:  # type: ignore[attr-defined]
        async with with_connector.open_async():
            await with_connector.run_worker_async(
                wait=wait, concurrency=1, shutdown_graceful_timeout=8, task_middleware=[_with_a_fresh_connection]
            )


def _with_a_fresh_connection(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """A server process that has worked in every schema remembers all their tables: each job gets a new one."""
    try:
        return call_next()
    finally:
        connection.close()
