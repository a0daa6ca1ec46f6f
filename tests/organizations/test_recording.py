"""The audit chain knows who came in, who was turned away, who left, and what nobody was allowed to see (A10)."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands

from apps.auditing import words
from apps.organizations.door import recording
from deploy.recorded import UNRECORDED, masked
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from tests.cast import DEMO_PASSWORD
from tests.serving import ROOT, runtime_database, surroundings

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A10")]
Inside = Callable[[str], AbstractContextManager[None]]


def written(inside: Inside, what: str, code: str = "150121") -> list[AuditEntry]:
    with inside(code):
        assert list(faults()) == []
        return list(AuditEntry.objects.filter(what=what).order_by("sequence"))


def enter(client: Any, username: str = "union_clerk", password: str = DEMO_PASSWORD) -> Any:
    return client.post("/sign-in", {"username": username, "password": password}, REMOTE_ADDR="203.0.113.9")


def test_signing_in_and_out_by_the_page_is_on_record(office: Any, client_of: Any, inside: Inside) -> None:
    client = client_of("150121")
    enter(client)
    client.post("/sign-out")

    [came], [left] = written(inside, recording.SIGN_IN), written(inside, recording.SIGN_OUT)
    clerk = office.people["union_clerk"]
    assert (came.actor_id, came.outcome, came.address) == (clerk.pk, "done", "203.0.113.9")
    assert came.changes == {"door": "page"}
    assert left.actor_id == clerk.pk


def test_signing_in_by_the_interface_is_on_record(office: Any, client_of: Any, inside: Inside) -> None:
    body = {"username": "union_clerk", "password": DEMO_PASSWORD}
    assert client_of("150121").post("/api/v1/tokens", body, content_type="application/json").status_code == 201

    [came] = written(inside, recording.SIGN_IN)
    assert came.changes == {"door": "interface"}


@pytest.mark.parametrize("name", ["union_clerk", "nobody-here", "Lianxi-2026-demo"])
def test_a_wrong_password_is_on_record_without_what_was_typed(
    office: Any, client_of: Any, inside: Inside, name: str
) -> None:
    known = enter(client_of("150121"), username=name, password="wrong-and-secret")
    [refused] = written(inside, recording.SIGN_IN)

    assert known.status_code == 200
    assert (refused.outcome, refused.actor_id, refused.address) == ("refused", None, "203.0.113.9")
    assert refused.sentence == "用户名或密码不正确。"
    assert refused.changes == {"username": f"{name[:2]}***{name[-1]}", "door": "page"}
    assert refused.object_id == (office.people["union_clerk"].pk if name == "union_clerk" else None)


def test_a_lock_out_is_on_record_once_and_tries_while_locked_are_not(
    office: Any, client_of: Any, inside: Inside
) -> None:
    for _ in range(9):
        enter(client_of("150121"), password="wrong")

    [locked] = written(inside, recording.LOCK_OUT)
    assert locked.changes["username"] == "un***k"
    assert 4 <= len(written(inside, recording.SIGN_IN)) <= 5


def test_a_flood_of_names_leaves_a_measured_number_of_entries(
    office: Any, client_of: Any, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "MOST_AN_HOUR", 5)
    for number in range(12):
        enter(client_of("150121"), username=f"someone{number}", password="wrong")
    enter(client_of("150121"))

    *refused, came = written(inside, recording.SIGN_IN)
    assert [one.outcome for one in refused] == ["refused"] * 6
    assert refused[-1].sentence == str(recording.MORE_CAME)
    assert came.outcome == "done", "whoever comes in stands there whatever others tried"


@pytest.mark.parametrize("address", ["/rollup", "/audit", "/working-days", "/handovers"])
def test_a_page_that_is_refused_to_somebody_is_on_record(
    office: Any, sign_in: Any, inside: Inside, address: str
) -> None:
    answer = sign_in("union_unit").get(address)
    found = written(inside, recording.REQUEST)

    assert (answer.status_code == 403) == (len(found) == 1)
    for one in found:
        assert one.actor_id == office.people["union_unit"].pk
        assert one.changes == {"method": "GET", "path": address}


def test_every_act_of_the_door_has_words() -> None:
    for what in (recording.SIGN_IN, recording.SIGN_OUT, recording.LOCK_OUT, recording.REQUEST, "operator.command"):
        assert what in words.ACTS


def run(*words: str, **given: str) -> "subprocess.CompletedProcess[str]":
    environment = surroundings(DATABASE_URL=runtime_database(), LIANXI_BASE_DOMAIN="lianxi.test", **given)
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_command_of_an_operator_stands_in_the_chain_of_the_government_on_top(
    committed_db: None, inside: Inside
) -> None:
    assert run("verify_documents", "--government", "150121").returncode == 0
    assert run("hand_over_password", "150121", "nobody").returncode != 0
    assert run("governments").returncode == 0

    found = written(inside, "operator.command", "150000")
    assert [(one.changes["command"], one.changes["stage"]) for one in found] == [
        ("verify_documents", "begun"), ("verify_documents", "ended"),
        ("hand_over_password", "begun"), ("hand_over_password", "failed"),
    ]  # fmt: skip
    assert found[0].changes["arguments"] == ["--government", "150121"]
    assert found[0].changes["account"]
    assert written(inside, "operator.command", "150121") == []


def test_every_command_of_ours_is_recorded_or_named_with_a_reason() -> None:
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in {"apps", "tenants", "kernel"}}
    assert {"backup", "restore", "open_account", "import_history"} <= ours - set(UNRECORDED)
    assert all(UNRECORDED.values())
    for module in Path(ROOT, "platform/deploy/systemd").glob("*.service"):
        assert "manage.py" not in module.read_text() or module.name != "lianxi-web.service"


def test_secret_arguments_are_not_kept() -> None:
    assert masked(["--password", "geheim", "--name", "乌兰", "--api-token=abc"]) == [
        "--password", "***", "--name", "乌兰", "--api-token=***",
    ]  # fmt: skip
