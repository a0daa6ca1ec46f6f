"""Acting as the owner of all tables: for migrations, provisioning and imports only."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kernel.database.current import connection


class NotNow(RuntimeError):
    """The owner was called in the middle of a transaction of the runtime role."""

    def __init__(self) -> None:
        super().__init__("as_owner() opens another connection, so it cannot be used inside a transaction.")


@contextmanager
def as_owner() -> Iterator[None]:
    """Let this thread's connection log in as the owner, and come back to the runtime role afterwards.

    As owner no tenant role is set: the owner may change every table of every schema. Nesting is harmless.
    """
    if connection.acts_as_owner:
        yield
        return
    if connection.in_atomic_block:
        raise NotNow
    before = connection.settings_dict
    _log_in(_owners_settings(before), acts_as_owner=True)
    try:
        yield
    finally:
        _log_in(before, acts_as_owner=False)


def _log_in(settings_dict: dict[str, Any], *, acts_as_owner: bool) -> None:
    """Change this thread's credentials. The dictionary is shared between threads, so it is replaced, never edited."""
    connection.close()
    connection.settings_dict = settings_dict
    connection.acts_as_owner = acts_as_owner


def _owners_settings(runtime: dict[str, Any]) -> dict[str, Any]:
    if settings.MIGRATION_DATABASE is None:
        raise ImproperlyConfigured(
            "LIANXI_MIGRATION_DATABASE_URL is not set: migrations, provisioning and imports need the owner role's "
            "address, postgresql://owner:password@host:port/database."
        )
    options = {name: value for name, value in runtime["OPTIONS"].items() if name != "pool"}
    return {**runtime, **settings.MIGRATION_DATABASE, "OPTIONS": options}
