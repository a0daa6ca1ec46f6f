"""A resource: which objects an address stands for, who sees which, what is shown of each, and its lifecycle."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from api.errors import unknown_parameter
from api.fields import Field
from api.pagination import PARAMETERS
from apps.organizations.models import User
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Action, Lifecycle, Need
from kernel.refusals import Malformed, Sentence, UnknownObject


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter of a list: how it is read, and which rows it keeps."""

    need: Need
    rows: Callable[[Any], Q]


@dataclass(frozen=True)
class Resource:
    """One kind of thing under `/api/v1/<path>`."""

    path: str
    label: Sentence
    model: str
    visible_to: Callable[[User], QuerySet[Any]]
    fields: tuple[Field, ...]
    #: What only the object's own address shows: the rows that hang on it.
    details: tuple[Field, ...] = ()
    filters: tuple[Filter, ...] = ()
    lifecycle: Lifecycle | None = None
    #: Columns that are never loaded here (the bytes of documents).
    never: tuple[str, ...] = ()
    also: tuple[str, ...] = field(default=())
    #: What an act leaves on its object for the one who did it, told in that answer only and never kept.
    told_once: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The object's name in the singular, as the tables call it."""
        return self.lifecycle.name if self.lifecycle else self.model.split(".")[1].lower()

    @property
    def component(self) -> str:
        """The name of its schema in the OpenAPI document."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @property
    def id_keyword(self) -> str:
        """The keyword by which its verbs take the object."""
        return f"{self.name}_id"

    @cached_property
    def action_names(self) -> tuple[str, ...]:
        """The actions that people take on an existing object, as in the table; rows of others' acts are left out."""
        return tuple(row for row in self._public if not self._rows(row)[0].creates)

    @cached_property
    def creating(self) -> Action | None:
        """The row that brings such an object into being, where people do that themselves."""
        rows = [self._rows(name)[0] for name in self._public]
        return next((row for row in rows if row.creates), None)

    @property
    def _public(self) -> Iterable[str]:
        names = self.lifecycle.names() if self.lifecycle else ()
        return [name for name in names if not all(row.internal for row in self._rows(name))]

    def _rows(self, name: str) -> tuple[Action, ...]:
        assert self.lifecycle  # noqa: S101 - only asked of resources that have one
        return self.lifecycle.named(name)

    def objects(self, user: User) -> QuerySet[Any]:
        """Return what `user` may read, in an order that pages can rely on, with all that a row shows."""
        refs = [one.name for one in self.fields if one.kind == "ref"]
        many = [one.name for one in self.fields if one.kind == "refs"]
        found = self.visible_to(user).select_related(*refs, *self.also) if refs or self.also else self.visible_to(user)
        ordering = apps.get_model(self.model)._meta.ordering
        return found.defer(*self.never).prefetch_related(*many).order_by(*ordering, "pk")

    def filtered(self, user: User, parameters: Mapping[str, str]) -> QuerySet[Any]:
        """Return the rows that the query parameters keep; an unknown parameter is refused."""
        known = {one.need.name: one for one in self.filters}
        for name in parameters:
            if name not in known and name not in PARAMETERS:
                raise unknown_parameter(name)
        given = clean([one.need for one in self.filters], {k: v for k, v in parameters.items() if k in known})
        wanted = Q()
        for name, value in given.items():
            if value is not None:
                wanted &= known[name].rows(value)
        return self.objects(user).filter(wanted)

    def find(self, user: User, text: str) -> Any:
        """Return the object; what is no key, unknown, foreign or invisible answers alike."""
        try:
            key = uuid.UUID(text)
        except ValueError:
            raise UnknownObject from None
        found = self.objects(user).filter(pk=key).first()
        if found is None:
            raise UnknownObject
        return found


#: Every declared resource by its model ("topics.Topic").
OF_MODEL: dict[str, Resource] = {}


def declare(*resources: Resource) -> tuple[Resource, ...]:
    """Make resources known, so that an object leads to its address."""
    OF_MODEL.update({resource.model: resource for resource in resources})
    return resources


def by(name: str, label: Sentence, kind: str, rows: Callable[[Any], Q], *, choices: Any = None) -> Filter:
    """Return a filter; kinds are those of the tables, plus `key` for an object's id."""
    if kind == "key":
        return Filter(Need(name, label, "text", required=False), lambda text: rows(_key(name, text)))
    return Filter(Need(name, label, kind, required=False, choices=choices), rows)


def _key(name: str, text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Malformed(fields={name: _("请填写有效的编号。")}) from None


def sound_year(value: int) -> int:
    """Return the year, refused when no calendar of ours reaches it."""
    if not 1949 <= value <= 2199:
        raise Malformed(fields={"year": _("请填写四位数的年份。")})
    return value
