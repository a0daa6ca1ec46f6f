"""What one request reads once: a memory as long as a request, of one government, and cleared by every act.

Lists ask the same of the work rule for each row. Outside a request nothing is remembered; verbs that decide read
afresh in any case.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from kernel.schema import current_schema

T = TypeVar("T")
_memory: ContextVar[dict[Hashable, object] | None] = ContextVar("memory", default=None)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` returned for this key in this request and government; outside a request, read it."""
    memory = _memory.get()
    if memory is None:
        return read()
    place = (current_schema(), key)
    if place not in memory:
        memory[place] = read()
    return memory[place]  # type: ignore[return-value]


def forget() -> None:
    """Let everything be read anew: an act may have changed it."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


@contextmanager
def remembering() -> Iterator[None]:
    """Remember what is read until the end of the block."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


class ReadOnceMiddleware:
    """Give each request a memory of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a fresh memory."""
        with remembering():
            return self.get_response(request)
