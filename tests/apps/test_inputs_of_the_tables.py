"""Whatever is sent, the tables' own field lists read it or name the fault; nothing reaches the database unread."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.clock import day_of
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import LIFECYCLES, Action, Need
from kernel.refusals import Malformed

#: Where a line goes whose name is not that of a column of the lifecycle's own model.
ELSEWHERE = {
    ("topic", "decide", "responsible_person"): ("meetings.Resolution", "responsible_person"),
    ("topic", "decide", "text"): ("meetings.ResolutionMilestone", "text"),
    ("attendance", "take_leave", "approver"): ("meetings.Attendance", "leave_approver"),
    ("attendance", "substitute", "name"): ("meetings.Attendance", "substitute_name"),
    ("attendance", "substitute", "title"): ("meetings.Attendance", "substitute_title"),
    ("officer_mandate", "provide", "username"): ("organizations.User", "username"),
    ("sent_letter", "draft", "government"): ("supervision.SentLetter", "to_code"),
    ("sent_letter", "edit", "government"): ("supervision.SentLetter", "to_code"),
    **{
        (lifecycle, action, "document_number"): ("documents.IssuedDocument", "number")
        for lifecycle, action in (
            ("meeting", "issue_notice"),
            ("meeting", "reissue_notice"),
            ("minutes", "issue"),
            ("sent_letter", "send"),
            ("agreed_item", "issue_letter"),
            ("supporting_part", "issue_letter"),
        )
    },
}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(
        ["9999-12-31", "0001-01-01", "2026-02-30", "9999-12-31T23:59-12:00", "01990000-0000-7000-8000-0", ""]
    )
    | st.dates().map(str)
    | st.datetimes().map(str)
    | st.uuids().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


def rows() -> list[Action]:
    return [row for lifecycle in LIFECYCLES.values() for row in lifecycle.actions if row.needs]


def lines() -> Iterator[tuple[str, str, Need]]:
    """Yield every one-line field of every row, those inside rows of rows too."""
    for lifecycle in LIFECYCLES.values():
        for row in lifecycle.actions:
            pending = list(row.needs)
            while pending:
                need = pending.pop()
                pending += need.fields
                if need.kind == "text":
                    yield lifecycle.name, row.name, need


@pytest.mark.parametrize(
    ("lifecycle", "action", "need"), [pytest.param(*one, id=f"{one[0]}.{one[1]}.{one[2].name}") for one in lines()]
)
def test_a_line_is_as_long_as_its_column(lifecycle: str, action: str, need: Need) -> None:
    own = (LIFECYCLES[lifecycle].model, need.name)
    model, name = ELSEWHERE.get((lifecycle, action, need.name), own)
    column = apps.get_model(model)._meta.get_field(name)

    assert isinstance(column, models.CharField)
    assert need.longest == column.max_length


@pytest.mark.django_db
def test_anything_is_read_or_refused_by_name(inside: Any) -> None:
    def needs_of(row: Action) -> list[str]:
        return [need.name for need in row.needs]

    with inside("150121"):

        @settings(
            max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
        )
        @given(st.data())
        def read(data: st.DataObject) -> None:
            row = data.draw(st.sampled_from(rows()))
            raw = data.draw(
                st.dictionaries(st.sampled_from(needs_of(row)) | st.text(max_size=8), JSON, max_size=6) | JSON
            )
            with suppress(Malformed):
                values = clean(row.needs, raw)
                assert set(values) == set(needs_of(row))
                moments = [value for value in values.values() if isinstance(value, datetime)]
                assert all(isinstance(day_of(moment), date) and moment.astimezone(UTC) for moment in moments)

        read()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "9999-12-31"), ("date", "0001-01-01"), ("date", 20260101), ("moment", "9999-12-31T23:59-12:00"),
        ("moment", "0001-01-01T00:00+08:00"), ("number", 2**31), ("number", "9" * 5000), ("number", 1.5),
        ("number", True), ("yes_no", []), ("yes_no", {}), ("text", "字" * 301), ("text", "a\x00b"),
        ("text", "a\ud800b"),
        ("text", "a\u202eb"), ("longtext", "字" * 20_001), ("refs", "x" * 5), ("refs", [{}]), ("ref", []), ("ref", 7),
    ],
)  # fmt: skip
def test_what_no_column_holds_is_malformed(inside: Any, kind: str, value: Any) -> None:
    with inside("150121"), pytest.raises(Malformed) as told:
        clean((Need("it", "它", kind, to="organizations.Unit"),), {"it": value})
    assert set(told.value.fields) == {"it"}
