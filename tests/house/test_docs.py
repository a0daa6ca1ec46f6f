"""The documentation is whole: each page can be reached, each link leads somewhere, each path that is named exists."""

import hashlib
import re
import runpy
import tomllib
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tests.house import glossary, picture
from tests.house.reading import ROOT, sources

DOCS = ROOT / "docs"
#: Pages at the root of the repository, which a forge shows.
AT_THE_ROOT = ("README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
#: Folders whose pages stand in the index of the folder instead of the navigation.
INDEXED = ("adr", "reference/lifecycles")
LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ENTRY, RELEASE, READER = re.compile(r"^- .+", re.M), re.compile(r"^## \[(.+?)\]", re.M), re.compile(r"^### (.+)", re.M)
LONGEST_ENTRY = 100
READERS = {"Offices", "Operators", "Integrators", "Developers"}
NAMED_PATH = re.compile(r"`((?:apps|api|docs|locale|platform|requirements|static|templates|tenants|tests)/[^`\s]*)`")


class _Settings(yaml.SafeLoader):
    """The settings of the site name a function of Python, which only the site's own program can load."""


_Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def pages() -> dict[str, str]:
    """Every page by its path in the repository."""
    found = [*DOCS.rglob("*.md"), *(ROOT / name for name in AT_THE_ROOT)]
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in sorted(found)}


def settings() -> Any:
    return yaml.load((ROOT / "mkdocs.yml").read_text(), _Settings)  # noqa: S506 - a safe loader


def named(navigation: Any) -> list[str]:
    """The pages that a part of the navigation names."""
    if isinstance(navigation, str):
        return [navigation]
    parts = navigation.values() if isinstance(navigation, dict) else navigation
    return [page for part in parts for page in named(part)]


def anchors(page: str) -> set[str]:
    """The addresses of a page's headings, as forges and the site make them."""
    headings = HEADING.findall(FENCE.sub("", page))
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def dead_links(path: str, page: str) -> list[str]:
    """Links to files that do not exist, and to headings that no page has."""
    dead = []
    for link in LINK.finditer(FENCE.sub("", page)):
        file, _, anchor = link["target"].partition("#")
        if file.startswith(("http:", "https:", "mailto:")):
            continue
        target = (ROOT / path).parent / file if file else ROOT / path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text())):
            dead.append(f"{path}: {link['target']}")
    return dead


def lost_paths(path: str, page: str) -> list[str]:
    """Paths of the repository that a page names in code quotes and that do not exist; `<app>` stands for any app."""
    patterns = [re.sub(r"<\w+>", "*", name.split("::")[0].rstrip("/")) for name in NAMED_PATH.findall(page)]
    return [f"{path}: {pattern}" for pattern in patterns if not any(ROOT.glob(pattern))]


def test_every_page_stands_in_the_navigation_or_in_the_index_of_its_folder() -> None:
    navigation = named(settings()["nav"])
    reached = {f"docs/{page}" for page in navigation}
    for folder in INDEXED:
        index = (DOCS / folder / "README.md").read_text()
        reached |= {f"docs/{folder}/{link['target']}" for link in LINK.finditer(index)}

    assert len(navigation) == len(set(navigation))
    assert {path for path in pages() if path.startswith("docs/")} - reached == set()
    assert [page for page in navigation if not (DOCS / page).is_file()] == []


def test_every_link_leads_somewhere() -> None:
    assert [fault for path, page in pages().items() for fault in dead_links(path, page)] == []


def test_every_path_that_a_page_names_exists() -> None:
    assert [fault for path, page in pages().items() for fault in lost_paths(path, page)] == []


@pytest.mark.parametrize("link", ["[a](nowhere.md)", "[a](index.md#no-such-heading)", "[a](#no-such-heading)"])
def test_a_dead_link_would_be_found(link: str) -> None:
    assert len(dead_links("docs/index.md", f"see {link}")) == 1
    assert dead_links("docs/index.md", "see [a](operations.md#settings)") == []


def test_a_path_that_is_gone_would_be_found() -> None:
    assert lost_paths("docs/index.md", "in `apps/gone/models.py`") == ["docs/index.md: apps/gone/models.py"]
    assert lost_paths("docs/index.md", "in `tests/house/test_docs.py` and `apps/<app>/models.py`") == []


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[a test](../tests/house/test_docs.py)", "a test (`tests/house/test_docs.py`)"),
        ("[a page](../docs/operations.md)", "[a page](../docs/operations.md)"),
        ("[nothing](../tests/gone.py)", "[nothing](../tests/gone.py)"),  # the strict build fails on it
    ],
)
def test_the_site_names_files_that_it_does_not_hold(link: str, shown: str) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="operations.md"))
    config = SimpleNamespace(config_file_path=str(ROOT / "mkdocs.yml"))

    assert runpy.run_path(str(DOCS / "site_hooks.py"))["on_page_markdown"](link, page, config) == shown


def test_the_picture_of_the_layers_is_drawn_from_the_contracts() -> None:
    drawn = picture.picture((ROOT / "pyproject.toml").read_text())

    assert picture.PICTURE.read_text() == drawn, "stale: python -m tests.house.picture"


def test_another_contract_makes_another_picture() -> None:
    contracts = (ROOT / "pyproject.toml").read_text()

    assert picture.picture(contracts) != picture.picture(contracts.replace('"topics",', '"topics | rooms",'))


def test_every_identifier_of_the_glossary_is_in_the_code_or_marked_as_not_built() -> None:
    words = glossary.glossary(glossary.PAGE.read_text())

    assert len(words) > 100
    assert glossary.faults(words, glossary.names(sources())) == []


@pytest.mark.parametrize("word", [glossary.Word("议题", ("tpic",), ()), glossary.Word("议题", (), ("topic",))])
def test_a_word_that_differs_from_the_code_would_be_found(word: glossary.Word) -> None:
    assert len(glossary.faults([word], {"topic"})) == 1
    assert glossary.faults([glossary.Word("议题", ("topic",), ("motion",))], {"topic"}) == []


def test_the_changelog_tells_each_reader_of_each_release_one_line_an_entry() -> None:
    page = (ROOT / "CHANGELOG.md").read_text()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert RELEASE.findall(page)[0] == version
    assert set(READER.findall(page)) == READERS
    assert [entry for entry in ENTRY.findall(page) if len(entry.removeprefix("- ")) > LONGEST_ENTRY] == []
    assert not re.search(r"^ +\S", page, re.MULTILINE), "an entry runs on"


def test_the_licence_is_named_and_stands_in_full() -> None:
    """The text is the one that SPDX keeps under the id; a licence is not edited."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / "LICENSE").read_bytes()

    assert (project["license"], project["license-files"]) == ("MulanPSL-2.0", ["LICENSE"])
    assert hashlib.sha256(text).hexdigest() == "a6a765109ad2bba127fd7a0aafdae9b79d1d5702904a8b3b38be1c68d102d7ce"


def test_the_site_loads_nothing_from_another_host() -> None:
    """`make docs` looks into the built pages as well; a font of the theme's own would be fetched by the reader."""
    assert settings()["theme"]["font"] is False
    assert "://" not in (ROOT / "mkdocs.yml").read_text()
    assert "url(" not in (DOCS / "assets" / "site.css").read_text()
