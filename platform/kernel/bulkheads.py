"""Bulkheads: what one government has under way at once never takes every thread that serves all of them.

A bulkhead has places for each key. Who finds none waits a little, and only a few may wait, because whoever waits
holds a thread as well. Tests and commands have no bulkheads; a web server raises them when it starts (`raise_all`).
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kernel.database.outages import TooManyAtOnce


class Bulkhead:
    """Places per key, how many may wait for one, and for how many seconds."""

    def __init__(self, *, at_once: int, waiting: int, patience: float) -> None:
        self.at_once, self.waiting, self.patience = at_once, waiting, patience
        self.stands = False
        self._changed = threading.Condition()
        self._inside: Counter[str] = Counter()
        self._waits: Counter[str] = Counter()

    def take(self, key: str) -> Callable[[], None]:
        """Take a place and return how it is given back; raise `TooManyAtOnce` where none comes free in time."""
        if not self.stands:
            return lambda: None
        with self._changed:
            if self._inside[key] >= self.at_once:
                self._wait(key)
            self._inside[key] += 1
        return lambda: self._give_back(key)

    @contextmanager
    def place(self, key: str) -> Iterator[None]:
        """Hold a place while something is done."""
        give_back = self.take(key)
        try:
            yield
        finally:
            give_back()

    def _wait(self, key: str) -> None:
        if self._waits[key] >= self.waiting:
            raise TooManyAtOnce
        self._waits[key] += 1
        free = self._changed.wait_for(lambda: self._inside[key] < self.at_once, self.patience)
        self._waits[key] -= 1
        if not free:
            raise TooManyAtOnce

    def _give_back(self, key: str) -> None:
        with self._changed:
            self._inside[key] -= 1
            self._changed.notify_all()


#: Of one web process's twelve threads six work for one government at most and four wait: two are always for others.
REQUESTS = Bulkhead(at_once=6, waiting=4, patience=1.0)
#: Making a file takes the processor from everybody: one at a time in each process, whoever asks.
EXPORTS = Bulkhead(at_once=1, waiting=2, patience=8.0)
EVERYBODY = "everybody"


def raise_all() -> None:
    """A web server serves from now on."""
    REQUESTS.stands = EXPORTS.stands = True
