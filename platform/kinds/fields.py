"""The fields of a kind that programs may read: each with its name, its type and how it is read.

A new column of a model is readable by no program until a kind names it. The answer of the interface and its description
in the OpenAPI document come from the same fields.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import models

from kernel.refusals import Sentence

Read = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One member of an answer. `kind`: text, number, yes_no, date, moment, key, data, choice, ref, refs, object, rows.

    `read` takes the object and the person who asks: nested rows are limited to what that person may see.
    """

    name: str
    kind: str
    label: Sentence
    read: Read
    nullable: bool = False
    choices: tuple[tuple[str, Sentence], ...] = ()
    fields: tuple["Field", ...] = ()


KINDS: tuple[tuple[type[Any], str], ...] = (
    (models.ForeignKey, "ref"),
    (models.ManyToManyField, "refs"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.BooleanField, "yes_no"),
    (models.IntegerField, "number"),
    (models.UUIDField, "key"),
    (models.CharField, "text"),
    (models.TextField, "text"),
)


def columns(model: str, *names: str) -> tuple[Field, ...]:
    """Return the named columns of a model, each with its kind and label."""
    found = apps.get_model(model)
    return tuple(_column(found._meta.get_field(name)) for name in names)


def _column(column: Any) -> Field:
    kind = next(kind for type_, kind in KINDS if isinstance(column, type_))
    choices = tuple(column.choices or ())
    return Field(
        column.name,
        "choice" if choices else kind,
        column.verbose_name if column._verbose_name else "",
        _attribute(column.name) if kind != "refs" else _related(column.name),
        nullable=bool(column.null),
        choices=choices,
    )


def computed(name: str, kind: str, label: Sentence, read: str | Read | None = None, *, nullable: bool = False) -> Field:
    """Return a field that is no column: a property, or a function of object and person."""
    return Field(name, kind, label, read if callable(read) else _attribute(read or name), nullable)


def rows(name: str, label: Sentence, fields: Sequence[Field], read: str | Read) -> Field:
    """Return nested rows: those of a relation, or of a function of object and person."""
    return Field(name, "rows", label, read if callable(read) else _related(read), fields=tuple(fields))


def nested(name: str, label: Sentence, fields: Sequence[Field], read: Read) -> Field:
    """Return one nested object, which may be absent."""
    return Field(name, "object", label, read, nullable=True, fields=tuple(fields))


def renamed(field: Field, name: str) -> Field:
    """Return the field under another name."""
    return replace(field, name=name)


def _attribute(path: str) -> Read:
    get = attrgetter(path)
    return lambda instance, user: get(instance)


def _related(name: str) -> Read:
    return lambda instance, user: getattr(instance, name).all()


def present(fields: Iterable[Field], instance: Any, user: Any) -> dict[str, Any]:
    """Return the members of one object, in the order of its fields."""
    shown: dict[str, Any] = {}
    for field in fields:
        value = field.read(instance, user)
        shown[field.name] = _plain(field, value, user)
        if field.kind == "choice":
            shown[f"{field.name}_label"] = dict(field.choices).get(value, "")
    return shown


def _plain(field: Field, value: Any, user: Any) -> Any:
    if field.kind == "ref":
        return light(value)
    if field.kind == "refs":
        return [light(row) for row in value]
    if field.kind == "rows":
        return [present(field.fields, row, user) for row in value]
    if field.kind == "object":
        return None if value is None else present(field.fields, value, user)
    return value


def light(instance: Any) -> dict[str, Any] | None:
    """Return an object as others refer to it: its key, and its name as printed."""
    return None if instance is None else {"id": instance.pk, "name": str(instance)}
