"""Every kind of object is declared once, and what reads kinds keeps no table of its own."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from apps.desk.context import SECTIONS
from kernel.lifecycle.table import LIFECYCLES
from kinds.registry import kinds
from tests.house.reading import Source, imports, sources

#: Of how many kinds a literal names before it counts as a table of kinds.
A_TABLE = 3
#: Files whose literals are the words of something else than kinds.
OTHER_WORDS = {"apps/history/workbook/nesting.py": "the names of the sheets' parts in a package of past meetings"}
DECLARED = list(kinds())
WITH_LIFECYCLE = [kind for kind in DECLARED if kind.lifecycle]


def _named(node: ast.expr) -> str:
    """The kind that a key or an element names: by its name, its address, its model, or as the first of a tuple."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Tuple(elts=[first, *_]):
            return _named(first)
    return ""


def tables_of_kinds(source: Source) -> Iterator[str]:
    """Yield the literals most of whose keys or elements name kinds.

    The context of a page may use such words beside others.
    """
    known = {kind.name for kind in DECLARED} | {kind.model for kind in DECLARED}
    known |= {kind.page.slug for kind in DECLARED if kind.page}
    for node in ast.walk(source.tree):
        match node:
            case ast.Dict(keys=keys):
                named = {_named(key) for key in keys if key is not None}
            case ast.Set(elts=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements):
                named = {_named(element) for element in elements}
            case _:
                continue
        if len(named & known) >= A_TABLE and len(named & known) * 2 > len(named):
            yield source.at(node)


def test_every_lifecycle_belongs_to_a_declared_kind():
    assert {kind.lifecycle.name for kind in WITH_LIFECYCLE if kind.lifecycle} == set(LIFECYCLES)


def test_nobody_keeps_a_second_table_of_kinds():
    read = [source for source in sources("apps", "api", "tenants", "platform") if source.path not in OTHER_WORDS]
    assert [place for source in read for place in tables_of_kinds(source)] == []


@pytest.mark.parametrize("path", OTHER_WORDS)
def test_an_exception_is_still_needed(path):
    assert any(source.path == path and list(tables_of_kinds(source)) for source in sources("apps"))


@pytest.mark.parametrize(
    "text",
    [
        'TITLES = {"topic": str, "meeting": str, "minutes": str}',
        'FIRSTS = {("topic", "edit"): 1, ("meeting", "edit"): 2, ("agreed_item", "edit"): 3}',
        'BELONGS = ("topics", "followups", "papers")',
        'MODELS = ["topics.Topic", "meetings.Meeting", "minutes.Minutes"]',
    ],
)
def test_a_second_table_of_kinds_would_be_found(text):
    assert list(tables_of_kinds(Source("apps/desk/titles.py", text)))


@pytest.mark.parametrize("kind", WITH_LIFECYCLE, ids=lambda kind: kind.name)
def test_a_kind_names_only_acts_that_its_table_has(kind):
    names = set(kind.lifecycle.names())
    assert set(kind.steps.due) | set(kind.steps.ready) <= names
    assert set(kind.forms.initial) | set(kind.forms.previews) <= names
    asked = {need.name for row in kind.lifecycle.actions for need in row.needs}
    assert {name for part in kind.forms.parts for name in part.names} <= asked


@pytest.mark.parametrize("kind", WITH_LIFECYCLE, ids=lambda kind: kind.name)
def test_a_kind_is_begun_by_a_row_that_creates(kind):
    if kind.page and kind.page.beginning:
        assert all(row.creates for row in kind.lifecycle.named(kind.page.beginning.action))


@pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.name)
def test_a_kind_stands_for_a_table_and_in_a_section(kind):
    assert apps.get_model(kind.model)
    if kind.page:
        assert kind.page.section in {section.url for section in SECTIONS}
    if kind.waiting and kind.waiting.on_objects:
        assert kind.page, "a to-do leads to a page"


def test_the_interface_for_programs_takes_nothing_from_the_desk():
    taken = [source.at(node) for source in sources("api") for node, name in imports(source.tree) if "apps.desk" in name]
    assert taken == []
