"""What stands in the way of an act before anybody types: its guards are asked beforehand, and nothing is held.

A page says what is still missing before its button works. It asks the guards that will decide, so that page and act
never differ. A guard that depends on what will be typed is left to the act itself.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn, TypeVar

from django.db.models import Model, QuerySet

from kernel import clock
from kernel.lifecycle.another import acts_apart
from kernel.lifecycle.permission import as_acting
from kernel.lifecycle.table import Act, Action, Actor, Lifecycle, Nobody, function_of
from kernel.refusals import Refusal

M = TypeVar("M", bound=Model)
_looking: ContextVar[bool] = ContextVar("looking", default=False)


class NotGivenYet(Exception):
    """A guard asked for what nobody has typed so far: it has no answer yet."""


class _Blank(dict[str, Any]):
    """What is given with an act that nobody has begun: whoever reads it learns that there is nothing to read yet."""

    def _nothing(self, *args: object) -> NoReturn:
        raise NotGivenYet

    __getitem__ = __contains__ = __iter__ = __len__ = __bool__ = _nothing
    get = items = keys = values = _nothing


def obstacles(lifecycle: Lifecycle, row: Action, instance: Any, by: Actor) -> list[Refusal]:
    """Return every refusal that `by` would meet on `instance` whatever is typed, in the order of the row's guards.

    The caller knows that the row is open to the person (`permission.available`).
    """
    day = clock.today()
    acts_as = as_acting(lifecycle, row.name, instance, by, day=day)[1]
    moment = clock.now()
    act = Act(lifecycle, row, acts_as, moment, moment, _Blank() if row.needs else {}, instance)
    with _only_looking():
        found = [_refusal_of(guard, act) for guard in (acts_apart, *row.guards)]
    return [one.under(rule=row.rule, article=row.article) for one in found if one is not None]


def unfit(lifecycle: Lifecycle, name: str, given: Mapping[str, Any]) -> list[Refusal]:
    """Return every refusal beside a field that the guards of a beginning action would give what was typed.

    For lists of which each row becomes an act of its own: whether the person may act at all is asked once for the list.
    """
    [row] = lifecycle.named(name)
    moment = clock.now()
    act = Act(lifecycle, row, Nobody(), moment, moment, dict(given))
    with _only_looking():
        found = [_refusal_of(guard, act) for guard in row.guards]
    return [one.under(rule=row.rule, article=row.article) for one in found if one is not None and one.fields]


def hold(rows: "QuerySet[M]") -> "QuerySet[M]":
    """Lock rows until the transaction ends, for a guard that decides; while one only looks, read them as they are."""
    return rows if _looking.get() else rows.select_for_update(of=("self",))


def is_looking() -> bool:
    """Whether guards are only asked beforehand, so that what would be locked and not read need not be touched."""
    return _looking.get()


@contextmanager
def _only_looking() -> Iterator[None]:
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def _refusal_of(guard: Any, act: Act) -> Refusal | None:
    try:
        function_of(guard)(act)
    except NotGivenYet:
        return None
    except Refusal as refusal:
        return refusal
    return None
