"""Which government this thread works in, how it is entered, and what is refused outside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import transaction
from django_tenants.utils import get_public_schema_name

from kernel.database.current import connection


class WrongSchema(RuntimeError):
    """Something of one government was about to be used in another, or outside all of them."""

    def __init__(self, what: str, *, belongs_to: str | None, used_in: str) -> None:
        origin = f"belongs to {belongs_to}" if belongs_to else "needs a government"
        super().__init__(f"{what} {origin} but was used in {used_in}.")


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


def require_schema(bound: str | None, what: str) -> str:
    """The current schema, refused when it is public or not the one that `what` is bound to."""
    here = current_schema()
    if here is None or (bound is not None and bound != here):
        raise WrongSchema(what, belongs_to=bound, used_in=here or get_public_schema_name())
    return here
