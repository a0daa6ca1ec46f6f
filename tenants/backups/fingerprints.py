"""What tables hold, as a count and one hash over all rows: equal exactly when every row is.

The server computes them, so that a large table costs a few bytes on the way. A row's text does not depend on the order
of rows, and connections of Lianxi agree on time zone and formats.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from kernel.database import queue
from kernel.database.current import connection
from kernel.database.names import PUBLIC, checked, code_of

#: Per table: how many rows, and a hash over all of them.
Fingerprints = dict[str, list[int | str]]

#: Not taken: whoever was signed in when the backup was made signs in again.
SIGNED_IN = ("django_session", "organizations_apitoken")
MIGRATIONS = MigrationRecorder.Migration._meta.db_table

_ONE = """
    SELECT {name}, count(*), encode(sha256(convert_to(coalesce(string_agg(h, '' ORDER BY h COLLATE "C"), ''), 'UTF8')), 'hex')
      FROM (SELECT encode(sha256(convert_to(t::text, 'UTF8')), 'hex') AS h FROM {table} t {only}) hashed
"""  # noqa: E501 — names are quoted below


def of_schema(schema: str) -> Fingerprints:
    """Every table of a government's schema (or the template) that a backup holds."""
    return _of(schema, [table for table in tables_of(schema) if table not in SIGNED_IN])


def of_public() -> Fingerprints:
    """Every public table that belongs to no government in particular, the tree included."""
    return _of(PUBLIC, public_tables())


def of_shared(schema: str) -> Fingerprints:
    """One government's rows in public tables; the connection must be inside it, because of the row policies."""
    return _of(PUBLIC, shared_tables(), only=f"WHERE government = '{code_of(checked(schema))}'")


def of_content_types() -> str:
    """Permissions of every government refer to these numbers."""
    return str(_of(PUBLIC, [ContentType._meta.db_table])[ContentType._meta.db_table][1])


def public_tables() -> list[str]:
    """Public tables whose rows are taken together; the record of migrations is compared, never written.

    What waits in the queue of jobs is not taken: it is enqueued again the next night.
    """
    left_out = {MIGRATIONS, *queue.TABLES, *shared_tables()}
    return [table for table in tables_of(PUBLIC) if table not in left_out]


def shared_tables() -> list[str]:
    """Public tables in which governments keep rows of their own (`tenant_writes`), each with a column `government`."""
    models = [model for model in apps.get_models() if getattr(model, "tenant_writes", False)]
    return sorted(model._meta.db_table for model in models if _names_a_government(model))


def _names_a_government(model: type[Model]) -> bool:
    """Whether each row is one government's own; what all share (working days) is taken with the rest of public."""
    return any(field.name == "government" for field in model._meta.get_fields())


def tables_of(schema: str) -> list[str]:
    """The names of a schema's tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = %s AND c.relkind = 'r' ORDER BY c.relname",
            [schema],
        )
        return [name for (name,) in cursor.fetchall()]


def _of(schema: str, tables: Iterable[str], *, only: str = "") -> Fingerprints:
    parts = [_question(schema, table, only) for table in tables]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {name: [count, digest] for name, count, digest in sorted(cursor.fetchall())}


def _question(schema: str, table: str, only: str) -> str:
    quote = connection.ops.quote_name
    return _ONE.format(name=f"'{table}'", table=f"{quote(checked(schema))}.{quote(table)}", only=only)
