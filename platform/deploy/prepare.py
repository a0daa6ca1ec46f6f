"""Bring one database up to date and fill it for the demonstration: `python -m deploy.prepare`.

Every step looks first whether it has anything to do, so that a later start costs one process and a few queries.
"""

import os
import signal
import sys
import time

import django
from django.core.management import call_command

from deploy.static_files import collect_if_changed

STEPS = ("migrate_schemas", "import_governments", "seed_demo")
GOVERNMENTS = {"150000": "自治区", "150100": "市", "150121": "县", "150102": "区"}


def main() -> None:
    """Run the steps in order, then say who may sign in where."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a traceback: the open transaction is rolled back
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for step in STEPS:
        _timed(step)
    collect_if_changed()
    _introduce(os.environ.get("LIANXI_PORT", "8000"))


def _timed(step: str) -> None:
    begun = time.monotonic()
    call_command(step)
    _say(f"{step}: {time.monotonic() - begun:.1f} s")


def _introduce(port: str) -> None:
    from apps.demonstration.accounts import DEMO_PASSWORD

    _say(f"\n  portal of all governments   http://localhost:{port}")
    for code, kind in GOVERNMENTS.items():
        _say(f"  {code} {kind}   http://{code}.localhost:{port}")
    _say("  accounts   union_clerk union_leader union_unit gov_clerk gov_leader gov_unit viewer")
    _say("             system_officer security_officer audit_officer, where there are children assessor reviewer")
    _say(f"  password   {DEMO_PASSWORD}   (the same for all)\n")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
