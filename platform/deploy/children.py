"""The processes a demonstration starts, found again when a kill left them behind."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 10.0
MARK = "LIANXI_CHILD_OF"
_PROC = Path("/proc")


class Children:
    """Starts processes for one data directory, marked by their environment, which their own children inherit."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def start(self, command: list[str], *, environment: Mapping[str, str], cwd: Path) -> subprocess.Popen[bytes]:
        """Start one process that can be found again."""
        marked = {**environment, MARK: str(self.data)}
        return subprocess.Popen(command, env=marked, cwd=cwd)  # noqa: S603 — our own programs

    def end_leftovers(self) -> None:
        """End what an earlier, killed demonstration of the same directory left running."""
        until = time.monotonic() + PATIENCE
        while left := self._living():
            for pid in left:
                _signal(pid, signal.SIGTERM if time.monotonic() < until else signal.SIGKILL)
            time.sleep(0.2)

    def _living(self) -> list[int]:
        """By mark and not by number, because numbers are reused; without /proc nothing is found."""
        mark = f"{MARK}={self.data}".encode()
        processes = _PROC.iterdir() if _PROC.exists() else []
        numbers = [int(process.name) for process in processes if process.name.isdecimal()]
        return [pid for pid in numbers if mark in _environment(pid) and pid != os.getpid()]


def end(child: subprocess.Popen[bytes] | None, *, patience: float = PATIENCE) -> None:
    """Ask a process to stop, and insist when it does not."""
    if child is None or child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _environment(pid: int) -> list[bytes]:
    """Nothing for a zombie, for a process that has just ended, and for those of other accounts."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
