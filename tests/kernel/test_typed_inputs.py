"""The needs of a row derive from the class of what is given, and the verb reads that class."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from kernel.lifecycle.table import Act, Action, Need, states
from kernel.lifecycle.typed import Inputs, asked
from tests.kernel.toy import ANNA, GOV, MORNING, toy_lifecycle


class Dated(Inputs):
    day: date = asked("日期", "date")


class Put(Inputs):
    reason: str = asked("理由", "longtext", help="写明原因。")
    note: str | None = asked("备注", required=False, longest=20)


class PutOff(Put, Dated):
    """What is asked first is the last base."""


NEEDS = (
    Need("day", "日期", "date"),
    Need("reason", "理由", "longtext", help="写明原因。"),
    Need("note", "备注", required=False, longest=20),
)


def test_the_needs_of_a_row_are_those_of_the_class() -> None:
    row = Action("put_off", "延期", states("draft"), None, (GOV,), "第一条", inputs=PutOff)
    assert row.needs == PutOff.needs == NEEDS
    assert replace(row, rule="R1.1").needs == NEEDS


def test_a_row_does_not_name_its_inputs_twice() -> None:
    with pytest.raises(ValueError, match="put_off names its inputs twice"):
        Action("put_off", "延期", states("draft"), None, (GOV,), "第一条", needs=NEEDS[:1], inputs=PutOff)


def test_the_verb_reads_what_was_given_as_one_object() -> None:
    with toy_lifecycle() as toy:
        given = {"day": MORNING.date(), "reason": "让路", "note": None}
        said = PutOff.of(Act(toy, toy.named("read")[0], ANNA, MORNING, MORNING, given))
    assert said == PutOff(day=MORNING.date(), reason="让路", note=None)
    assert Dated(day=said.day) == Dated(day=MORNING.date())
    with pytest.raises(FrozenInstanceError):
        said.reason = "另一个"  # type: ignore[misc]


def test_a_field_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Silent does not say how \['colour'\] are asked for"):

        class Silent(Inputs):
            colour: str
