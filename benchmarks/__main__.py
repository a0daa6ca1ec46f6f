"""`python -m benchmarks [--quick]`: JSON on standard output; `--quick` leaves out the thousand governments.

Everything lies in a database of an embedded server that is made for this run and deleted after it.
"""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.clocks import say
from kernel.postgres import EmbeddedServer, PostgresRefusal

#: A fixed day, on which the benchmark's meeting is being followed up.
TODAY = "2026-09-01"


def main() -> int:
    """1 when a goal was missed, so that a script may ask."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="116 governments only")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as place:
        Path(place).chmod(0o711)
        (Path(place) / "static").mkdir()
        server = EmbeddedServer(Path(place) / "postgres", for_tests=True)
        try:
            server.start()
            _surround(server, Path(place))
            result = _measure(server, quick=chosen.quick)
            json.dump(result, sys.stdout, indent=1, ensure_ascii=False)
            sys.stdout.write("\n")
            sys.stdout.flush()  # before a thousand schemas are deleted, which takes a while
        finally:
            server.destroy()
    return 0 if result["all_goals_met"] else 1


def _surround(server: EmbeddedServer, place: Path) -> None:
    for name in [name for name in os.environ if name.startswith("LIANXI_")]:
        del os.environ[name]
    os.environ |= server.environment() | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "LIANXI_DEMO": "true",
        "LIANXI_TODAY": TODAY,
        "LIANXI_DATA": str(place),
        "LIANXI_SECRET_KEY": secrets.token_urlsafe(48),
    }


def _measure(server: EmbeddedServer, *, quick: bool) -> dict[str, Any]:
    import django

    django.setup()
    from benchmarks import course

    begun = time.monotonic()
    result = course.run(server, quick=quick)
    missed = [name for name, met in _goals(result) if not met]
    say(f"Done in {time.monotonic() - begun:.0f} s; goals missed: {', '.join(missed) or 'none'}.")
    return {**result, "goals_missed": missed, "all_goals_met": not missed}


def _goals(part: dict[str, Any], of: str = "") -> list[tuple[str, bool]]:
    if "met" in part:
        return [(of, part["met"])]
    inner = [(f"{of}.{name}".lstrip("."), value) for name, value in part.items() if isinstance(value, dict)]
    return [goal for name, value in inner for goal in _goals(value, name)]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PostgresRefusal as refusal:
        sys.exit(str(refusal))
