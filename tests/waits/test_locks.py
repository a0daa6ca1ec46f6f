"""One government's held lock: it is refused in a sentence, and its neighbour does not notice."""

import json
import time
from pathlib import Path

import pytest

from tests.serving import serving
from tests.waits.conftest import HERE, NEIGHBOUR, Crowd, held, propose, read

CHAIN = f"SELECT * FROM g{HERE}.audit_chainhead FOR UPDATE"  # noqa: S608 — a constant
MANY = 24


def begin(port: int, token: str) -> None:
    """Propose one topic, so that the chain has a row to hold."""
    assert propose(port, HERE, token)[0] == 201


@pytest.mark.rule("A25")
def test_a_lock_that_is_held_is_told_and_no_neighbour_waits_for_it(tokens: dict[str, str], tmp_path: Path) -> None:
    crowd = Crowd()
    with serving(tmp_path) as port:
        begin(port, tokens[HERE])
        with held(CHAIN):
            crowd.send(MANY, lambda: propose(port, HERE, tokens[HERE]))
            time.sleep(0.3)
            status = read(port, NEIGHBOUR, tokens[NEIGHBOUR], timeout=30)[0]
            waited = crowd.under_way
            answers = crowd.ended(within=60)  # although nobody lets go

        assert status == 200
        assert waited, "the neighbour was answered while the others still waited"
        assert {answer[0] for answer in answers} == {503}
        kinds = {json.loads(body)["type"] for _, _, body in answers}
        assert kinds == {"urn:lianxi:problem:others-are-at-it", "urn:lianxi:problem:too-many-at-once"}
        assert all(headers["Content-Type"] == "application/problem+json" for _, headers, _ in answers)
        assert all(int(headers["Retry-After"]) > 0 for _, headers, _ in answers)
        assert propose(port, HERE, tokens[HERE])[0] == 201  # nothing stays behind


@pytest.mark.control("A25")
def test_without_limits_the_neighbour_waits_as_well(tokens: dict[str, str], tmp_path: Path) -> None:
    """The control of the test above."""
    crowd = Crowd()
    with serving(tmp_path, application="tests.waits.unguarded:application") as port:
        begin(port, tokens[HERE])
        with held(CHAIN):
            crowd.send(MANY, lambda: propose(port, HERE, tokens[HERE]))
            time.sleep(0.3)
            with pytest.raises(TimeoutError):
                read(port, NEIGHBOUR, tokens[NEIGHBOUR], timeout=8)
            assert crowd.under_way == MANY
        assert {answer[0] for answer in crowd.ended(within=60)} == {201}
