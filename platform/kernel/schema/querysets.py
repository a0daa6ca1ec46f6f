"""Lists that run in one government only, and lists to which rows can only be added."""

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, Self, TypeVar

from django.db import models
from django.db.models.query import RawQuerySet
from django.dispatch import Signal

from kernel.schema.here import current_schema, require_schema

M = TypeVar("M", bound=models.Model)


class NeverChanges(RuntimeError):
    """An append-only row was about to be changed or deleted; a correction is a new row."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is append-only: write a new row that corrects the old one.")


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
        self._schema = require_schema(self._schema, f"A list of {self.model._meta.label}")
        owner = self._hints.get("instance")  # type: ignore[attr-defined]
        if guard := getattr(owner, "guard_schema", None):
            guard()

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
        self._schema = require_schema(self._schema, f"A list of {self._label()}")
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self) -> Iterator[Any]:
        self._schema = require_schema(self._schema, f"A list of {self._label()}")
        return super().iterator()

    def _label(self) -> str:
        return str(self.model._meta.label) if self.model else "some model"


#: Rows that may only be added were stored: `sender` is their model, `rows` they are.
appended = Signal()


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
        rows: list[Any] = super().bulk_create(objs, *args, **kwargs)
        appended.send(sender=self.model, rows=rows)
        return rows
