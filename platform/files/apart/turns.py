"""Whose turn it is: a person has one file read at a time, a government two, a serving process three of its threads.

Whoever comes beyond that is asked to come back soon, so that one who brings very slow files, or very many, keeps no
thread from other people. Reading is short, so a moment is waited before anybody is sent away.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from files.refusals import TooManyFilesAtOnce

OF_PERSON, OF_GOVERNMENT, OF_PROCESS = 1, 2, 3
#: Seconds; an ordinary file is read in a twentieth of one.
MOMENT = 0.25


@dataclass(frozen=True, slots=True)
class Turn:
    """Who brings a file: a person, by any name that is the same for all of it, of a government."""

    person: str
    government: str | None

    @property
    def shares(self) -> tuple[tuple[str, int], ...]:
        """What is counted for it, and how much of each there is."""
        own = f"person {self.government} {self.person}"
        return ((own, OF_PERSON), (f"government {self.government}", OF_GOVERNMENT), ("process", OF_PROCESS))


_taken: Counter[str] = Counter()
_changed = threading.Condition()


@contextmanager
def turn_of(turn: Turn | None) -> Iterator[None]:
    """Have a file read in one's turn; None for a job or a command, which keeps nobody waiting. Raises the refusal."""
    shares = turn.shares if turn else ()
    with _changed:
        if not _changed.wait_for(lambda: all(_taken[name] < most for name, most in shares), MOMENT):
            raise TooManyFilesAtOnce
        _taken.update(name for name, _ in shares)
    try:
        yield
    finally:
        with _changed:
            _taken.subtract(name for name, _ in shares)
            for name, _ in shares:
                if not _taken[name]:
                    del _taken[name]
            _changed.notify_all()
