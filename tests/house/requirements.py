"""Which test shows which requirement, read from the markers without running anything.

`@pytest.mark.rule("R4.1")` on a test says that it shows a requirement of the rule; `@pytest.mark.rule("R4.1!unheard")`
says which of the requirement's refusals it provokes, and the test must then expect one of the refusals that the list
names for it. Three lists stand in `data/`: requirements.txt (id, gist), refusals.txt (id, classes, the rule's words)
and unbuilt.txt (id, reason). `python -m tests.house.requirements` writes docs/reference/requirements.md from them.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.expectations import Module
from tests.house.reading import ROOT

DATA = ROOT / "tests" / "house" / "data"
PAGE = ROOT / "docs" / "reference" / "requirements.md"


@dataclass(frozen=True)
class Refusal:
    """One REFUSE of the rule: its id, the classes by which the product says it, and the rule's own words."""

    id: str
    classes: frozenset[str]
    words: str


@dataclass(frozen=True)
class Marked:
    """One test with what it claims to show, and the names of the exceptions it expects."""

    file: str
    name: str
    ids: tuple[str, ...]
    expects: frozenset[str]
    by_night: bool = False

    def __str__(self) -> str:
        return f"{self.file}::{self.name}"


@dataclass(frozen=True)
class Claims:
    """Everything the check looks at, so that it can be shown a bad case."""

    requirements: dict[str, str]
    refusals: tuple[Refusal, ...]
    unbuilt: dict[str, str]
    checks: dict[str, str]
    marked: tuple[Marked, ...]

    def showing(self, wanted: str) -> list[Marked]:
        """The tests that carry an id; those that show a refusal of a requirement show the requirement too."""
        return [one for one in self.marked if any(held in (wanted, _by(wanted, held)) for held in one.ids)]


def _by(requirement: str, held: str) -> str:
    return held if held.startswith(f"{requirement}!") else requirement


# --- reading --------------------------------------------------------------------------------------------------------


def claims() -> Claims:
    """Read lists and markers of this checkout."""
    found = [(path.relative_to(ROOT).as_posix(), path.read_text()) for path in sorted(ROOT.glob("tests/**/test_*.py"))]
    return Claims(
        requirements=dict(_lines("requirements.txt", 2)),  # type: ignore[arg-type]
        refusals=tuple(Refusal(id, frozenset(names.split()), words) for id, names, words in _lines("refusals.txt", 3)),
        unbuilt=dict(_lines("unbuilt.txt", 2)),  # type: ignore[arg-type]
        checks={id: gist for id, gist, _figure, _control in _lines("checks.txt", 4)},
        marked=tuple(one for file, text in found for one in marked(file, text)),
    )


def _lines(name: str, cells: int) -> Iterator[tuple[str, ...]]:
    for line in (DATA / name).read_text().splitlines():
        found = tuple(line.split("\t"))
        assert len(found) == cells, f"{name}: {line}"
        yield found


def marked(file: str, text: str, *, marker: str = "rule") -> Iterator[Marked]:
    """The tests of one file that carry the marker, on themselves or on their whole module."""
    module = Module(text)
    of_module = [id for node in module.tree.body if _is_pytestmark(node) for id in _ids(node, marker)]
    for name, node in module.functions.items():
        ids = (*of_module, *(id for mark in node.decorator_list for id in _ids(mark, marker)))
        if name.startswith("test_") and ids:
            by_night = any(ast.unparse(mark) == "pytest.mark.night" for mark in node.decorator_list)
            yield Marked(file, name, ids, frozenset(module.expected_by(name)), by_night)


def _is_pytestmark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)


def _ids(node: ast.AST, marker: str) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == f"pytest.mark.{marker}":
            yield from (str(ast.literal_eval(argument)) for argument in call.args)


# --- judging --------------------------------------------------------------------------------------------------------


def faults(read: Claims) -> list[str]:
    """Say what the lists and the tests owe each other."""
    return [*_unknown(read), *_unshown(read), *_unrefused(read), *_untrue(read), *_idle(read)]


