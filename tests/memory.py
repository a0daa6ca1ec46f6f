"""A road that was walked once is remembered: the next test that sets out from the same place gets the rows it left.

Telling a year through the verbs takes seconds; laying the same rows down again takes milliseconds. A step is laid down
only where the database stands exactly as it stood when the step was walked: every statement that writes gives its
schema a new version, and whatever is rolled back brings the old version back. A test that has written anything of its
own, or a story with turns, walks for itself.
"""

import itertools
import json
import pickle
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, transaction
from psycopg import sql

from kernel import reading
from kernel.database.names import PUBLIC
from roads.calendars import STAGES
from roads.story import Story

_READS = {"SELECT", "SHOW", "EXPLAIN", "RELEASE", "SET", "BEGIN", "COMMIT"}
_SAVEPOINT = re.compile(r'(?:ROLLBACK TO )?SAVEPOINT "?([^"]+)')
#: Every ordinary table of the open government, and what it states in public; with the columns that can be written.
_TABLES = """
    SELECT n.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attnum),
           (SELECT array_agg(k.attname::text) FROM pg_index i
            JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
            WHERE i.indrelid = c.oid AND i.indisprimary)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND n.nspname IN (%s, 'public') AND has_table_privilege(c.oid, 'SELECT')
    GROUP BY c.oid, n.nspname, c.relname
"""
#: What a story holds of the stages that were walked.
CHANGED_BY_WALKING = ("meeting", "minutes", "topics", "besides", "reached")
Versions = dict[str, int]
#: A table and one of its rows, as text.
Content = frozenset[tuple[str, str, str]]


class Writes:
    """In which version each schema stands: 0 as it was copied, a new number after every statement that may write."""

    def __init__(self) -> None:
        self.versions: Versions = {}
        self._numbers = itertools.count(1)
        self._at_savepoint: dict[str, Versions] = {}
        self._at_begin: Versions = {}

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        """Note what a statement does to its schema's version; see Django's `execute_wrapper`."""
        try:
            return execute(statement, params, many, context)
        finally:
            self._note(str(statement).lstrip(" \n("))

    def _note(self, statement: str) -> None:
        word = statement.partition(" ")[0].upper()
        if named := _SAVEPOINT.match(statement):
            if word == "SAVEPOINT":
                self._at_savepoint[named[1]] = dict(self.versions)
            else:
                self.versions = dict(self._at_savepoint[named[1]])
        elif word not in _READS:
            self.versions[connection.schema_name] = next(self._numbers)

    def here(self) -> tuple[int, int]:
        """The versions on which a step in the open government stands."""
        return self.versions.get(connection.schema_name, 0), self.versions.get(PUBLIC, 0)

    def began(self) -> None:
        """A transaction begins."""
        self._at_begin = dict(self.versions)

    def rolled_back(self) -> None:
        """Everything since the beginning is undone."""
        self.versions = dict(self._at_begin)

    def copied_anew(self) -> None:
        """The database is a fresh copy."""
        self.versions, self._at_savepoint, self._at_begin = {}, {}, {}


WRITES = Writes()


