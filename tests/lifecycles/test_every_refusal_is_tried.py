"""No refusal without a test that provokes it: a class nobody has ever seen raised may never be raised at all."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kernel.refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
#: Only their subclasses are raised.
BASES = {"Refusal", "RuleBroken", "SelfApproval"}
EXPECTING = {"raises", "refused"}


def refusals(sources: dict[str, str]) -> set[str]:
    """Return the names of the classes in these sources that are refusals, whatever they are derived from."""
    bases = {
        node.name: {base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases}
        for source in sources.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    }
    found = {Refusal.__name__}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found & bases.keys()


def expected(source: str) -> Iterator[str]:
    """Yield the names that a test expects to be raised."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in EXPECTING:
            for inner in ast.walk(node.args[0]):
                if isinstance(inner, ast.Name | ast.Attribute):
                    yield inner.id if isinstance(inner, ast.Name) else inner.attr


def read(*patterns: str) -> dict[str, str]:
    return {str(file): file.read_text() for pattern in patterns for file in ROOT.glob(pattern)}


def test_every_refusal_is_provoked_by_a_test() -> None:
    declared = refusals(read("apps/*/*.py", "platform/kernel/**/*.py")) - BASES
    tried = {name for source in read("tests/**/test_*.py").values() for name in expected(source)}

    assert len(declared) > 60
    assert sorted(declared - tried) == []


def test_a_refusal_without_a_test_would_be_found() -> None:
    sources = {"a.py": "class Mine(RuleBroken): ...\nclass RuleBroken(Refusal): ...\nclass Other(Exception): ..."}

    assert refusals({**sources, "k.py": "class Refusal(Exception): ..."}) == {"Mine", "RuleBroken", "Refusal"}
    assert list(expected("with pytest.raises(refusals.Mine): ...")) == ["Mine", "refusals"]
