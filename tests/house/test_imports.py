"""What imports what: no import by text, and no domain file that knows how it is shown (circles: test_circles.py)."""

import ast
from collections.abc import Iterable, Mapping
from functools import cache

import grimp
import pytest

from tests.house.reading import Source, dotted, sources
from tests.house.test_layers import CONFIGURATION

PACKAGES = CONFIGURATION["importlinter"]["root_packages"]
#: Files and apps that show things: they may know every app, and no other file knows them.
SHOWS = {"pages", "kinds", "urls", "views", "forms", "access", "middleware", "context"}
SHOWING_APPS = ("apps.acts", "apps.desk", "apps.rollup", "api", "web")
#: Where Django asks for an import of its own: what is wired at the start, commands, and the officer's door.
WIRES = {"apps", "management"}
BY_TEXT = ("import_string", "import_module", "__import__")
READS_TEXT = {
    "platform/kernel/lifecycle/table.py": "the tables name functions of upper apps by text (ADR 0020)",
    "platform/kinds/discovery.py": "declarations and verbs of all apps are read when Django starts (ADR 0017)",
    "apps/organizations/door/views.py": "what stands beside the sign-in form is a setting, as Django's own are",
}


@cache
def graph() -> dict[str, set[str]]:
    """Every module of ours with the modules of ours that it imports; imports for types alone are left out."""
    found = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    return {module: set(found.find_modules_directly_imported_by(module)) for module in found.modules}


def shows(module: str) -> bool:
    """Whether a module belongs to pages, API or their kit."""
    in_a_showing_app = any(module == name or module.startswith(f"{name}.") for name in SHOWING_APPS)
    return in_a_showing_app or (module.startswith("apps.") and bool(SHOWS & set(module.split("."))))


def domain_that_knows_pages(imports: Mapping[str, Iterable[str]]) -> list[str]:
    """Imports that lead from a domain file to one that shows things."""
    return sorted(
        f"{module} -> {imported}"
        for module, all_imported in imports.items()
        if module.startswith("apps.") and not shows(module) and not WIRES & set(module.split(".")[1:])
        for imported in all_imported
        if shows(imported)
    )


def imports_by_text(source: Source) -> list[str]:
    """Calls that import what a text names: neither tools nor readers find such an import."""
    return [source.at(call) for call in source.calls() if _names_text(call)]


def _names_text(call: ast.Call) -> bool:
    """A model asked for by its written name counts too; `get_model(lifecycle.model)` reads a declaration."""
    name = dotted(call.func).rpartition(".")[2]
    written = bool(call.args) and isinstance(call.args[0], ast.Constant)
    return name in BY_TEXT or (name == "get_model" and written)


def test_domain_files_know_no_page() -> None:
    assert domain_that_knows_pages(graph()) == []


@pytest.mark.parametrize(
    "shown", ["apps.meetings.pages.tabs", "apps.meetings.kinds", "apps.topics.urls", "apps.desk.feed", "api.v1", "web"]
)
def test_a_domain_file_that_knows_a_page_would_be_found(shown: str) -> None:
    assert domain_that_knows_pages({"apps.meetings.notice.guards": [shown]}) != []
    assert domain_that_knows_pages({"apps.topics.pages.topics": [shown]}) == []


def test_nothing_is_imported_by_text_but_what_the_tables_name() -> None:
    found = {source.path: imports_by_text(source) for source in sources()}
    assert {path: places for path, places in found.items() if places and path not in READS_TEXT} == {}
    assert all(found[path] for path in READS_TEXT)


@pytest.mark.parametrize(
    "line", ["apps.get_model('a.B')", "import_string('a.b')", "importlib.import_module(name)", "__import__('a')"]
)
def test_an_import_by_text_would_be_found(line: str) -> None:
    assert imports_by_text(Source("apps/topics/permissions.py", line)) == ["apps/topics/permissions.py:1"]
    assert imports_by_text(Source("apps/topics/permissions.py", "apps.get_model(lifecycle.model)")) == []
