"""Cursors that enter their schema with every statement, in the same message to the server."""

from collections.abc import Iterator
from typing import Any, Self

from psycopg import ClientCursor, sql
from psycopg.pq import TransactionStatus

_ENTER = sql.SQL(
    "SELECT set_config('search_path', {}, false), set_config('role', {}, false), set_config('app.scope', {}, false); "
)
#: What may stand in one message with another statement. The rest is sent after it: `VACUUM`, say, stands alone.
_TOGETHER = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "(")
#: These look at no table, and the last runs where nothing else does.
_ANYWHERE = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def entrance(search_path: str, role: str, scope: str) -> str:
    """Return the statement that sets the three."""
    return _ENTER.format(search_path, role, scope).as_string()


class EnteringCursor(ClientCursor[Any]):
    """Sends `entrance` and the statement together, and answers with the statement's own result.

    A schema entered once per cursor costs every query a round trip of its own. Where `entrance` is empty, nobody gave
    this cursor a schema (Django asks whether the connection is alive), and it does what psycopg's does.
    """

    entrance: str = ""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """See psycopg."""
        if self.entrance and not self._in_failed_transaction():
            opening = query.lstrip()[:9].upper() if isinstance(query, str) else ""
            if opening.startswith(_TOGETHER):
                super().execute(self.entrance + query, params, **how)
                self.nextset()
                return self
            if not opening.startswith(_ANYWHERE):
                super().execute(self.entrance)
        return super().execute(query, params, **how)

    def executemany(self, query: Any, params_seq: Any, **how: Any) -> None:
        """See psycopg."""
        self._enter()
        super().executemany(query, params_seq, **how)

    def copy(self, statement: Any, params: Any = None, **how: Any) -> Any:
        """See psycopg."""
        self._enter()
        return super().copy(statement, params, **how)

    def stream(self, query: Any, params: Any = None, **how: Any) -> Iterator[Any]:
        """See psycopg."""
        self._enter()
        return super().stream(query, params, **how)

    def _enter(self) -> None:
        if self.entrance and not self._in_failed_transaction():
            super().execute(self.entrance)

    def _in_failed_transaction(self) -> bool:
        """Nothing can be set there; the statement is sent alone, so that its own fault is told."""
        return self.connection.info.transaction_status == TransactionStatus.INERROR
