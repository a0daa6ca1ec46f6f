"""Every declared kind, in the order of the apps; filled when Django starts, by `kinds.discovery`."""

import uuid
from collections.abc import Iterator
from typing import Any

from kernel.lifecycle.table import Lifecycle
from kernel.refusals import UnknownObject
from kinds.kind import Kind, Page

_KINDS: dict[str, Kind] = {}


class NoSuchKind(LookupError):
    """There is no kind of that name, address or model."""


def declare(*kinds: Kind) -> None:
    """Make kinds known; a name or an address that is taken is refused."""
    for kind in kinds:
        slugs = {one.page.slug for one in _KINDS.values() if one.page}
        if kind.name in _KINDS or (kind.page and kind.page.slug in slugs):
            raise ValueError(f"There are two kinds called {kind.name}, or at its address.")
        _KINDS[kind.name] = kind


def kinds() -> Iterator[Kind]:
    """Return every kind."""
    return iter(tuple(_KINDS.values()))


def kind_of(named: Lifecycle | str) -> Kind:
    """Return the kind of a lifecycle, or of that name; raises NoSuchKind."""
    name = named if isinstance(named, str) else named.name
    if name not in _KINDS:
        raise NoSuchKind(name)
    return _KINDS[name]


def kind_at(slug: str) -> Kind:
    """Return the kind whose pages begin with `/<slug>`; raises NoSuchKind."""
    for kind in _KINDS.values():
        if kind.page and kind.page.slug == slug:
            return kind
    raise NoSuchKind(slug)


def kind_of_model(label: str) -> Kind:
    """Return the kind whose objects are rows of a model ("topics.Topic"); raises NoSuchKind."""
    for kind in _KINDS.values():
        if kind.model == label:
            return kind
    raise NoSuchKind(label)


def page_of(kind: Kind) -> Page:
    """Return the pages of a kind that has some."""
    if kind.page is None:
        raise NoSuchKind(f"{kind.name} has no page")
    return kind.page


def lifecycle_of(kind: Kind) -> Lifecycle:
    """Return the lifecycle of a kind that has one."""
    if kind.lifecycle is None:
        raise NoSuchKind(f"{kind.name} has no lifecycle")
    return kind.lifecycle


def state_label(instance: Any) -> Any:
    """Return the state of an object in words."""
    return lifecycle_of(kind_of_model(instance._meta.label)).states(instance.state).label


def find(kind: Kind, reader: Any, key: uuid.UUID) -> Any:
    """Return the object that `reader` may read; raises UnknownObject alike for an unknown, foreign or hidden one."""
    instance = kind.visible_to(reader).filter(pk=key).first()
    if instance is None:
        raise UnknownObject
    return instance
