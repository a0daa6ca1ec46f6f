"""SQL that also holds on a sharded cluster: constraints are judged at once, sequences are set in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.postgresql.operations import DatabaseOperations


class Operations(DatabaseOperations):
    """`SET CONSTRAINTS` does not reach the workers of a cluster, so nothing here waits for the commit."""

    def deferrable_sql(self) -> str:
        return " DEFERRABLE INITIALLY IMMEDIATE"

    def sequence_reset_sql(self, style: Any, model_list: Sequence[type[models.Model]]) -> list[str]:
        """A `DO` block per table: reading the table and setting the sequence may happen on different nodes."""
        return [
            self._reset_statement(model._meta.db_table, str(field.column))
            for model in model_list
            for field in model._meta.local_fields
            if isinstance(field, models.AutoField)
        ]

    def _reset_statement(self, table: str, column: str) -> str:
        name, key = self.quote_name(table), self.quote_name(column)
        sequence = f"pg_get_serial_sequence('{name}', '{column}')"
        highest = f"coalesce(max({key}), 1), max({key}) IS NOT NULL"
        return f"DO $$ BEGIN PERFORM setval({sequence}, {highest}) FROM {name}; END $$;"
