"""Each of the 27 checks has a test and a figure, those that need one a control, and the page says which."""

from dataclasses import replace

import pytest

from tests.house.checks import PAGE, Check, Shown, faults, page, shown
from tests.house.requirements import Marked, marked


def test_every_check_is_shown_and_controlled() -> None:
    read = shown()

    assert [check.id for check in read.checks] == [f"A{number}" for number in range(1, 28)]
    assert list(faults(read)) == []


def test_the_page_is_in_step_with_the_markers() -> None:
    assert PAGE.read_text() == page(shown()), "stale: python -m tests.house.checks"


KILLED = Check("A17", "A killed worker leaves nothing half", "0", control_demanded=True)
TEST = Marked("tests/test_a.py", "test_killed", ("A17",), frozenset())
CONTROL = Marked("tests/test_a.py", "test_unguarded", ("A17",), frozenset())
GOOD = Shown(checks=(KILLED,), tests=(TEST, CONTROL), controls=(CONTROL,), unbuilt={})


def test_what_is_as_it_should_be_has_no_fault() -> None:
    assert list(faults(GOOD)) == []
    assert GOOD.tests_of(KILLED) == [TEST]
    assert "- Control: [unguarded](../tests/test_a.py)" in page(GOOD)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"tests": ()}, "A17 has neither a test nor a reason"),
        ({"tests": (CONTROL,)}, "A17 has neither a test nor a reason"),
        ({"controls": ()}, "A17 has no control"),
        ({"unbuilt": {"A17": "later"}}, "as if it were not"),
        ({"checks": (replace(KILLED, figure=" "),)}, "A17 has no figure"),
        ({"controls": (CONTROL, replace(CONTROL, ids=("A99",)))}, "controls A99, which is no check"),
    ],
)
def test_a_fault_is_found_and_named(changed: dict[str, object], words: str) -> None:
    assert any(words in fault for fault in faults(replace(GOOD, **changed)))  # type: ignore[arg-type]


def test_controls_are_read_from_the_source() -> None:
    source = '@pytest.mark.rule("A12")\n@pytest.mark.control("A17")\ndef test_one(): ...'
    assert [one.ids for one in marked("tests/test_a.py", source, marker="control")] == [("A17",)]
    assert [one.ids for one in marked("tests/test_a.py", source)] == [("A12",)]