def _unknown(read: Claims) -> Iterator[str]:
    known = {*read.requirements, *(one.id for one in read.refusals), *read.checks}
    for test in read.marked:
        yield from (f"{test} names {id}, which is in no list." for id in test.ids if id not in known)
    yield from (f"unbuilt.txt names {id}, which is in no list." for id in read.unbuilt if id not in known)
    for refusal in read.refusals:
        if refusal.id.partition("!")[0] not in read.requirements and "!" in refusal.id:
            yield f"refusals.txt names {refusal.id}, whose requirement is in no list."


def _unshown(read: Claims) -> Iterator[str]:
    for id in read.requirements:
        if not read.showing(id) and id not in read.unbuilt:
            yield f"{id} has neither a test nor a reason."


def _unrefused(read: Claims) -> Iterator[str]:
    for refusal in read.refusals:
        shown = [test for test in read.showing(refusal.id) if test.expects & refusal.classes]
        if not shown and refusal.id not in read.unbuilt:
            yield f"{refusal.id} has no test that expects {' or '.join(sorted(refusal.classes))}, and no reason."
        if shown and refusal.id in read.unbuilt:
            yield f"{refusal.id} is refused, and stands in unbuilt.txt as if it were not."


def _untrue(read: Claims) -> Iterator[str]:
    """A test that claims to show a refusal expects it."""
    classes = {refusal.id: refusal.classes for refusal in read.refusals}
    for test in read.marked:
        for id in test.ids:
            if id in classes and not test.expects & classes[id]:
                yield f"{test} carries {id} and expects none of {', '.join(sorted(classes[id]))}."


def _idle(read: Claims) -> Iterator[str]:
    yield from (f"unbuilt.txt gives no reason for {id}." for id, reason in read.unbuilt.items() if not reason.strip())


# --- the page -------------------------------------------------------------------------------------------------------

MADE = "Made by `python -m tests.house.requirements` from the markers of the tests; edit those, not this page."
NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")
INTRODUCTION = """# Requirements, and the tests that show them

{made}

The ids are those of the work rule of 2024, article by article: `R4.1` is the first requirement of Article 4. Each
requirement lists the tests that show it, and then its refusals: the words of the rule, the class of the refusal in the
product, and the tests that provoke it. A requirement that is deliberately not built names the reason."""


def page(read: Claims) -> str:
    """Return docs/reference/requirements.md."""
    parts = [INTRODUCTION.format(made=MADE)]
    article = ""
    for id, gist in read.requirements.items():
        if (heading := _article(id)) != article:
            article = heading
            parts.append(f"## {article}")
        parts.append("\n".join(_requirement(read, id, gist)))
    parts.append("## Refused throughout")
    parts += ["\n".join(_refusal(read, one)) for one in read.refusals if "!" not in one.id]
    parts.append("The 27 checks of security and honesty stand on [a page of their own](../checks.md).")
    return "\n\n".join(parts) + "\n"


def _article(id: str) -> str:
    number = int(id.removeprefix("R").partition(".")[0])
    return f"第{NUMERALS[number]}条" if number else "印发通知"


def _requirement(read: Claims, id: str, gist: str) -> Iterator[str]:
    refusals = [one for one in read.refusals if one.id.startswith(f"{id}!")]
    yield f"**{id}** {gist}"
    yield ""
    plain = [test for test in read.marked if id in test.ids]
    yield from _listed(plain)
    for refusal in refusals:
        yield from _refusal(read, refusal)
    if id in read.unbuilt:
        yield f"- Not built: {read.unbuilt[id]}"


def _refusal(read: Claims, refusal: Refusal) -> Iterator[str]:
    yield f"- Refused, `{refusal.id}` ({', '.join(sorted(refusal.classes))}): {refusal.words}"
    yield from (f"  {line}" for line in _listed(read.showing(refusal.id)))
    if refusal.id in read.unbuilt:
        yield f"  - Not built: {read.unbuilt[refusal.id]}"


def _listed(tests: Iterable[Marked]) -> Iterator[str]:
    for test in tests:
        yield f"- [{test.name.removeprefix('test_').replace('_', ' ')}](../../{test.file})"


def main(page_at: Path = PAGE) -> None:
    """Write the page."""
    page_at.write_text(page(claims()))


if __name__ == "__main__":
    main()
