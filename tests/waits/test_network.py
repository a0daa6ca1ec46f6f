"""The network to the database is late, cut or silent: nobody hangs, nothing is lost, nothing is done twice."""

import http.client
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from apps.topics.models import Topic
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.database import limits
from kernel.jobs.definitions import NIGHTLY
from tests.serving import BASE, serving
from tests.waits.between import Between
from tests.waits.conftest import HERE, NEIGHBOUR, TOPIC, Crowd, read
from tests.waits.workers import eventually, statuses, worker

MANY = 40
Inside = Callable[[str], AbstractContextManager[None]]


@pytest.mark.rule("A27")
def test_a_silent_network_holds_nobody_for_long(tokens: dict[str, str], tmp_path: Path) -> None:
    crowd = Crowd()
    with Between() as between, serving(tmp_path, DATABASE_URL=between.address) as port:
        assert read(port, HERE, tokens[HERE])[0] == 200
        between.silent = True
        crowd.send(6, lambda: read(port, HERE, tokens[HERE]))
        crowd.send(6, lambda: read(port, NEIGHBOUR, tokens[NEIGHBOUR]))
        assert {answer[0] for answer in crowd.ended(within=60)} == {503}
        between.silent = False
        between.tear()
        assert eventually(lambda: read(port, HERE, tokens[HERE])[0] == 200)


@pytest.mark.control("A27")
def test_without_a_limit_of_the_clients_a_silent_network_holds_it_for_ever(
    tokens: dict[str, str], tmp_path: Path
) -> None:
    application = "tests.waits.unguarded:application"
    with Between() as between, serving(tmp_path, application=application, DATABASE_URL=between.address) as port:
        assert read(port, HERE, tokens[HERE])[0] == 200
        between.silent = True
        with pytest.raises(TimeoutError):
            read(port, HERE, tokens[HERE], timeout=3 * limits.REQUEST.statement)


def sent_until_it_is_answered(port: int, token: str, number: int) -> int:
    """Propose one topic under its own key, as often as it takes; how often."""
    for attempt in range(1, 40):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "Host": f"{HERE}.{BASE}", "X-Forwarded-Proto": "https", "Authorization": f"Token {token}",
            "Content-Type": "application/json", "Idempotency-Key": f"key-{number}",
        }  # fmt: skip
        try:
            connection.request("POST", "/api/v1/topics", json.dumps({**TOPIC, "title": f"议题{number}"}), headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        assert status in {201, 503}
        if status == 201:
            return attempt
    raise AssertionError("never answered")


@pytest.mark.night
@pytest.mark.rule("A27")
def test_over_a_late_and_torn_network_everything_is_done_once(
    tokens: dict[str, str], tmp_path: Path, inside: Inside
) -> None:
    with Between() as between, serving(tmp_path, DATABASE_URL=between.address) as port:
        between.late, between.cut = 0.005, 0.02
        attempts = [sent_until_it_is_answered(port, tokens[HERE], number) for number in range(MANY)]

    assert max(attempts) > 1, "no request met a torn network: nothing was tried"
    with inside(HERE):
        titles = sorted(Topic.objects.values_list("title", flat=True))
        assert titles == sorted(f"议题{number}" for number in range(MANY))
        assert AuditEntry.objects.filter(what="topic.draft").count() == MANY
        assert list(faults()) == []


@pytest.mark.night
@pytest.mark.rule("A27")
def test_jobs_are_all_done_over_a_torn_network_each_in_its_government(committed_db: None) -> None:
    job = NIGHTLY["api.forget_answers"]
    for _ in range(5):
        job.defer_for([f"g{code}" for code in ("150000", "150100", "150200", "150102", "150121", "150202")])
    with Between() as between, worker(DATABASE_URL=between.address):
        between.cut = 0.01
        eventually(lambda: statuses(job.name).count("succeeded") >= 15, within=60)
        between.cut = 0.0
        assert eventually(lambda: statuses(job.name) == ["succeeded"] * 30, within=120)
