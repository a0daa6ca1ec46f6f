"""What thousands of questions in one test need."""

import logging
from collections.abc import Iterator

import pytest

from kernel.lifecycle import engine
from tenants.governments import middleware
from tenants.governments.models import Government


@pytest.fixture
def _quickly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look each host up once, and note no line, nor an entry of the audit, about ten thousand refusals asked for."""
    known: dict[str, Government | None] = {}
    look_up = middleware.government_of

    def remembered(host: str) -> Government | None:
        if host not in known:
            known[host] = look_up(host)
        return known[host]

    monkeypatch.setattr(middleware, "government_of", remembered)
    monkeypatch.setattr(engine, "_record_refusal", lambda *act, **attempt: None)
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
