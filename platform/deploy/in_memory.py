"""A place in memory for the database of a test run: copying one is dozens of times quicker there than on a disk."""

import hashlib
import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 — Linux' own; what is made below it carries its owner's id and mode
#: Bytes that must be free: what the server takes at most, and what the machine needs beside it.
ROOM, BESIDE = 2 << 30, 6 << 30


def place_in_memory(test_data: Path) -> Path:
    """Where the database of the tests of this directory lies while they run; nothing is left of it afterwards."""
    digest = hashlib.sha256(str(test_data).encode()).hexdigest()[:12]
    return MEMORY / f"lianxi-tests-{os.geteuid()}-{digest}"


def has_room(memory: Path = MEMORY, meminfo: Path = Path("/proc/meminfo")) -> bool:
    """Whether memory can be spared. Elsewhere than on Linux, and in most containers, it cannot."""
    if not (memory.is_dir() and os.access(memory, os.W_OK) and meminfo.exists()):
        return False
    figures = dict(line.split(":") for line in meminfo.read_text().splitlines())
    available = int(figures["MemAvailable"].split()[0]) << 10
    return shutil.disk_usage(memory).free >= ROOM and available >= ROOM + BESIDE
