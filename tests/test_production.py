"""Production as it is documented: no demonstration, HTTPS by a proxy, the runtime role alone."""

import json
import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import DEMO_PASSWORD, an_office
from tests.serving import DEPLOY, ROOT, ask, runtime_database, serving, surroundings


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"LIANXI_SECRET_KEY": ""}, "LIANXI_SECRET_KEY is not set"),
        ({"LIANXI_SECRET_KEY": "short"}, "shorter than 50 characters"),
        ({"LIANXI_DEBUG": "true"}, "LIANXI_DEBUG=true is only allowed together with LIANXI_DEMO=true"),
        ({"LIANXI_TODAY": "2026-01-01"}, "only allowed with LIANXI_DEMO=true"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "mysql://app@host/lianxi"}, "must look like postgresql://"),
    ],
)
def test_production_refuses_what_is_unsafe_in_a_sentence(given: dict[str, str], sentence: str) -> None:
    asked = [sys.executable, "-c", "import config.settings"]
    refused = subprocess.run(asked, env=surroundings(**given), cwd=ROOT, capture_output=True, text=True, check=False)

    assert refused.returncode != 0
    assert sentence in refused.stderr


#: Signs in and opens every module that an address leads to, while nothing may import the demonstration.
WALK = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("demonstration", "roads"):
            raise ImportError(f"production asks for {name}")

sys.meta_path.insert(0, Absent())
import django
django.setup()
from django.core.management import call_command, get_commands
from django.test import Client
from django.urls import get_resolver

client = Client(headers={"host": "150121.lianxi.test"})
assert get_resolver().url_patterns
door = client.get("/sign-in", secure=True)
assert door.status_code == 200 and sys.argv[1] not in door.content.decode()
entered = client.post("/sign-in", {"username": "union_clerk", "password": sys.argv[1]}, secure=True)
assert entered.status_code == 302, entered.content.decode()
assert client.get("/", secure=True).status_code == 200
call_command("check")
assert "seed_demo" not in get_commands()
assert not any(module.startswith(("demonstration", "roads")) for module in sys.modules)
"""


@pytest.fixture
def port(committed_db: None, tmp_path: Path) -> Iterator[int]:
    """The web server as the unit file starts it, on a database of six governments."""
    with serving(tmp_path) as number:
        yield number


def test_production_answers_over_https_only_and_on_exact_hosts(port: int) -> None:
    moved, headers, _ = ask(port, "/health", "lianxi.test", secure=False)
    assert (moved, headers["Location"]) == (301, "https://lianxi.test/health")

    well, headers, body = ask(port, "/health", "lianxi.test")
    assert (well, json.loads(body)["governments"], json.loads(body)["jobs"]["workers"]) == (503, 6, 0)
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"

    assert ask(port, "/api/v1/meetings", "150121.lianxi.test")[0] == 401
    assert ask(port, "/", "159999.lianxi.test")[0] == 404
    assert ask(port, "/health", "lianxi.test.example.org")[0] in {400, 404}


def test_production_carries_no_demonstration(committed_db: None, inside: Any) -> None:
    with inside("150121"):
        an_office("150121")
    environment = surroundings(
        DATABASE_URL=runtime_database(), LIANXI_BASE_DOMAIN="lianxi.test",
        LIANXI_STATIC_ROOT=os.environ["LIANXI_STATIC_ROOT"],
    )  # fmt: skip
    words = [sys.executable, "-c", WALK, DEMO_PASSWORD]
    walked = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    assert walked.returncode == 0, walked.stderr


def test_the_wheel_carries_no_demonstration() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    carried = {Path(package).name for package in build["packages"]}

    assert carried > {"apps", "api", "tenants", "config", "kernel"}
    assert not carried & {"demonstration", "roads", "deploy", "tests", "benchmarks"}
    assert "force-include" not in build


def request_from(peer: Any, *addresses: str) -> Any:
    headers = [("X-FORWARDED-FOR", address) for address in addresses]
    return SimpleNamespace(peer_addr=peer, headers=headers, proxy_protocol_info=None)


@pytest.mark.parametrize(
    ("request_", "believed"),
    [
        (request_from(("127.0.0.1", 4711), "203.0.113.9"), "203.0.113.9"),
        (request_from(("127.0.0.1", 4711), "2001:db8::9"), "2001:db8::9"),
        (request_from(("198.51.100.7", 4711), "203.0.113.9"), None),
        (request_from(("127.0.0.1", 4711), "203.0.113.9", "203.0.113.10"), None),
        (request_from(("127.0.0.1", 4711), "somewhere"), None),
        (request_from(("127.0.0.1", 4711)), None),
    ],
)
def test_the_address_that_the_proxy_saw_is_believed_from_the_proxy_only(
    request_: Any, believed: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIANXI_DEMO", raising=False)
    server = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))

    server["pre_request"](None, request_)

    assert (request_.proxy_protocol_info or {}).get("client_addr") == believed


def test_every_setting_stands_in_the_example_and_in_the_manual() -> None:
    source = (ROOT / "platform/config/settings.py").read_text() + (DEPLOY / "gunicorn.conf.py").read_text()
    read = set(re.findall(r'"(LIANXI_[A-Z_]+)"', source))
    manual = (ROOT / "docs/operations.md").read_text()
    example = "".join(file.read_text() for file in (DEPLOY / "environment").iterdir())

    assert len(read) > 15
    assert [name for name in sorted(read) if name not in manual] == []
    assert [name for name in sorted(read) if name not in example] == []


@pytest.mark.parametrize("file", sorted((DEPLOY / "systemd").iterdir()), ids=lambda file: file.name)
def test_the_units_name_what_is_there(file: Path) -> None:
    text = file.read_text()
    commands = [word for word in text.split() if word.startswith("/opt/lianxi/platform/")]

    assert all((ROOT / word.removeprefix("/opt/lianxi/").split(":")[0]).exists() for word in commands)
    if file.suffix == ".timer":
        assert file.with_suffix(".service").exists()
