"""Bring one database up to date and fill it for the demonstration: `python -m deploy.prepare`.

Every step looks first whether it has anything to do, so an interrupted preparation is simply begun again.
"""

import os
import signal
import sys
import time

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from deploy.refusals import places_in_a_sentence
from deploy.static_files import collect_if_changed
from kernel.database.servers import Unreachable

STEPS = ("migrate_schemas", "import_governments", "seed_demo")


def main() -> None:
    """Run the steps in order, then collect the static files."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a traceback: the open transaction is rolled back
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
    for step in STEPS:
        try:
            _timed(step)
        except (CommandError, ImproperlyConfigured, Unreachable) as fault:
            sys.exit(f"{step}: {fault}")
    collect_if_changed()


def _timed(step: str) -> None:
    begun = time.monotonic()
    call_command(step)
    sys.stdout.write(f"{step}: {time.monotonic() - begun:.1f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with places_in_a_sentence():
        main()
