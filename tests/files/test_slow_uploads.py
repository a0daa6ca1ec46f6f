"""Files that are slow to read, sent to a real server: whoever sends them waits or is sent away, nobody else."""

import http.client
import json
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.cast import DEMO_PASSWORD, an_office
from tests.documents import made_files as made
from tests.files.corpus.making import slow_text
from tests.test_production import ask

HOME, OTHER = "150121.lianxi.test", "150100.lianxi.test"
EDGE = "--------of-a-part"
SENT = 5


def post(port: int, path: str, body: bytes, kind: str, token: str = "") -> tuple[int, Any, Any, float]:
    """Status, headers and words of an answer, and when it was there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Host": HOME, "X-Forwarded-Proto": "https", "Content-Type": kind}
    try:
        connection.request(
            "POST", f"/api/v1/{path}", body, headers | ({"Authorization": f"Token {token}"} if token else {})
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, json.loads(answer.read()), time.monotonic()
    finally:
        connection.close()


def upload(port: int, content: bytes, token: str) -> tuple[int, Any, Any, float]:
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'.encode()
    return post(
        port, "files", head + content + f"\r\n--{EDGE}--\r\n".encode(), f"multipart/form-data; boundary={EDGE}", token
    )


@pytest.mark.rule("A11")
def test_slow_files_of_one_person_keep_nobody_waiting(port: int, inside: Any) -> None:
    with inside("150121"):
        an_office("150121")
    known = json.dumps({"username": "union_clerk", "password": DEMO_PASSWORD}).encode()
    token = post(port, "tokens", known, "application/json")[2]["token"]
    content = slow_text()

    with ThreadPoolExecutor(SENT) as people:
        sent = [people.submit(upload, port, content, token) for _ in range(SENT)]
        served = served_meanwhile(port, sent)
        answers = sorted((one.result() for one in sent), key=lambda one: one[3])

    *refused, read = answers
    assert read[2]["type"] == "urn:lianxi:problem:takes-too-long"
    assert [(one[0] in {429, 503}, int(one[1]["Retry-After"]) > 0) for one in refused] == [(True, True)] * (SENT - 1)
    assert served >= 3
    assert upload(port, made.docx(), token)[0] == 201


def served_meanwhile(port: int, sent: list[Future[Any]]) -> int:
    """Count what was asked of another government and answered before the last file was."""
    served = 0
    while not all(one.done() for one in sent):
        assert ask(port, "/api/v1/meetings", OTHER)[0] == 401
        served += any(not one.done() for one in sent)
    return served
