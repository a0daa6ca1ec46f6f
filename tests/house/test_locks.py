"""What is installed is exactly what was chosen: every package pinned with hashes, and no lock names a host."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt", "requirements/docs.txt")
PINNED = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;]+)"  # exactly one version
    r"( ; [^\\]+?)?"  # for some platforms only
    r"( --hash=sha256:[0-9a-f]{64})+$"
)


def requirements(lock: str) -> list[str]:
    """One line for each requirement, its continuation lines joined."""
    joined = (ROOT / lock).read_text().replace("\\\n", " ")
    return [" ".join(line.split()) for line in joined.splitlines() if line.strip()]


def versions(lock: str) -> dict[str, str]:
    """Name and exact version of everything in a lock."""
    return {match["name"]: match["version"] for match in map(PINNED.match, requirements(lock)) if match}


def chosen(names: list[str]) -> set[str]:
    """The names in a list of dependencies, as a lock spells them."""
    return {re.split(r"[\[<>=!~; ]", name)[0].lower().replace("_", "-") for name in names}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_a_hash(lock: str) -> None:
    assert requirements(lock)
    assert [line for line in requirements(lock) if not PINNED.match(line)] == []


@pytest.mark.parametrize("lock", [*LOCKS, "pyproject.toml", "package.json", ".npmrc"])
def test_no_lock_names_a_host_or_an_index(lock: str) -> None:
    text = (ROOT / lock).read_text()

    assert not re.search(r"https?://|file:|index-url|find-links|trusted-host|registry=| @ |^-", text, re.MULTILINE)


def test_runtime_and_development_agree_on_every_version() -> None:
    runtime, development = versions(LOCKS[0]), versions(LOCKS[1])

    assert runtime.items() <= development.items()


def test_the_locks_hold_what_the_project_file_chooses() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = chosen(project["project"]["dependencies"])
    development = chosen(project["dependency-groups"]["dev"])

    assert runtime <= versions(LOCKS[0]).keys()
    assert development <= versions(LOCKS[1]).keys()
    assert not development & runtime
    assert chosen(project["dependency-groups"]["docs"]) <= versions(LOCKS[2]).keys()


def test_choices_are_written_down_only_once() -> None:
    assert sorted(path.name for path in (ROOT / "requirements").iterdir()) == ["dev.txt", "docs.txt", "runtime.txt"]


def test_front_end_packages_are_pinned_with_integrity_and_without_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    package = json.loads((ROOT / "package.json").read_text())
    asked = package["dependencies"] | package["devDependencies"]
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert not re.search(r"https?:", (ROOT / "package-lock.json").read_text())
