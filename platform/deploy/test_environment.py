"""Run pytest with a PostgreSQL of its own: `python -m deploy.test_environment [our words] [pytest's words]`.

Our words are `--without-browser`, and `--in-memory`: the database lies in memory where there is room, and is gone
afterwards; without it the database is kept and the next run finds it made. Uses DATABASE_URL and
LIANXI_MIGRATION_DATABASE_URL when both are given. Other settings of the caller's environment do not reach the tests.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deploy.children import Children, end
from deploy.datadirectory import ROOT, data_directory, held, prepared, secret_key
from deploy.demo import Ear, Stop
from deploy.in_memory import has_room, place_in_memory
from deploy.refusals import StartRefusal, places_in_a_sentence
from deploy.static_files import is_fresh, sources_digest
from kernel.postgres import EmbeddedServer, PostgresRefusal, find_binaries

BROWSERS = ("chromium", "chromium-browser")
FONTS = Path("/usr/share/fonts/opentype/noto")
PACKAGES = ["chromium", "fonts-noto-cjk"]
#: What a caller says to the tests themselves.
FOR_TESTS = {"LIANXI_UPDATE_GOLDEN"}
DATABASE = ("DATABASE_URL", "LIANXI_MIGRATION_DATABASE_URL", "LIANXI_PG_BIN")
OUR_WORDS = {"--without-browser", "--in-memory"}


def main() -> int:
    """Pytest's own result, or 1 with a sentence when there is nothing to run it on."""
    words = sys.argv[1:]
    ear = Ear()
    try:
        with places_in_a_sentence(), ExitStack() as ending:
            try:
                return _run(words, ear, ending)
            finally:
                ear.patient = True
    except (StartRefusal, PostgresRefusal) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except Stop:
        return 130


def _run(words: list[str], ear: Ear, ending: ExitStack) -> int:
    selection = ["-m", "not browser"] if "--without-browser" in words else []
    if not selection:
        require_browser()
    data = prepared(data_directory(os.environ))
    test_data = data / "test"
    test_data.mkdir(mode=0o711, exist_ok=True)
    ending.enter_context(held(test_data))
    children = Children(test_data)
    children.end_leftovers()
    with _database(test_data, ear, in_memory="--in-memory" in words) as database:
        environment = _surroundings(test_data, static=data / "static") | database
        _collect_static(environment)
        words = [*selection, *(word for word in words if word not in OUR_WORDS)]
        with ear.patiently():
            tests = children.start([sys.executable, "-m", "pytest", *words], environment=environment, cwd=ROOT)
            ending.callback(end, tests)
        return tests.wait()


@contextmanager
def _database(test_data: Path, ear: Ear, *, in_memory: bool) -> Iterator[dict[str, str]]:
    given = {name: os.environ[name] for name in DATABASE if os.environ.get(name)}
    if {"DATABASE_URL", "LIANXI_MIGRATION_DATABASE_URL"} <= given.keys():
        yield {"LIANXI_PG_BIN": str(find_binaries().bin_dir)} | given
        return
    fleeting = EmbeddedServer(place_in_memory(test_data), for_tests=True)
    if fleeting.wanted_home.exists():
        fleeting.destroy()  # a killed run's
    in_memory = in_memory and has_room()
    server = fleeting if in_memory else EmbeddedServer(test_data / "postgres", for_tests=True)
    try:
        with ear.patiently():
            server.start()
        yield server.environment()
    finally:
        ear.patient = True
        (server.destroy if in_memory else server.stop)()


def _surroundings(test_data: Path, *, static: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIANXI_") or name in FOR_TESTS}
    return kept | {
        "LIANXI_DEMO": "true",
        "LIANXI_DATA": str(test_data),
        "LIANXI_STATIC_ROOT": str(static),
        "LIANXI_SECRET_KEY": secret_key(test_data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
    }


def _collect_static(environment: dict[str, str]) -> None:
    """The browser tests need the files as the web server serves them."""
    if is_fresh(Path(environment["LIANXI_STATIC_ROOT"]), sources_digest()):
        return
    collect = "import django; django.setup(); from deploy.static_files import collect_if_changed as c; c()"
    if subprocess.run([sys.executable, "-c", collect], cwd=ROOT, env=environment).returncode:  # noqa: S603 — ours
        raise StartRefusal("The static files could not be collected: the reason stands above.")


def require_browser() -> None:
    """Debian's browser and Chinese fonts; a fresh machine run by root gets them, any other is told."""
    if _has_browser():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        needed = " ".join(PACKAGES)
        raise StartRefusal(f"The browser tests need Debian's packages {needed}; `make test-fast` leaves them out.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 — fixed words
    if not _has_browser():
        raise StartRefusal(f"apt-get could not install {' '.join(PACKAGES)}.")


def _has_browser() -> bool:
    return any(map(shutil.which, BROWSERS)) and any(FONTS.glob("NotoSansCJK*"))


if __name__ == "__main__":
    sys.exit(main())
