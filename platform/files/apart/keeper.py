"""The keeper: a small process that has the readers of files in memory and forks a child for each file. No database.

It is started by the serving process with an empty environment and no other file than its socket, so that a child
inherits no secret and no connection. It never looks into a file itself. When the serving process ends, the socket
closes, and the keeper ends with its children.
"""

import gc
import json
import logging
import os
import select
import signal
import socket
import struct
from typing import Any, NoReturn

from files.apart.limits import Limits

LONGEST_ORDER = 65_536
#: How a child ended, as `waitpid` says it.
STATUS = struct.Struct("i")


class Keeper:
    """Forks, ends and buries children; each is known by the number that the serving process gave it."""

    def __init__(self, orders: socket.socket) -> None:
        self.orders = orders
        self.children: dict[int, int] = {}
        self.ends: dict[int, int] = {}

    def serve(self) -> None:
        """Take orders until the serving process is gone."""
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        os.set_blocking(woken, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker)
        while True:
            ready, _, _ = select.select([self.orders.fileno(), woken], [], [])
            if woken in ready:
                os.read(woken, 4096)
                self._bury()
            if self.orders.fileno() in ready and not self._take_order():
                break
        for number in list(self.children):
            self._kill(number)

    def _take_order(self) -> bool:
        said, handed, _, _ = socket.recv_fds(self.orders, LONGEST_ORDER, 3)
        if not said:
            return False
        order = json.loads(said)
        if "end" in order:
            self._kill(order["end"])
        else:
            self._fork(order, *handed)
        return True

    def _fork(self, order: dict[str, Any], file: int, answer: int, end: int) -> None:
        child = os.fork()
        if child == 0:
            _work(order, file, answer)
        os.setpgid(child, child)
        os.close(file)
        os.close(answer)
        self.children[order["number"]], self.ends[child] = child, end

    def _kill(self, number: int) -> None:
        child = self.children.get(number)
        if child is not None:  # not yet buried, so its number belongs to nobody else
            os.killpg(child, signal.SIGKILL)

    def _bury(self) -> None:
        while self.ends:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            self.children = {number: one for number, one in self.children.items() if one != child}
            end = self.ends.pop(child)
            try:
                os.write(end, STATUS.pack(status))
            except BrokenPipeError:
                pass  # nobody waits for it any more
            finally:
                os.close(end)


def _work(order: dict[str, Any], file: int, answer: int) -> NoReturn:
    """Be the child: keep nothing but the file and the way back, and never return into the keeper."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        file, answer = _only(file, answer)
        Limits(**order["limits"]).impose()
        from files.apart.works import carried_out

        with os.fdopen(file, "rb") as stream:
            told = json.dumps(carried_out(order["work"], stream, order["given"])).encode()
        with os.fdopen(answer, "wb") as way:
            way.write(told)
        code = 0
    finally:
        os._exit(code)


def _only(file: int, answer: int) -> tuple[int, int]:
    """Close everything but two files, which become the numbers 3 and 4; what is printed goes nowhere."""
    above = max(file, answer, 4) + 1
    os.dup2(file, above)
    os.dup2(answer, above + 1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.dup2(above, 3)
    os.dup2(above + 1, 4)
    os.closerange(5, above + 2 + 256)
    return 3, 4


def main(orders: int) -> None:
    """Import the readers once and serve."""
    from django.conf import settings

    from files.apart.works import WORKS, work_of

    settings.configure(USE_I18N=False)  # refusals are named here and worded where they are shown
    logging.disable()
    for name in WORKS:
        work_of(name)
    gc.freeze()
    Keeper(socket.socket(fileno=orders)).serve()
