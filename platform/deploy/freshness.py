"""Whether a preparation was made from exactly this code, so that a later start need not look again at every step."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("apps", "tenants", "platform", "api", "demonstration", "roads")
LOCKS = ("package-lock.json", "requirements/runtime.txt")
#: Settings that change from start to start without changing what is prepared.
PASSING = {"LIANXI_PORT", "LIANXI_HOST", "LIANXI_PG_BIN", "LIANXI_MIGRATION_DATABASE_URL", "LIANXI_CHILD_OF"}


def digest_of(files: Iterable[Path]) -> str:
    """One number for the names and contents of files of the checkout."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def preparation_digest(environment: Mapping[str, str]) -> str:
    """Changes with any code, any data file in it, any library and any setting that could shape the data."""
    code = (path for folder in CODE for path in (ROOT / folder).rglob("*") if _counts(path))
    settings = sorted(
        (name, value) for name, value in environment.items() if name.startswith("LIANXI_") and name not in PASSING
    )
    return digest_of([*(ROOT / name for name in LOCKS), *code]) + hashlib.sha256(repr(settings).encode()).hexdigest()


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix not in {".pyc", ".html"}
