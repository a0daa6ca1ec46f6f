"""Style, types and the direction of imports, as the tools judge them; `make check` runs this folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import ROOT

PROGRAMS = Path(sys.executable).parent
CHECKED = ("apps", "api", "tenants", "demonstration", "roads", "platform", "tests", "manage.py")
PACKAGES = (
    "kernel",
    "vocabulary",
    "files",
    "kinds",
    "web",
    "tenants",
    "apps",
    "api",
    "demonstration",
    "roads",
    "config",
    "deploy",
)
TOOLS = {
    "style": ["ruff", "check", "--quiet", *CHECKED],
    "shape": ["ruff", "format", "--check", "--quiet", *CHECKED],
    "types": ["mypy", *(part for package in PACKAGES for part in ("-p", package))],
    "imports": ["lint-imports", "--no-logo"],
}


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's own programs where our names can be imported."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(cwd), str(cwd / "platform")])}
    command = (str(PROGRAMS / command[0]), *command[1:])
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing(tool: str) -> None:
    done = run(*TOOLS[tool])
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


@pytest.mark.parametrize(
    ("contract", "bad"),
    [
        ("The whole stands in layers", ("platform/kernel/low.py", "import apps.high")),
        ("Rules are arithmetic", ("apps/topics/rules.py", "import django")),
    ],
)
def test_an_import_that_points_up_would_be_found(tmp_path: Path, contract: str, bad: tuple[str, str]) -> None:
    """The same contracts over a small tree with one wrong import."""
    for package in ("deploy", "config", "web", "files", "vocabulary", "kinds", "kernel"):
        _write(tmp_path / "platform" / package / "__init__.py")
    for package in ("demonstration", "roads", "api", "apps", "apps/topics", "tenants"):
        _write(tmp_path / package / "__init__.py")
    _write(tmp_path / "apps/high.py")
    _write(tmp_path / bad[0], bad[1])
    whole = (ROOT / "pyproject.toml").read_text()
    _write(tmp_path / "pyproject.toml", _contract(whole, contract))

    done = run("lint-imports", "--no-logo", "--no-cache", cwd=tmp_path)

    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def _write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _contract(configuration: str, name: str) -> str:
    """The import contracts with only the named one: the others speak of modules that the small tree lacks."""
    head, *contracts = configuration[configuration.index("[tool.importlinter]") :].split(
        "[[tool.importlinter.contracts]]"
    )
    chosen = next(one for one in contracts if f'name = "{name}"' in one)
    present = chosen.replace('"kernel.workcalendar.rules", "tenants.assessment.scoring"', "").replace(
        '"django_tenants", "rest_framework", "guardian"', ""
    )
    return f"{head}[[tool.importlinter.contracts]]{present}"
