"""This thread's connection, typed as what it is: ours."""

from typing import TYPE_CHECKING, cast

from django.db import connection as _connection

if TYPE_CHECKING:
    from kernel.database.base import DatabaseWrapper

connection = cast("DatabaseWrapper", _connection)
