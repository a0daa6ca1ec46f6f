"""No government's requests take every thread: what one has under way is bounded, and the rest is told to wait."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kernel.bulkheads import REQUESTS
from kernel.database.outages import TooManyAtOnce
from kernel.schema import current_schema
from web.errors import unavailable


class BulkheadMiddleware:
    """Stands behind the static files, which cost nothing, and before everything that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        schema = current_schema()
        if schema is None:
            return self.get_response(request)
        try:
            give_back = REQUESTS.take(schema)
        except TooManyAtOnce as full:
            return unavailable(request, full)
        try:
            return self.get_response(request)
        finally:
            give_back()
