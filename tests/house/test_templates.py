"""Pages: no script or style inside the markup, and no template that nobody shows."""

import re

import pytest

from tests.house.reading import ROOT, files, sources

TEMPLATES = {path.relative_to(ROOT / "templates").as_posix(): path.read_text() for path in files("templates/**/*.html")}
#: Found by Django by their names.
BY_NAME = {"400.html", "403.html", "404.html", "500.html", "503.html"}
INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style sheet in the page": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an address outside": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}


def inline(text: str) -> list[str]:
    """What the content security policy would refuse, so that the page would silently lack it."""
    return [what for what, pattern in INLINE.items() if pattern.search(text)]


def unused(templates: dict[str, str], code: str) -> set[str]:
    """Templates that no code and no other template names."""
    return {
        name
        for name in templates
        if name not in BY_NAME and f'"{name}"' not in code and f"'{name}'" not in code and not _named(name, templates)
    }


def _named(name: str, templates: dict[str, str]) -> bool:
    return any(name in text for other, text in templates.items() if other != name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_brings_no_script_and_no_style_of_its_own(name: str) -> None:
    assert inline(TEMPLATES[name]) == []


@pytest.mark.parametrize(
    "bad",
    [
        "<script>go()</script>",
        "<style>p{}</style>",
        "<p style='color:red'>",
        "<a onclick='go()'>",
        "<a href='javascript:go()'>",
        "<img src='https://elsewhere.example/a.png'>",
    ],
)
def test_markup_that_the_policy_refuses_would_be_found(bad: str) -> None:
    assert inline(bad)
    assert inline("<script src='/static/a.js'></script><p class='x'>onclick</p>") == []


def test_every_template_is_shown_by_somebody() -> None:
    code = "\n".join(source.text for source in sources())
    assert unused(TEMPLATES, code) == set()


def test_a_forgotten_template_would_be_found() -> None:
    assert unused({"topics/list.html": "", "topics/old.html": ""}, 'render(request, "topics/list.html")') == {
        "topics/old.html"
    }
