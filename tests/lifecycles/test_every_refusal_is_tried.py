"""No refusal without a test that provokes it: a class nobody has ever seen raised may never be raised at all."""

import ast
from pathlib import Path

from kernel.refusals import Refusal
from tests.files.corpus.hostile import HOSTILE
from tests.house.expectations import Module

ROOT = Path(__file__).resolve().parents[2]
#: Only their subclasses are raised.
BASES = {"Refusal", "RuleBroken", "SelfApproval", "Outage"}
#: Provoked from outside and heard as an answer, where no test can stand around what raises them.
ANSWERED = {
    "DatabaseAway": "tests/kernel/test_outages.py",
    "OthersAreAtIt": "tests/kernel/test_outages.py",
    "TookTooLong": "tests/kernel/test_outages.py",
    "DiskFull": "tests/kernel/test_outages.py",
    "TooManyAtOnce": "tests/kernel/test_bulkheads.py",
    "BreaksItsReader": "tests/files/test_apart.py",
}


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


def expected(source: str) -> set[str]:
    """Return the names that the tests of a file expect to be raised."""
    module = Module(source)
    return {name for function in module.functions for name in module.expected_by(function)}


def read(*patterns: str) -> dict[str, str]:
    return {str(file): file.read_text() for pattern in patterns for file in ROOT.glob(pattern)}


def test_every_refusal_is_provoked_by_a_test() -> None:
    declared = refusals(read("apps/**/*.py", "platform/kernel/**/*.py", "platform/files/*.py")) - BASES
    tried = {name for source in read("tests/**/test_*.py").values() for name in expected(source)}
    tried |= {refusal.__name__ for _name, _made, refusal in HOSTILE.values()}  # each case of the corpus names its own

    tried |= {name for name, file in ANSWERED.items() if name in (ROOT / file).read_text()}

    assert len(declared) > 60
    assert sorted(declared - tried) == []


def test_a_refusal_without_a_test_would_be_found() -> None:
    sources = {"a.py": "class Mine(RuleBroken): ...\nclass RuleBroken(Refusal): ...\nclass Other(Exception): ..."}

    assert refusals({**sources, "k.py": "class Refusal(Exception): ..."}) == {"Mine", "RuleBroken", "Refusal"}
    assert expected("def test_it():\n    with pytest.raises(refusals.Mine): ...") == {"Mine", "refusals"}
    assert expected("CASES = [Mine]\n@parametrize('c', CASES)\ndef test_it(c):\n    with refused(c): ...") >= {"Mine"}
    assert "Mine" not in expected("CASES = [Mine]\n@parametrize('c', CASES)\ndef test_it(c): ...")
