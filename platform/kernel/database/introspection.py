"""What tables a schema has, asked in a way whose cost does not grow with the number of schemas."""

from typing import Any

from django.db.backends.postgresql.introspection import TableInfo
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection


class Introspection(DatabaseSchemaIntrospection):
    """Reads the tables of the current schema through pg_depend's index by namespace.

    Django's own query looks at every table of the database: with n governments that is n times too many, four times
    per government and migration.
    """

    def get_table_list(self, cursor: Any) -> list[TableInfo]:
        cursor.execute(
            """
            SELECT c.relname,
                   CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END,
                   obj_description(c.oid, 'pg_class')
              FROM pg_catalog.pg_depend d
              JOIN pg_catalog.pg_class c ON c.oid = d.objid
             WHERE d.classid = 'pg_catalog.pg_class'::regclass
               AND d.refclassid = 'pg_catalog.pg_namespace'::regclass
               AND d.refobjid = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)
               AND c.relkind IN ('f', 'm', 'p', 'r', 'v')
            """,
            [self.connection.schema_name],
        )
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]
