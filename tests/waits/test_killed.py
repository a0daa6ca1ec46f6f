"""Web processes that are killed for real leave nothing half: no row, no file, no lock."""

import json
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from apps.topics.models import Topic
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import append, faults
from tests.serving import BASE, DEPLOY, ask, kill_workers, serving
from tests.waits.conftest import HERE, Crowd, held, propose, read
from tests.waits.workers import eventually, rows

CHAIN = f"SELECT * FROM g{HERE}.audit_chainhead FOR UPDATE"  # noqa: S608 — a constant
UNGUARDED = "tests.waits.unguarded:application"
MANY, MOMENTS = 10, 5
Inside = Callable[[str], AbstractContextManager[None]]


def waiting() -> int:
    """Sessions of this database that wait for a lock."""
    [(count,)] = rows(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    return int(str(count))


def kill_in_the_middle_of_writes(port: int, token: str) -> Crowd:
    """Let many acts come as far as the chain, which is held, and kill their processes there."""
    crowd = Crowd()
    crowd.send(MANY, lambda: propose(port, HERE, token))
    assert eventually(lambda: waiting() >= 6)
    kill_workers(port)
    return crowd


@pytest.mark.rule("A17")
def test_a_killed_web_process_leaves_no_half_write_and_no_lock(
    tokens: dict[str, str], tmp_path: Path, inside: Inside
) -> None:
    with serving(tmp_path) as port:
        assert propose(port, HERE, tokens[HERE])[0] == 201
        with held(CHAIN):
            crowd = kill_in_the_middle_of_writes(port, tokens[HERE])
            assert eventually(lambda: waiting() == 0), "the server let go although the chain is still held"
        assert not any(isinstance(answer, tuple) for answer in crowd.ended(within=30))

        assert eventually(lambda: read(port, HERE, tokens[HERE])[0] == 200)
        with inside(HERE):
            assert Topic.objects.count() == 1
            assert AuditEntry.objects.filter(what="topic.draft").count() == 1
            assert list(faults()) == []
        assert propose(port, HERE, tokens[HERE])[0] == 201


@pytest.mark.control("A17")
def test_without_the_look_at_clients_the_dead_go_on_waiting(tokens: dict[str, str], tmp_path: Path) -> None:
    with serving(tmp_path, application=UNGUARDED) as port:
        assert propose(port, HERE, tokens[HERE])[0] == 201
        with held(CHAIN):
            crowd = kill_in_the_middle_of_writes(port, tokens[HERE])
            time.sleep(6)
            assert waiting() >= 6
        crowd.ended(within=30)


# --- exports ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def auditor(tokens: dict[str, str], inside: Inside) -> str:
    """The audit officer's token, and a chain long enough for a file of some size."""
    with inside(HERE):
        with transaction.atomic():
            for number in range(600):
                append(
                    what="topic.draft", at=clock.now(), recorded_at=clock.recorded_now(), by=None,
                    changes={"n": [number, "一" * 300]},
                )  # fmt: skip
        return issue_token(user=User.objects.get(username="audit_officer"), at=timezone.now())[0]


def export(port: int, token: str) -> Any:
    return ask(port, "/api/v1/audit-entries/export/xlsx", f"{HERE}.{BASE}", token=token)


def left(folder: Path) -> list[Path]:
    """Every file below; a folder that its owner removes meanwhile holds none."""
    return [Path(place) / name for place, _, names in os.walk(folder) for name in names]


def killed_while_it_writes(folder: Path, port: int, token: str, *, after: float) -> None:
    """Kill the process that makes the file, so long after the file has appeared."""
    crowd = Crowd()
    crowd.send(1, lambda: export(port, token))
    assert eventually(lambda: left(folder))
    time.sleep(after)
    kill_workers(port)
    crowd.ended(within=30)


def exports_recorded(inside: Inside) -> int:
    with inside(HERE):
        return AuditEntry.objects.filter(what="audit_chain.export").count()


@pytest.mark.rule("A16")
def test_an_export_that_is_killed_leaves_no_file_and_no_entry(auditor: str, tmp_path: Path, inside: Inside) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    with serving(tmp_path, TMPDIR=str(rooms)) as port:
        for moment in range(MOMENTS):
            killed_while_it_writes(rooms, port, auditor, after=moment * 0.02)
            assert eventually(lambda: not left(rooms))
            assert eventually(lambda: read(port, HERE, auditor)[0] in {200, 403})
        recorded = exports_recorded(inside)
        status, _, content = export(port, auditor)

    assert status == 200
    assert content.startswith(b"PK")
    assert recorded == exports_recorded(inside) - 1 <= MOMENTS
    with inside(HERE):
        assert list(faults()) == []
    assert list(rooms.iterdir()) == []


@pytest.mark.control("A16")
def test_without_a_room_of_its_own_a_killed_process_leaves_its_files(auditor: str, tmp_path: Path) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    without = tmp_path / "without.conf.py"
    without.write_text(f"{(DEPLOY / 'gunicorn.conf.py').read_text()}\n\ndel post_fork, child_exit\n")
    with serving(tmp_path, "-c", str(without), TMPDIR=str(rooms)) as port:
        killed_while_it_writes(rooms, port, auditor, after=0)
        assert left(rooms)


@pytest.mark.rule("A16")
def test_on_a_full_disk_an_export_is_refused_and_leaves_nothing(auditor: str, tmp_path: Path, inside: Inside) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    before = exports_recorded(inside)
    with serving(tmp_path, room=16 * 1024, TMPDIR=str(rooms)) as port:
        status, headers, body = export(port, auditor)
        assert left(rooms) == []
        assert read(port, HERE, auditor)[0] in {200, 403}

    assert (status, json.loads(body)["type"]) == (507, "urn:lianxi:problem:disk-full")
    assert int(headers["Retry-After"]) > 0
    assert exports_recorded(inside) == before
    connection.close()
