"""The web server as operators start it, and callers of the interface, for files that are sent to either."""

from tests.api.conftest import caller
from tests.test_production import port

__all__ = ["caller", "port"]
