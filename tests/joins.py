"""No statement of any test joins tables of a government with public ones: a sharded cluster refuses such a statement.

`watch` looks at every statement that goes through Django's connection of the main thread, in every test.
"""

import re
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django_tenants.routers import TenantSyncRouter

_STATEMENT = re.compile(r"\s*\(*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class JoinsPublic(AssertionError):
    """A statement names tables of both kinds."""

    def __init__(self, statement: str, tables: tuple[str, ...]) -> None:
        super().__init__(f"{', '.join(tables)} stand in one statement: fetch the ids first.\n{statement[:2000]}")


@lru_cache(maxsize=1)
def tables() -> tuple[frozenset[str], frozenset[str]]:
    """Return the tables of public and those of a government.

    The record of migrations, which is both, is neither. Content types are left out: Django joins its permissions with
    them when a migration writes them down, and nothing changes a content type outside a migration.
    """
    public, governments = set(), set()
    for model in apps.get_models(include_auto_created=True):
        shared = TenantSyncRouter().app_in_list(model._meta.app_label, settings.SHARED_APPS)
        (public if shared else governments).add(model._meta.db_table)
    return frozenset(public - {ContentType._meta.db_table}), frozenset(governments)


@lru_cache(maxsize=4096)
def joined(statement: str) -> tuple[str, ...]:
    """Return the tables that a statement names, when both kinds are among them."""
    if not _STATEMENT.match(statement):
        return ()
    words = set(_WORD.findall(statement))
    public, governments = (words & kind for kind in tables())
    return tuple(sorted(public | governments)) if public and governments else ()


def refuse(execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
    """Fail the test that runs such a statement; see Django's `execute_wrapper`."""
    if found := joined(str(statement)):
        raise JoinsPublic(str(statement), found)
    return execute(statement, params, many, context)


def watch() -> None:
    """Refuse from now on, on this thread's connection."""
    connection.execute_wrappers.append(refuse)
