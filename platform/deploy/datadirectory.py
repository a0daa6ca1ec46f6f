"""LIANXI_DATA: everything Lianxi keeps on a disk of its own, marked so that only such a directory is ever deleted."""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.refusals import StartRefusal

ROOT = Path(__file__).resolve().parents[2]
MARKER = ".lianxi-data"
OURS = {MARKER, "postgres"}


def data_directory(environment: Mapping[str, str]) -> Path:
    """Where the data lie: LIANXI_DATA, else `var/` of the checkout."""
    return Path(environment.get("LIANXI_DATA") or ROOT / "var").absolute()


def prepared(data: Path) -> Path:
    """Make and mark the directory; one that holds other people's files is refused.

    Only root lends PostgreSQL another account, which must be able to pass through (but not to list) the directory.
    """
    if not data.exists():
        data.mkdir(parents=True)
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    marker = data / MARKER
    if not marker.exists():
        if {entry.name for entry in data.iterdir()} - OURS:
            raise StartRefusal(f"{data} holds other files: set LIANXI_DATA to an empty or a new directory.")
        marker.write_text("This directory belongs to Lianxi; `make reset` deletes it.\n")
    return data


def secret_key(data: Path) -> str:
    """The key of this directory's sessions, made once."""
    kept = data / "secret.key"
    if not kept.exists():
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text()


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Keep the directory for this process; the kernel lets go of it even when the process is killed."""
    descriptor = os.open(data / "in-use.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartRefusal(f"{data} is in use by process {holder(data)}: stop that one first.") from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def holder(data: Path) -> int | None:
    """Which process holds the directory now, if one does."""
    lock = data / "in-use.lock"
    if not lock.exists():
        return None
    with lock.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read() or 0)
    return None
