"""The web server's way in."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from kernel import bulkheads
from kernel.database import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Utf8Request(WSGIRequest):
    """Everything that comes in is UTF-8, whatever the client says.

    A `charset` in the Content-Type may name any codec Python knows, `zlib` too, and then reading the query fails
    before the first middleware could answer.
    """

    @property
    def encoding(self) -> None:
        """No other encoding than the settings' is ever used."""
        return None

    @encoding.setter
    def encoding(self, name: str | None) -> None:
        """Leave the client's wish aside."""


class Utf8Handler(WSGIHandler):
    """Django's handler with that request."""

    request_class = Utf8Request


django.setup(set_prefix=False)
limits.bind(limits.REQUEST)
bulkheads.raise_all()
application = Utf8Handler()