def watch() -> None:
    """Watch the main thread's connection; called once per process."""
    begin, roll_back = connection.set_autocommit, connection._rollback

    def set_autocommit(autocommit: bool, *args: Any, **kwargs: Any) -> None:
        if not autocommit:
            WRITES.began()
        begin(autocommit, *args, **kwargs)

    def _rollback() -> None:
        roll_back()
        WRITES.rolled_back()

    connection.set_autocommit, connection._rollback = set_autocommit, _rollback
    connection.execute_wrappers.append(WRITES)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step left: rows that came, went and changed, the version it led to, and what Python holds of it."""

    came: dict[tuple[str, str], list[Any]]
    went: dict[tuple[str, str], list[Any]]
    changed: dict[tuple[str, str], list[Any]]
    version: int
    told: bytes


_STEPS: dict[Any, Step] = {}
_TABLES_OF: dict[str, dict[tuple[str, str], tuple[list[str], list[str]]]] = {}
_LAST: dict[str, tuple[tuple[int, int], Content]] = {}


def remembered(what: Any, do: Callable[[], Any]) -> Any:
    """Return what `do` returns in the open government: by doing it, or, where it was done before, by laying it down."""
    if threading.current_thread() is not threading.main_thread() or WRITES not in connection.execute_wrappers:
        return do()  # beside a browser's event loop the connection is another one, whose writes nobody counts
    schema, start = connection.schema_name, WRITES.here()
    key = (schema, start, what)
    if key not in _STEPS:
        return _walked(key, do)
    step = _STEPS[key]
    with transaction.atomic():
        _lay_down(step)
    WRITES.versions[schema] = step.version
    reading.forget()
    return pickle.loads(step.told)  # noqa: S301 — our own, of this process


def _walked(key: Any, do: Callable[[], Any]) -> Any:
    schema, _start, _what = key
    before, others = _content(), _others(schema)
    result = do()
    if _others(schema) == others:
        after = _content()
        came, went, changed = _differences(before, after)
        _STEPS[key] = Step(came, went, changed, WRITES.versions.get(schema, 0), pickle.dumps(result))
    return result


def _others(schema: str) -> Versions:
    return {name: version for name, version in WRITES.versions.items() if name != schema}


def _tables() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    schema = connection.schema_name
    if schema not in _TABLES_OF:
        with connection.cursor() as cursor:
            cursor.execute(_TABLES, [schema])
            _TABLES_OF[schema] = {(of, name): (columns, keys) for of, name, columns, keys in cursor.fetchall()}
    return _TABLES_OF[schema]


def _content() -> Content:
    """Every row that the open government can read, as text; what stood there after the last step is not read twice."""
    schema, start = connection.schema_name, WRITES.here()
    if schema in _LAST and _LAST[schema][0] == start:
        return _LAST[schema][1]
    parts = [
        sql.SQL("SELECT {}, {}, row_to_json(t)::text FROM {} t").format(of, name, sql.Identifier(of, name))
        for of, name in _tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        found = frozenset(cursor.fetchall())
    _LAST[schema] = start, found
    return found


def _differences(before: Content, after: Content) -> tuple[dict[Any, Any], dict[Any, Any], dict[Any, Any]]:
    new, old = _by_key(after - before), _by_key(before - after)
    came, went, changed = {}, {}, {}
    for table in {*new, *old}:
        now, then = new.get(table, {}), old.get(table, {})
        came[table] = [row for key, row in now.items() if key not in then]
        went[table] = [row for key, row in then.items() if key not in now]
        changed[table] = [row for key, row in now.items() if key in then]
    return came, went, changed


def _by_key(rows: Content) -> dict[tuple[str, str], dict[Any, Any]]:
    found: dict[tuple[str, str], dict[Any, Any]] = {}
    for of, name, text in rows:
        row, (_columns, keys) = json.loads(text), _tables()[of, name]
        found.setdefault((of, name), {})[tuple(row[key] for key in keys)] = row
    return found


def _lay_down(step: Step) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, rows in step.went.items():
            _write(cursor, table, rows, "DELETE FROM {table} t USING {rows} WHERE {same}")
        for table, rows in step.changed.items():
            _write(cursor, table, rows, "UPDATE {table} t SET {values} FROM {rows} WHERE {same}")
        for table, rows in step.came.items():
            _write(cursor, table, rows, "INSERT INTO {table} ({columns}) SELECT {columns} FROM {rows}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _write(cursor: Any, table: tuple[str, str], rows: list[Any], statement: str) -> None:
    if not rows:
        return
    columns, keys = _tables()[table]
    identifier = sql.Identifier(*table)
    pairs = {name: sql.SQL("t.{0} = r.{0}").format(sql.Identifier(name)) for name in keys}
    values = [sql.SQL("{0} = r.{0}").format(sql.Identifier(name)) for name in columns if name not in keys]
    text = sql.SQL(statement).format(
        table=identifier,
        rows=sql.SQL("json_populate_recordset(NULL::{}, %s) r").format(identifier),
        columns=sql.SQL(", ").join(sql.Identifier(name) for name in columns),
        values=sql.SQL(", ").join(values),
        same=sql.SQL(" AND ").join(pairs.values()),
    )
    cursor.execute(text, [json.dumps(rows)])


class RememberedStory(Story):
    """A story that is told stage by stage, each as it was told before from the same place."""

    def walk(self, until: str, **kwargs: Any) -> Self:
        """See `Story.walk`. Turns are done for themselves."""
        if self.turns or kwargs:
            return super().walk(until, **kwargs)
        for stage in STAGES[self.reached : STAGES.index(until) + 1]:
            self._take(stage)
        return self

    def _take(self, stage: str) -> None:
        def told() -> dict[str, Any]:
            super(RememberedStory, self).walk(stage)
            return {name: value for name, value in vars(self).items() if name in CHANGED_BY_WALKING}

        vars(self).update(remembered(("stage", stage, self._outset()), told))

    def _outset(self) -> tuple[Any, ...]:
        """Everything besides the database on which the next stage depends."""
        return (
            self.meeting_on, tuple(self.chosen), self.seed, tuple(self.delays.items()), tuple(self.days.items()),
            self.finish, self.papers, self.extraordinary, self.closes, self.reached,
            str(self.meeting.pk) if self.reached else "",
        )  # fmt: skip
