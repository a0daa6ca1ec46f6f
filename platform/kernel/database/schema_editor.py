"""Tables of one schema: no foreign-key constraint leaves it, and no field brings an index of its own."""

from typing import Any

from django.db import models, router
from django.db.backends.postgresql.schema import DatabaseSchemaEditor


class SchemaEditor(DatabaseSchemaEditor):
    """Creates every constraint inside the schema and none that crosses to another one.

    A thousand governments pointing at one public table make each change of that table a thousand look-ups, and a
    constraint across schemas cannot be sharded or restored alone. The reference stays a column; rows are checked by
    who writes them.

    An index stands in `Meta.indexes`, or is a constraint's. Django and libraries add one to every foreign key, to every
    field with `db_index` and a second one (`_like`) to every unique text: two thirds of all that a government had, and
    no query asked for most of them. `tests/house/test_indexes.py` names the query of each index that is left.
    """

    #: Constraints are immediate (see `operations`), so there is nothing to force before data or columns change.
    sql_update_with_default = "UPDATE %(table)s SET %(column)s = %(default)s WHERE %(column)s IS NULL"
    sql_delete_fk = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"
    #: Not inline: a constraint of its own goes through `_create_fk_sql` below.
    sql_create_column_inline_fk = None  # type: ignore[assignment]

    def _create_fk_sql(self, model: type[models.Model], field: Any, suffix: str) -> Any:
        if self._lives_elsewhere(field.remote_field.model):
            return None
        return super()._create_fk_sql(model, field, suffix)  # type: ignore[misc]

    def _field_should_be_indexed(self, model: type[models.Model], field: Any) -> bool:
        return False

    def _create_index_sql(self, model: type[models.Model], *, name: str | None = None, **how: Any) -> Any:
        """An index of `Meta.indexes` has a name; one that a field brings, or begins to bring, has none yet."""
        return super()._create_index_sql(model, name=name, **how) if name else None  # type: ignore[misc]

    def _create_like_index_sql(self, model: type[models.Model], field: Any) -> None:
        return None

    def _lives_elsewhere(self, model: type[models.Model]) -> bool:
        return not router.allow_migrate_model(self.connection.alias, model)

    def execute(self, sql: Any, params: Any = ()) -> None:
        """Run a statement; a constraint that was left out has none."""
        if sql is not None:
            super().execute(sql, params)
