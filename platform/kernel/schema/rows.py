"""Rows of one government: bound to its schema, keyed uniquely over all, and append-only where they never change."""

from typing import Any, ClassVar, NoReturn

from django.core import checks
from django.db import models
from django.db.models.signals import class_prepared

from kernel.keys import uuid7
from kernel.schema.here import current_schema, require_schema
from kernel.schema.querysets import AppendOnlyQuerySet, NeverChanges, SchemaBoundQuerySet, appended


class SchemaBound(models.Model):
    """A row of one government's schema. It may be saved, deleted and refreshed only there."""

    #: True on tables in which the database lets the runtime roles only read and insert.
    append_only: ClassVar[bool] = False

    objects = SchemaBoundQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._state.schema = current_schema()  # type: ignore[attr-defined]

    def guard_schema(self) -> None:
        """Refuse when this row belongs to another government; a row made in public belongs to its first user."""
        self._state.schema = require_schema(  # type: ignore[attr-defined]
            getattr(self._state, "schema", None), f"{self._meta.label} {self.pk}"
        )

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        self.guard_schema()
        super().save_base(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.guard_schema()
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.guard_schema()
        super().refresh_from_db(*args, **kwargs)

    @classmethod
    def check(cls, **kwargs: Any) -> list[checks.CheckMessage]:
        """A manager that forgot the guard would open the door again, silently."""
        errors = super().check(**kwargs)
        for manager in {*cls._meta.managers, cls._meta.base_manager}:
            if not isinstance(manager.get_queryset(), SchemaBoundQuerySet):
                errors.append(
                    checks.Error(
                        f"The manager {manager.name!r} of {cls._meta.label} is not bound to a schema.",
                        hint="Build it from a SchemaBoundQuerySet.",
                        obj=cls,
                        id="kernel.E001",
                    )
                )
        return errors


def _use_guarded_base_manager(sender: type[models.Model], **kwargs: Any) -> None:
    """Foreign keys are followed through the base manager, which Django would otherwise make a plain one."""
    if issubclass(sender, SchemaBound) and not sender._meta.base_manager_name:
        sender._meta.base_manager_name = "objects"


class_prepared.connect(_use_guarded_base_manager, dispatch_uid="kernel.schema.base_manager")


class Content(SchemaBound):
    """What people made: its key is unique over all governments, so that a mix-up is loud."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class AppendOnly(Content):
    """What must never change. Locking such rows (`select_for_update`) is refused too: it needs the right to update."""

    append_only: ClassVar[bool] = True
    #: The kind of object under which its columns are written into the audit chain when it is stored; "" for none.
    sealed_as: ClassVar[str] = ""

    objects = AppendOnlyQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanges(str(self._meta.label))
        super().save_base(*args, **{**kwargs, "force_insert": True})
        appended.send(sender=type(self), rows=[self])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanges(str(self._meta.label))
