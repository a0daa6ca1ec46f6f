"""Bases of everything that lives inside one government: an object never leaves the schema it came from.

Which schema a statement reaches is decided when it runs, not when it was written. A queryset built for one
government and run in another would read that other's rows; an instance loaded here and saved there would overwrite
that other's row. So each remembers its schema and refuses to act anywhere else. The role per government (see
`kernel.database`) is the net below this.

Public tables do not use these bases: they stand between governments and may be read from everywhere.
"""

from kernel.schema.here import Tenant, WrongSchema, after_commit, current_schema, inside
from kernel.schema.querysets import (
    AppendOnlyQuerySet,
    NeverChanges,
    SchemaBoundQuerySet,
    SchemaBoundRawQuerySet,
    appended,
)
from kernel.schema.rows import AppendOnly, Content, SchemaBound

__all__ = [
    "AppendOnly",
    "AppendOnlyQuerySet",
    "Content",
    "NeverChanges",
    "SchemaBound",
    "SchemaBoundQuerySet",
    "SchemaBoundRawQuerySet",
    "Tenant",
    "WrongSchema",
    "after_commit",
    "appended",
    "current_schema",
    "inside",
]
