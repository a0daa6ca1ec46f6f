"""The cast between governments: a region, its two leagues, two banners of the one and one of the other."""

from collections.abc import Callable

import pytest

from tenants.governments.models import Government

Find = Callable[[str], Government]


@pytest.fixture
def region(government: Find) -> Government:
    """Above everybody."""
    return government("150000")


@pytest.fixture
def league(government: Find) -> Government:
    """Below the region, above `banner` and `neighbour`."""
    return government("150100")


@pytest.fixture
def banner(government: Find) -> Government:
    """Below `league`, above nobody."""
    return government("150121")


@pytest.fixture
def neighbour(government: Find) -> Government:
    """The other banner of `league`."""
    return government("150102")


@pytest.fixture
def other_league(government: Find) -> Government:
    """Beside `league`."""
    return government("150200")


@pytest.fixture
def other_banner(government: Find) -> Government:
    """Below `other_league`."""
    return government("150202")
