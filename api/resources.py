"""A resource: which objects an address stands for, who sees which, what is shown of each, and its lifecycle."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from api.errors import unknown_parameter
from api.pagination import PARAMETERS
from apps.organizations.models import User
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Action, Lifecycle
from kernel.refusals import Sentence, UnknownObject
from kinds.fields import Field
from kinds.filters import Filter
from kinds.kind import Kind, Offered
from kinds.registry import NoSuchKind, kind_of_model, kinds


@dataclass(frozen=True)
class Resource:
    """One declared kind under `/api/v1/<path>`."""

    kind: Kind
    offered: Offered

    @property
    def path(self) -> str:
        """The part of the address that names the resource."""
        return self.offered.path

    @property
    def label(self) -> Sentence:
        """What the kind is called."""
        return self.kind.label

    @property
    def name(self) -> str:
        """The object's name in the singular, as the tables call it."""
        return self.kind.name

    @property
    def model(self) -> str:
        """The model whose rows are the objects."""
        return self.kind.model

    @property
    def lifecycle(self) -> Lifecycle | None:
        """The table that moves the objects, if any."""
        return self.kind.lifecycle

    @property
    def fields(self) -> tuple[Field, ...]:
        """What lists and objects show."""
        return self.offered.fields

    @property
    def details(self) -> tuple[Field, ...]:
        """What only the object's own address shows."""
        return self.offered.details

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The query parameters of the list."""
        return self.offered.filters

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

    def objects(self, user: User) -> QuerySet[Model]:
        """Return what `user` may read, in an order that pages can rely on, with all that a row shows."""
        refs = [one.name for one in self.fields if one.kind == "ref"]
        many = [one.name for one in self.fields if one.kind == "refs"]
        found = self.kind.in_lists(user)
        if refs or self.offered.also:
            found = found.select_related(*refs, *self.offered.also)
        ordering = apps.get_model(self.model)._meta.ordering
        return found.defer(*self.offered.never).prefetch_related(*many).order_by(*ordering, "pk")

    def filtered(self, user: User, parameters: Mapping[str, str]) -> QuerySet[Model]:
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


def resources() -> tuple[Resource, ...]:
    """Return every kind that programs may read, in the order of their declarations."""
    return tuple(Resource(kind, kind.offered) for kind in kinds() if kind.offered)


def resource_of(model: str) -> Resource:
    """Return the resource whose objects are rows of a model; raises NoSuchKind."""
    kind = kind_of_model(model)
    if kind.offered is None:
        raise NoSuchKind(model)
    return Resource(kind, kind.offered)


def resource_at(path: str) -> Resource:
    """Return the resource at `/api/v1/<path>`; raises NoSuchKind."""
    for resource in resources():
        if resource.path == path:
            return resource
    raise NoSuchKind(path)
