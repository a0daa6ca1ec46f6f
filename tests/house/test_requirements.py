"""Every requirement has a test or a reason, every refusal a test that expects it, and the page says which."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.house.requirements import PAGE, Claims, Marked, Refusal, claims, faults, main, marked, page


def test_every_requirement_is_shown_and_every_refusal_is_provoked() -> None:
    read = claims()

    assert len(read.requirements) == 89
    assert len(read.refusals) > 60
    assert len(read.marked) > 200
    assert faults(read) == []


def test_the_page_is_in_step_with_the_markers() -> None:
    assert PAGE.read_text() == page(claims()), "stale: python -m tests.house.requirements"


# --- that each of these can fail --------------------------------------------------------------------------------------

GOOD = Claims(
    requirements={"R1.1": "legal bases", "R1.2": "two sides"},
    refusals=(Refusal("R1.2!strangers", frozenset({"WrongSide"}), "REFUSE strangers"),),
    unbuilt={},
    checks={"A1": "the matrix"},
    marked=(
        Marked("tests/test_a.py", "test_bases", ("R1.1", "A1"), frozenset()),
        Marked("tests/test_a.py", "test_strangers", ("R1.2!strangers",), frozenset({"WrongSide"})),
    ),
)
BASES, STRANGERS = GOOD.marked


def test_what_is_as_it_should_be_has_no_fault() -> None:
    assert faults(GOOD) == []
    assert faults(replace(GOOD, marked=(STRANGERS,), unbuilt={"R1.1": "stands in another book"})) == []
    assert faults(replace(GOOD, marked=(BASES,), unbuilt={"R1.2": "later", "R1.2!strangers": "later"})) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"marked": (STRANGERS,)}, "R1.1 has neither a test nor a reason"),
        ({"marked": (STRANGERS,), "unbuilt": {"R1.1": " "}}, "no reason for R1.1"),
        ({"marked": (BASES, replace(STRANGERS, ids=("R1.2",)))}, "R1.2!strangers has no test that expects WrongSide"),
        ({"marked": (BASES, replace(STRANGERS, expects=frozenset({"WrongRole"})))}, "expects none of WrongSide"),
        ({"marked": (*GOOD.marked, replace(BASES, ids=("R9.9",)))}, "names R9.9, which is in no list"),
        ({"marked": (*GOOD.marked, replace(BASES, ids=("R1.2!nobody",)))}, "names R1.2!nobody, which is in no list"),
        ({"unbuilt": {"R7.7": "later"}}, "names R7.7, which is in no list"),
        ({"unbuilt": {"R1.2!strangers": "later"}}, "is refused, and stands in unbuilt.txt"),
        ({"refusals": (Refusal("R7.7!x", frozenset({"WrongSide"}), "x"),), "marked": (BASES,)}, "whose requirement"),
    ],
)
def test_a_fault_is_found_and_named(changed: dict[str, object], words: str) -> None:
    assert any(words in fault for fault in faults(replace(GOOD, **changed)))  # type: ignore[arg-type]


def test_another_marker_makes_the_page_another() -> None:
    assert page(GOOD) != page(replace(GOOD, marked=GOOD.marked[:1]))
    assert "[strangers](../../tests/test_a.py)" in page(GOOD)
    assert "Not built: later" in page(replace(GOOD, unbuilt={"R1.1": "later"}))


def test_the_page_is_written_by_one_command(tmp_path: Path) -> None:
    main(tmp_path / "requirements.md")
    assert (tmp_path / "requirements.md").read_text() == page(claims())


SOURCE = """
pytestmark = [pytest.mark.django_db, pytest.mark.rule("R1.1")]

def strangers_are_refused():
    with refused(refusals.WrongSide, "R1.2"):
        ...

@pytest.mark.rule("R1.2!strangers", "A1")
def test_one(): strangers_are_refused()

@pytest.mark.parametrize("refusal", [WrongRole])
def test_two(refusal):
    with pytest.raises(refusal):
        ...

def test_three(): WrongState
"""


def test_markers_and_expectations_are_read_from_the_source() -> None:
    one, two, three = marked("tests/test_a.py", SOURCE)
    assert (one.ids, two.ids, three.ids) == (("R1.1", "R1.2!strangers", "A1"), ("R1.1",), ("R1.1",))
    assert "WrongSide" in one.expects
    assert "WrongRole" in two.expects
    assert "WrongState" not in three.expects
    assert list(marked("tests/test_b.py", "def test_four(): ...")) == []
