"""The serving process's end: hand a file to a child of the keeper, wait for its answer, and say how it ended."""

import atexit
import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from files import refusals
from files.apart.keeper import STATUS
from files.apart.limits import LIMITS, Limits
from files.refusals import BreaksItsReader, FileRefused, NeedsTooMuchMemory, TakesTooLong

PIECE = 2**20
#: A child ends itself at its limit; a little later it is ended from here.
GRACE = 1.0
#: How long the keeper may need to tell how a child ended, once nothing comes from it.
BURIAL = 5.0
TOO_LONG = {signal.SIGXCPU, signal.SIGALRM}


class _Keeping:
    """The keeper of this process, started when it is first needed, and anew in a fork or when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._owner = 0
        self._orders: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def order(self, order: dict[str, Any], files: list[int]) -> int:
        """Have a child forked; return its number."""
        with self._lock:
            number = next(self._numbers)
            said = json.dumps(order | {"number": number}).encode()
            try:
                socket.send_fds(self._way(), [said], files)
            except OSError:
                self._forget()
                socket.send_fds(self._way(), [said], files)
            return number

    def end(self, number: int) -> None:
        """Have a child ended, with its group."""
        with self._lock, suppress(OSError):
            self._way().send(json.dumps({"end": number}).encode())

    def _way(self) -> socket.socket:
        if self._owner != os.getpid():
            self._process = self._orders = None  # those of the process that this one was forked from
        if self._orders is None:
            self._start()
        assert self._orders is not None  # noqa: S101 - just started
        return self._orders

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-c", f"from files.apart.keeper import main; main({theirs.fileno()})"]
            surroundings = {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)), "LC_ALL": "C.UTF-8"}
            self._process = subprocess.Popen(  # noqa: S603 - this Python, a module of ours
                command, env=surroundings, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
            )
        self._orders, self._owner = ours, os.getpid()

    def _forget(self) -> None:
        """Close the way, on which the keeper ends, and wait for that."""
        if self._owner != os.getpid():
            return
        orders, process, self._orders, self._process = self._orders, self._process, None, None
        if orders is not None:
            orders.close()
        if process is not None:
            try:
                process.wait(BURIAL)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def close(self) -> None:
        """End the keeper."""
        with self._lock:
            self._forget()


KEEPING = _Keeping()
atexit.register(KEEPING.close)


def done(work: str, stream: IO[bytes], *, limits: Limits = LIMITS, **given: Any) -> Any:
    """Return what a work of `files.apart.works` makes of the file, or raise the refusal that it ended with."""
    with _readable(stream) as file:
        told, status = _asked({"work": work, "given": given, "limits": limits.as_plain()}, file, limits)
    try:
        answer = json.loads(told) if status == 0 else {}
    except ValueError:
        answer = {}
    if "value" in answer:
        return answer["value"]
    raise _refusal(answer, status)


def _refusal(answer: dict[str, Any], status: int | None) -> FileRefused:
    if "refused" in answer:
        kind: type[FileRefused] = getattr(refusals, answer["refused"])
        return kind(found=answer["found"])
    if "exhausted" in answer:
        return NeedsTooMuchMemory()
    if status is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in TOO_LONG):
        return TakesTooLong()
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return NeedsTooMuchMemory()  # ended by the system, which was short of it
    return BreaksItsReader()


def _asked(order: dict[str, Any], file: int, limits: Limits) -> tuple[bytes, int | None]:
    """Return what the child said and how it ended; None as its end when it was ended from here."""
    answer, answering = os.pipe()
    end, ending = os.pipe()
    try:
        number = KEEPING.order(order, [file, answering, ending])
    except BaseException:
        os.close(answer)
        os.close(end)
        raise
    finally:
        os.close(answering)
        os.close(ending)
    try:
        told = _heard(answer, limits)
        if told is None:
            KEEPING.end(number)
        status = _status(end)
        return told or b"", None if told is None else status
    finally:
        os.close(answer)
        os.close(end)


def _heard(answer: int, limits: Limits) -> bytes | None:
    """Read until the child closes; None when it says too much or nothing for too long."""
    until = None if limits.seconds is None else time.monotonic() + limits.seconds + GRACE
    told = bytearray()
    while len(told) <= limits.answer:
        left = None if until is None else max(0.0, until - time.monotonic())
        if not select.select([answer], [], [], left)[0]:
            return None
        piece = os.read(answer, PIECE)
        if not piece:
            return bytes(told)
        told += piece
    return None


def _status(end: int) -> int:
    """Return how the child ended; as if it had failed where the keeper itself is gone."""
    ready, _, _ = select.select([end], [], [], BURIAL)
    said = os.read(end, STATUS.size) if ready else b""
    return int(STATUS.unpack(said)[0]) if len(said) == STATUS.size else 1 << 8


@contextmanager
def _readable(stream: IO[bytes]) -> Iterator[int]:
    """Give the file by a number of its own, only to be read; what lies in memory is copied in pieces, beside it."""
    own = _number(stream)
    made = _copied(stream) if own is None else own
    try:
        file = os.open(f"/proc/self/fd/{made}", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        if own is None:
            os.close(made)
    try:
        yield file
    finally:
        os.close(file)


def _number(stream: IO[bytes]) -> int | None:
    if not getattr(stream, "_rolled", True):
        return None  # a spooled file that is still in memory: asking for its number would write it to a disk
    try:
        stream.flush()
        return stream.fileno()
    except (OSError, AttributeError):
        return None


def _copied(stream: IO[bytes]) -> int:
    made = os.memfd_create("file", os.MFD_CLOEXEC)
    stream.seek(0)
    while piece := stream.read(PIECE):
        os.write(made, piece)
    return made
