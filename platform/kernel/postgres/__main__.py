"""For developers: `PYTHONPATH=platform python -m kernel.postgres start|stop|status|env`.

The server lies under LIANXI_DATA (default: var/ of the checkout), the same one that `make demo` uses;
`--home DIRECTORY` chooses another and `--for-tests` the variant without durability.
"""

import argparse
import os
import shlex
import sys
from pathlib import Path

from kernel.postgres import EmbeddedServer, PostgresRefusal

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    """Do one thing and say it; 1 when the server does not run."""
    data = Path(os.environ.get("LIANXI_DATA") or ROOT / "var")
    parser = argparse.ArgumentParser(prog="python -m kernel.postgres", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "status", "env", "destroy"])
    parser.add_argument("--home", type=Path, default=data / "postgres")
    parser.add_argument("--for-tests", action="store_true")
    chosen = parser.parse_args()
    server = EmbeddedServer(chosen.home, for_tests=chosen.for_tests)
    if chosen.action in {"start", "stop", "destroy"}:
        getattr(server, chosen.action)()
    if chosen.action == "env":
        sys.stdout.writelines(f"export {name}={shlex.quote(value)}\n" for name, value in server.environment().items())
    return _report(server) if chosen.action in {"start", "status"} else 0


def _report(server: EmbeddedServer) -> int:
    runs = server.running()
    word = "answers" if runs else "does not run"
    version = f"PostgreSQL {server.binaries.major} as {server.home.account.name}"
    sys.stdout.write(f"{version} {word} in {server.home.path} (programs: {server.bin_dir})\n")
    return 0 if runs else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PostgresRefusal as refusal:
        sys.exit(str(refusal))
