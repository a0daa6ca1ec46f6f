"""Who knows the facts of a government: the apps, which lie above and register here when Django starts.

The ledger cannot import them, and `reconcile_ledger` must be able to ask them all.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from tenants.ledger.facts import Fact
from tenants.ledger.models import TABLES

F = TypeVar("F", bound=Fact)
#: Yields every fact of one kind that the current government should have stated.
Builder = Callable[[], Iterable[F]]

_builders: dict[type[Fact], Builder[Fact]] = {}


class AlreadyRegistered(RuntimeError):
    """Two apps claim to know the same kind of fact."""

    def __init__(self, kind: type[Fact]) -> None:
        super().__init__(f"Somebody already builds {kind.__name__}: one app knows each kind of fact.")


class NobodyKnows(RuntimeError):
    """No app registered a builder for a kind of fact, so that nothing could be compared."""

    def __init__(self, kind: type[Fact]) -> None:
        super().__init__(f"No app builds {kind.__name__}: register it in AppConfig.ready().")


def register(kind: type[F], builder: Builder[F]) -> None:
    """Name the function that yields all current facts of a kind. Called once per kind, from `AppConfig.ready()`."""
    if kind in _builders:
        raise AlreadyRegistered(kind)
    _builders[kind] = builder


def all_facts(kind: type[Fact]) -> list[Fact]:
    """Return all facts of a kind that the current government should have stated."""
    if kind not in _builders:
        raise NobodyKnows(kind)
    return list(_builders[kind]())


def kinds() -> list[type[Fact]]:
    """Return every kind of fact the ledger has a table for."""
    return list(TABLES)
