#!/usr/bin/env python3
"""Django's command line, with `platform/` on the path (it is no package: that would shadow the standard library)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]


def main() -> None:
    if sys.argv[1:2] == ["score"]:
        # Whoever recomputes a score has neither settings nor a database.
        from tenants.assessment.scoring.program import main as score

        sys.exit(score(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from deploy.lent import borrowed
    from deploy.recorded import recorded
    from deploy.refusals import places_in_a_sentence
    from kernel.database.servers import Unreachable

    os.environ.update(borrowed(os.environ))
    try:
        with places_in_a_sentence(), recorded(sys.argv):
            execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, Unreachable) as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
