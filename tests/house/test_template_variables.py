"""A template reads only what some code gives it.

Django shows nothing for an unknown variable and takes it for false in `{% if %}`, so a page does not tell. Each name
that a template reads must be one that product code, a template or the framework binds; whether this page binds it is
not asked here.
"""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page, Paginator
from django.forms import BoundField, Form
from django.http import HttpRequest
from django.template import engines
from django.template.base import Node, Template, Variable

from tests.house.reading import Source, sources
from tests.house.test_templates import TEMPLATES

FRAMEWORK = (BoundField, Form, HttpRequest, Message, Page, Paginator)
#: Names that neither our code nor those classes bind, with what binds them.
BOUND_ELSEWHERE = {
    **dict.fromkeys(("True", "False", "None"), "the template language"),
    **dict.fromkeys(("forloop", "counter", "first", "last"), "{% for %}"),
    "paginator": "a page of Django's paginator, when it is made",
    **dict.fromkeys(
        ("favicon_href", "script_url", "swagger_ui_bundle", "swagger_ui_css", "swagger_ui_standalone"),
        "the view of drf-spectacular that shows the API",
    ),
}
#: Where a node of a template keeps the names that it binds.
_BINDING = ("loopvars", "extra_context", "asvar", "variable_name", "target_var")


def bound_in_code(code: list[Source]) -> set[str]:
    """Names of attributes, fields, functions, parameters and keys that product code gives to anything."""
    return {name for source in code for node in ast.walk(source.tree) for name in _bound(node)}


def _bound(node: ast.AST) -> list[str]:
    match node:
        case (
            ast.FunctionDef(name=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store())
        ):
            return [name]
        case ast.arg(arg=name) | ast.keyword(arg=str() as name):
            return [name]
        case ast.Constant(value=str() as text) if text.isidentifier():
            return [text]
        case _:
            return []


def parts(node: Any, seen: set[int]) -> Iterator[Any]:
    """Everything a template was parsed into: nodes, their expressions, the variables of these."""
    if id(node) in seen:
        return
    seen.add(id(node))
    yield node
    inner: list[Any] = []
    if isinstance(node, dict):
        inner = [*node.values()]
    elif isinstance(node, list | tuple | set):
        inner = [*node]
    elif isinstance(node, Node) or type(node).__module__.startswith("django.template"):
        names = [*getattr(type(node), "__slots__", ()), *getattr(node, "__dict__", ())]
        inner = [getattr(node, name) for name in names if name not in {"origin", "token", "parser"}]
    for each in inner:
        yield from parts(each, seen)


def bound_in(template: Template) -> set[str]:
    """Names that tags of the template bind: `{% for x in … %}`, `{% with x=… %}`, `{% … as x %}`."""
    found: set[str] = set()
    for node in parts(template.nodelist, set()):
        for name in _BINDING if isinstance(node, Node) else ():
            value = getattr(node, name, None)
            found |= {value} if isinstance(value, str) else set(value or ())
    return found


def unknown(templates: dict[str, str], given: set[str]) -> list[str]:
    """Variables of which some name is bound nowhere."""
    parsed = {name: engines["django"].from_string(text).template for name, text in templates.items()}
    known = given.union(BOUND_ELSEWHERE, *map(dir, FRAMEWORK), *map(bound_in, parsed.values()))
    return [
        f"{name}: {variable.var}"
        for name, template in parsed.items()
        for variable in parts(template.nodelist, set())
        if isinstance(variable, Variable) and not known.issuperset(filter(str.isidentifier, variable.lookups or ()))
    ]


def test_every_name_that_a_template_reads_is_bound_somewhere() -> None:
    assert unknown(TEMPLATES, bound_in_code(sources())) == []


@pytest.mark.parametrize(
    "bad",
    [
        "{% if topic.similar %}…{% endif %}",
        "{% if topic.title and not topic.similar %}…{% endif %}",
        "{{ topic.similar|default:'—' }}",
        "{% for other in topic.similar %}…{% endfor %}",
        "{% firstof topic.similar topic.title %}",
        "{% with title=topic.similar %}{{ title }}{% endwith %}",
        "{% include 'topics/list.html' with topic=topic.similar %}",
        "{% if topic.title %}{{ topic.title|add:similar }}{% endif %}",
    ],
)
def test_a_name_that_nothing_binds_would_be_found(bad: str) -> None:
    assert len(unknown({"topics/made_up.html": bad}, {"topic", "title"})) == 1
    assert unknown({"topics/made_up.html": bad}, {"topic", "title", "similar"}) == []
