"""In an outage programs hear problem+json with Retry-After, people a sentence, and the log one line."""

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import BASE, ask, serving
from tests.waits.between import Between
from tests.waits.conftest import HERE, propose, read

PROBLEM = "application/problem+json"


@pytest.fixture
def served(tokens: dict[str, str], tmp_path: Path) -> Iterator[tuple[int, Between]]:
    """A web server, and what lies between it and its database."""
    with Between() as between, serving(tmp_path, DATABASE_URL=between.address) as port:
        yield port, between


def test_while_the_database_is_away_everybody_is_told(
    served: tuple[int, Between], tokens: dict[str, str], tmp_path: Path
) -> None:
    port, between = served
    assert read(port, HERE, tokens[HERE])[0] == 200
    between.gone()

    told = [read(port, HERE, tokens[HERE]) for _ in range(20)] + [propose(port, HERE, tokens[HERE])]
    page = ask(port, "/", f"{HERE}.{BASE}")

    for status, headers, body in told:
        assert (status, headers["Content-Type"], headers["Retry-After"]) == (503, PROBLEM, "5")
        assert json.loads(body)["type"] == "urn:lianxi:problem:database-away"
    assert (page[0], page[1]["Retry-After"]) == (503, "5")
    assert "系统暂时连不上数据库" in page[2].decode()
    log = (tmp_path / "web.log").read_text()
    assert log.count("DatabaseAway") == 1
    assert "Traceback" not in log

    between.back()
    assert read(port, HERE, tokens[HERE])[0] == 200


def test_refusals_leave_no_line_in_the_log(served: tuple[int, Between], tmp_path: Path) -> None:
    port, _ = served
    answers = [ask(port, path, f"{HERE}.{BASE}")[0] for path in ("/api/v1/topics", "/api/v2/topics", "/nowhere")]
    assert answers == [401, 404, 404]
    said = (tmp_path / "web.log").read_text().splitlines()
    assert [line for line in said if "/health" not in line] == [], "only that no worker lives is said at the start"


@pytest.mark.parametrize("path", ["/api/v2/x", "/api/", "/api/x.html", "/api/v1/nowhere/at/all"])
@pytest.mark.parametrize("host", [f"{HERE}.{BASE}", BASE, f"159999.{BASE}"])
def test_below_the_interface_nothing_answers_in_html(served: tuple[int, Between], path: str, host: str) -> None:
    status, headers, body = ask(served[0], path, host)
    assert (status in {401, 404}, headers["Content-Type"]) == (True, PROBLEM)
    assert json.loads(body)["status"] == status


def test_a_body_in_pieces_is_refused_instead_of_ignored(served: tuple[int, Between], tokens: dict[str, str]) -> None:
    head = (
        f"POST /api/v1/topics HTTP/1.1\r\nHost: {HERE}.{BASE}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
        f"Authorization: Token {tokens[HERE]}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served[0]), timeout=20) as client:
        client.sendall(head.encode() + b"2\r\n{}\r\n0\r\n\r\n")
        said = b"".join(iter(lambda: client.recv(65536), b"")).decode()
    assert said.startswith("HTTP/1.1 411 ")
    assert "urn:lianxi:problem:length-required" in said


def test_a_fault_of_the_product_is_problem_json_too(sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.v1.accounts.Me.get", broken)
    monkeypatch.setattr("api.views.View.permission_classes", [])
    monkeypatch.setattr("api.views.View.authentication_classes", [])
    client = sign_in("union_clerk")
    client.raise_request_exception = False

    answer = client.get("/api/v1/me")

    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert answer.json()["type"] == "urn:lianxi:problem:unforeseen"


def test_a_full_disk_is_507(tokens: dict[str, str], tmp_path: Path) -> None:
    """No file may grow beyond 2 MiB, so that the temporary file of the upload really cannot be written."""
    with serving(tmp_path, room=2 * 2**20) as port:
        content = b"%PDF-1.7\n" + b"0" * 6 * 2**20
        boundary = "lx"
        body = (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
                f"Content-Type: application/pdf\r\n\r\n"
            ).encode()
            + content
            + f"\r\n--{boundary}--\r\n".encode()
        )
        status, headers, said = post_form(port, "/api/v1/files", body, boundary, tokens[HERE])

    assert (status, headers["Content-Type"]) == (507, PROBLEM)
    assert json.loads(said)["type"] == "urn:lianxi:problem:disk-full"
    assert int(headers["Retry-After"]) > 0


def post_form(port: int, path: str, body: bytes, boundary: str, token: str) -> tuple[int, Any, bytes]:
    """Send one form with a file."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "POST", path, body,
        {
            "Host": f"{HERE}.{BASE}", "X-Forwarded-Proto": "https", "Authorization": f"Token {token}",
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        },
    )  # fmt: skip
    try:
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
