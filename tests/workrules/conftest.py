"""The road of one meeting, shared by the tests of a module."""

from tests.road import road

__all__ = ["road"]
