"""Ports: what a lower app asks of an upper one, typed where it is asked and registered where it is answered.

    rows_of: Port[[Meeting], list[Row]] = Port("prior_report_rows")     # in the lower app's `ports.py`
    ports.prior_report_rows.register(prior_reports.rows_of)              # in the upper app's `AppConfig.ready`

Imports still point down, and ordinary code imports nothing by text. Lifecycle tables have their own way to name
functions of upper apps (`kernel.lifecycle.table.Step`).
"""

from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


class NothingRegistered(LookupError):
    """A port was asked before an upper app registered its function: that app is not installed."""


class RegisteredTwice(ValueError):
    """Two functions were registered with one port."""


#: Every port that was declared, by its name; a test asks whether each is answered.
PORTS: dict[str, "Port[..., Any]"] = {}


class Port(Generic[Arguments, Answer]):
    """A function that an upper app registers; asking before that fails, and so does a second registration."""

    def __init__(self, name: str) -> None:
        self.name = name
        PORTS[name] = self
        self._function: Callable[Arguments, Answer] | None = None

    def register(self, function: Callable[Arguments, Answer]) -> None:
        """Answer the port with `function`; to register the same function again changes nothing."""
        if self._function not in (None, function):
            raise RegisteredTwice(self.name)
        self._function = function

    @property
    def is_answered(self) -> bool:
        """Whether an upper app registered its function."""
        return self._function is not None

    def __call__(self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        """Ask the function that was registered."""
        if self._function is None:
            raise NothingRegistered(self.name)
        return self._function(*args, **kwargs)
