"""What thousands of questions in one test need."""

import logging
from collections.abc import Iterator

import pytest

from tenants.governments import middleware
from tenants.governments.models import Government


@pytest.fixture
def _quickly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look each host up once, and write no line about ten thousand refusals: they are what is asked for."""
    known: dict[str, Government | None] = {}
    look_up = middleware.government_of

    def remembered(host: str) -> Government | None:
        if host not in known:
            known[host] = look_up(host)
        return known[host]

    monkeypatch.setattr(middleware, "government_of", remembered)
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
