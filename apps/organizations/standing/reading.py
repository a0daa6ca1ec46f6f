"""Who reads at all: a selector that says what somebody may read gives nothing to whoever holds no right today."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db.models import Model, QuerySet

P = ParamSpec("P")
Reader = TypeVar("Reader")
Rows = TypeVar("Rows", bound=QuerySet[Model])
#: The mark by which a house test knows that a selector was declared so.
MARK = "reads_by_right"


def by_right(select: Callable[Concatenate[Reader, P], Rows]) -> Callable[Concatenate[Reader, P], Rows]:
    """Declare a selector whose first argument is the reader; without any role or loan it returns nothing.

    A selector tells apart by role what each reads; that no role reads nothing is not left to any of them (D1).
    """

    @wraps(select)
    def asked(reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> Rows:
        rows = select(reader, *args, **kwargs)
        return rows.none() if getattr(reader, "is_without_rights", False) else rows

    setattr(asked, MARK, True)
    return asked
