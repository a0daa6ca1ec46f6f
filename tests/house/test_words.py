"""Words: what a clerk reads can be translated, what a colleague reads speaks of this project only."""

import ast
import re

import pytest

from tests.house.reading import ROOT, Source, dotted, sources

CHINESE = re.compile(r"[\u3400-\u9fff]")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
#: Files whose strings a clerk reads on a page or gets from the API.
SHOWN = (
    "lifecycle.py", "models.py", "refusals.py", "permissions.py", "guards.py", "roles.py", "forms.py", "views.py",
    "inputs.py", "consent.py", "engine.py", "errors.py",
)  # fmt: skip
#: Chinese only, because they are official documents of Chinese organs or the demonstration's content:
#: letters.py, texts.py, prefill.py, documents/rules.py, rendering/, the drawn-up agenda and demonstration/. None of
#: them is among SHOWN, and these of SHOWN's names are:
CHINESE_ONLY = ("demonstration/",)
#: What has no place in a public tree: paths and addresses of one machine, notes to oneself, marks of who typed it.
OUT_OF_PLACE = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home|root|work|Users|mnt)/\w+"),
    "an address of one network": re.compile(r"\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b"),
    "a note to oneself": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"),
    "a mark of who typed it": re.compile(
        r"co-authored" + r"-by|generated (?:by|with) (?:an? )?\w+ (?:model|assistant)|language" + r" model",
        re.IGNORECASE,
    ),
}
TEXTS = {".py", ".md", ".html", ".css", ".js", ".toml", ".json", ".txt", ".yml", ".yaml", ".sh", ".typ", ""}


def untranslated(source: Source) -> list[str]:
    """Chinese that is neither a docstring nor inside gettext."""
    free = {id(node) for node in _docstrings(source.tree)}
    for call in source.calls():
        if dotted(call.func).rpartition(".")[2] in GETTEXT:
            free |= {id(node) for node in ast.walk(call)}
    found = [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
        if id(node) not in free
    ]
    return list(dict.fromkeys(found))


def _docstrings(tree: ast.Module) -> list[ast.expr]:
    """Strings that stand alone as a statement."""
    return [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]


#: Files that name such things in order to refuse them.
EXCEPTIONS = {
    ("tests/test_starting.py", "an address of one network"),
    ("tests/tenants/test_governments_hosts.py", "an address of one network"),
    ("tests/demonstration/places.py", "a note to oneself"),
}


def out_of_place(path: str, text: str) -> list[str]:
    found = [what for what, pattern in OUT_OF_PLACE.items() if pattern.search(text)]
    return [f"{path}: {what}" for what in found if (path, what) not in EXCEPTIONS]


def tracked() -> dict[str, str]:
    """Every text of the tree that is ours; locks, kept data and what is fetched are not."""
    skip = {
        ".git",
        ".venv",
        ".venv-docs",
        "node_modules",
        "var",
        "requirements",
        ".hypothesis",
        ".mypy_cache",
        ".ruff_cache",
        "static",
    }
    found = {}
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and path.suffix in TEXTS and not skip & set(parts) and path.name != "package-lock.json":
            found["/".join(parts)] = path.read_text(errors="replace")
    return found


def test_what_a_clerk_reads_can_be_translated() -> None:
    shown = [s for s in sources() if s.part in SHOWN and not s.path.startswith(CHINESE_ONLY)]
    assert len(shown) > 30
    assert [at for source in shown for at in untranslated(source)] == []


@pytest.mark.parametrize("line", ["label = '议题'", "label = f'第{n}次'", "raise Refused('不行')"])
def test_a_bare_sentence_would_be_found(line: str) -> None:
    assert untranslated(Source("apps/topics/models.py", line)) == ["apps/topics/models.py:1"]


@pytest.mark.parametrize(
    "line", ["'''提出 a topic.'''", "label = _('议题')", "label = _('第 %(n)d 次') % {'n': 1}", "a = 'topic'"]
)
def test_a_docstring_or_a_translated_sentence_is_fine(line: str) -> None:
    assert untranslated(Source("apps/topics/models.py", line)) == []


def test_the_tree_speaks_of_this_project_only() -> None:
    texts = tracked()
    assert len(texts) > 200
    assert [fault for path, text in texts.items() for fault in out_of_place(path, text)] == []


@pytest.mark.parametrize(
    "text",
    ["see /home/" + "ann/notes", "host 10." + "1.2.3", "# TO" + "DO later", "Co-Authored" + "-By: somebody"],
)
def test_what_is_out_of_place_would_be_found(text: str) -> None:
    assert len(out_of_place("docs/notes.md", text)) == 1
    assert out_of_place("docs/notes.md", "see docs/operations.md") == []
