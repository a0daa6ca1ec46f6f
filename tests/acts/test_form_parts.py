"""Long forms stand in parts: nothing is lost, nothing that must be filled is folded away."""

import pytest

from kernel.lifecycle.table import LIFECYCLES
from kinds.registry import kind_of, kinds
from web.form_parts import in_parts

PARTS = {kind.name: kind.forms.parts for kind in kinds() if kind.forms.parts}


def grouped(kind, fields):
    return in_parts(kind_of(kind).forms.parts, fields)


def fields_of(action, **values):
    return [{"name": need.name, "required": need.required, "value": values.get(need.name, "")} for need in action.needs]


LONG = [(kind, row) for kind in PARTS for row in LIFECYCLES[kind].actions if row.name in {"draft", "edit"}]


@pytest.mark.parametrize(("kind", "row"), LONG, ids=lambda one: getattr(one, "name", one))
def test_a_form_in_parts_asks_all_that_its_row_asks(kind, row):
    fields = fields_of(row)
    parts = grouped(kind, fields)
    assert sorted(field["name"] for part in parts for field in part["fields"]) == sorted(one.name for one in row.needs)
    assert not any(part["folded"] and not part["open"] and any(f["required"] for f in part["fields"]) for part in parts)


@pytest.mark.parametrize("kind", PARTS)
def test_every_field_named_in_a_part_is_asked_somewhere(kind):
    asked = {need.name for row in LIFECYCLES[kind].actions for need in row.needs}
    assert {name for part in PARTS[kind] for name in part.names} <= asked


def test_a_folded_part_opens_when_something_stands_in_it_or_was_refused():
    row = LIFECYCLES["meeting"].named("draft")[0]
    closed = [part["open"] for part in grouped("meeting", fields_of(row)) if part["folded"]]
    assert closed == [False, False, False]
    filled = fields_of(row, ground_text="突发停工")
    filled[2]["error"] = "请写数字。"
    assert [part["open"] for part in grouped("meeting", filled) if part["folded"]] == [True, True, False]


def test_a_short_form_stays_in_one_piece():
    row = LIFECYCLES["meeting"].named("postpone")[0]
    assert [part["label"] for part in grouped("meeting", fields_of(row))] == [""]
