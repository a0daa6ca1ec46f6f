"""Bases of everything that lives inside one government: an object never leaves the schema it came from.

Which schema a statement reaches is decided when it runs, not when it was written. A queryset built for one
government and run in another would read that other's rows; an instance loaded here and saved there would overwrite
that other's row. So each remembers its schema and refuses to act anywhere else. The role per government (see
`kernel.database`) is the net below this.

Public tables do not use these bases: they stand between governments and may be read from everywhere.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NoReturn, Protocol, Self, TypeVar

from django.core import checks
from django.db import models, transaction
from django.db.models.query import RawQuerySet
from django.db.models.signals import class_prepared
from django_tenants.utils import get_public_schema_name

from kernel.database.current import connection
from kernel.keys import uuid7

M = TypeVar("M", bound=models.Model)


class WrongSchema(RuntimeError):
    """Something of one government was about to be used in another, or outside all of them."""

    def __init__(self, what: str, *, belongs_to: str | None, used_in: str) -> None:
        origin = f"belongs to {belongs_to}" if belongs_to else "needs a government"
        super().__init__(f"{what} {origin} but was used in {used_in}.")


class NeverChanges(RuntimeError):
    """An append-only row was about to be changed or deleted; a correction is a new row."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is append-only: write a new row that corrects the old one.")


class Tenant(Protocol):
    """What a connection can be set to: a government."""

    schema_name: str


def current_schema() -> str | None:
    """The government's schema this thread works in, None in public."""
    here: str = connection.schema_name
    return None if here == get_public_schema_name() else here


@contextmanager
def inside(tenant: Tenant) -> Iterator[None]:
    """Work inside one government and return to where we were.

    Only `kernel`, `tenants`, commands and tests change the government; a request has one for its whole life. Unlike
    the library's context managers it keeps nothing between uses, so threads and nested calls cannot mix it up.
    """
    before = connection.tenant
    connection.set_tenant(tenant)
    try:
        yield
    finally:
        connection.set_tenant(before)


def after_commit(do: Callable[[], object]) -> None:
    """Run after the transaction, in the government in which it was asked for: `on_commit` alone forgets that."""
    tenant = connection.tenant

    def run() -> None:
        with inside(tenant):
            do()

    transaction.on_commit(run)


def _require(bound: str | None, what: str) -> str:
    """The current schema, refused when it is public or not the one that `what` is bound to."""
    here = current_schema()
    if here is None or (bound is not None and bound != here):
        raise WrongSchema(what, belongs_to=bound, used_in=here or get_public_schema_name())
    return here


class SchemaBoundQuerySet(models.QuerySet[M]):
    """Binds to the schema of its first use inside a government and runs nowhere else.

    Construction alone does not bind in public: views and forms build querysets while modules are imported, and each
    request clones them.
    """

    _schema: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schema = current_schema()

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._schema = self._schema or current_schema()
        return clone

    def _guard(self) -> None:
        if self.query.is_empty():
            return
        self._schema = _require(self._schema, f"A list of {self.model._meta.label}")
        owner = self._hints.get("instance")  # type: ignore[attr-defined]
        if isinstance(owner, SchemaBound):
            owner.guard_schema()

    def _fetch_all(self) -> None:
        self._guard()
        super()._fetch_all()

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[Any]:
        self._guard()
        for row in super()._iterator(use_chunked_fetch, chunk_size):  # type: ignore[misc]
            self._guard()
            yield row

    def __getitem__(self, k: Any) -> Any:
        if self._result_cache is not None:
            self._guard()
        return super().__getitem__(k)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """As a subquery of another statement."""
        self._guard()
        return super().resolve_expression(*args, **kwargs)

    resolve_expression.queryset_only = True  # type: ignore[attr-defined]

    def count(self) -> int:
        self._guard()
        return super().count()

    def exists(self) -> bool:
        self._guard()
        return super().exists()

    def contains(self, obj: models.Model) -> bool:
        self._guard()
        return super().contains(obj)

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._guard()
        return super().aggregate(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> Any:
        self._guard()
        return super().explain(*args, **kwargs)

    def in_bulk(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        self._guard()
        return super().in_bulk(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._guard()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._guard()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def create(self, **kwargs: Any) -> Any:
        self._guard()
        return super().create(**kwargs)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = self._of_this_schema(objs)
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        rows = self._of_this_schema(objs)
        return super().bulk_update(rows, *args, **kwargs)

    def _of_this_schema(self, objs: Iterable[Any]) -> list[Any]:
        self._guard()
        rows = list(objs)
        for row in rows:
            row.guard_schema()
        return rows

    def raw(
        self, raw_query: Any, params: Any = (), translations: dict[str, str] | None = None, using: str | None = None
    ) -> "SchemaBoundRawQuerySet":
        return SchemaBoundRawQuerySet(
            raw_query,
            model=self.model,
            params=params,
            translations=translations,
            using=using or self.db,
            schema=self._schema,
        )


class SchemaBoundRawQuerySet(RawQuerySet):  # type: ignore[type-arg]
    """Rows of hand-written SQL, bound like any other queryset."""

    def __init__(self, *args: Any, schema: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schema = schema or current_schema()

    def _fetch_all(self) -> None:
        self._schema = _require(self._schema, f"A list of {self._label()}")
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self) -> Iterator[Any]:
        self._schema = _require(self._schema, f"A list of {self._label()}")
        return super().iterator()

    def _label(self) -> str:
        return str(self.model._meta.label) if self.model else "some model"


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
        self._state.schema = _require(  # type: ignore[attr-defined]
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


class AppendOnlyQuerySet(SchemaBoundQuerySet[M]):
    """Rows that may only be added. The database refuses the same by its grants."""

    def _refuse(self) -> NoReturn:
        raise NeverChanges(self.model._meta.label)

    def update(self, **kwargs: Any) -> NoReturn:
        self._refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def delete(self) -> NoReturn:
        self._refuse()

    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        if kwargs.get("update_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnly(Content):
    """What must never change. Locking such rows (`select_for_update`) is refused too: it needs the right to update."""

    append_only: ClassVar[bool] = True

    objects = AppendOnlyQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanges(str(self._meta.label))
        super().save_base(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanges(str(self._meta.label))
