"""How long anybody waits for the database: a request little, a job longer, a command as long as its operator does.

A process is of one sort from its start to its end, so the sort is chosen once (`bind`); the server keeps the limits
of each connection, and what the server cannot say, because nothing arrives from it, the client counts itself.
"""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.errors import _WaitTimeout  # the only way to learn that `wait` gave up


@dataclass(frozen=True)
class Limits:
    """Seconds; None leaves what the server gives the role."""

    #: Waiting for somebody else's lock.
    lock: float | None
    #: One statement.
    statement: float | None
    #: Doing nothing in an open transaction, which holds its locks meanwhile.
    idle: float | None
    #: Nothing at all heard from the server after a statement was sent: longer than `statement`, which it would report.
    silence: float | None
    #: How often the server looks whether the client of a running statement is still there.
    look: float | None = 1.0

    def as_statement(self) -> str:
        """Return the statement that sets them for a session; a client that is gone is noticed in the middle of one."""
        wanted = {
            "lock_timeout": self.lock,
            "statement_timeout": self.statement,
            "idle_in_transaction_session_timeout": self.idle,
            "client_connection_check_interval": self.look,
        }
        told = [
            f"set_config('{name}', '{round(seconds * 1000)}', false)"
            for name, seconds in wanted.items()
            if seconds is not None
        ]
        return f"SELECT {', '.join(told)}" if told else "SELECT 1"


REQUEST = Limits(lock=3, statement=5, idle=30, silence=10)
JOB = Limits(lock=10, statement=30, idle=120, silence=45)
COMMAND = Limits(lock=30, statement=None, idle=None, silence=None)

_bound = COMMAND


def bound() -> Limits:
    """Return the limits of this process."""
    return _bound


def bind(limits: Limits) -> None:
    """Choose the limits of every connection that this process makes from now on."""
    global _bound
    _bound = limits


class Silent(psycopg.OperationalError):
    """Nothing came from the server for so long that nothing will."""


class PatientConnection(psycopg.Connection[Any]):
    """Waits no longer than the limits say; a connection on which nothing came is closed, for its state is unknown."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """See psycopg."""
        try:
            return super().wait(gen, interval, timeout or bound().silence)
        except _WaitTimeout:
            self.pgconn.finish()
            raise Silent(f"Nothing was heard from the database for {bound().silence} seconds.") from None
