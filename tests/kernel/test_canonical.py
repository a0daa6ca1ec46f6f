"""Equal contents give equal bytes on every machine; what a reader could tell apart gives different ones."""

import hashlib
import unicodedata
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import canonical
from kernel.clock import SHANGHAI

AT = datetime(2026, 6, 12, 9, 0, tzinfo=SHANGHAI)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
    | st.uuids(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        ("联席", '"联席"'),
        ("e\u0301", '"é"'),
        (date(2026, 6, 12), '"2026-06-12"'),
        (AT, '"2026-06-12T01:00:00.000000+00:00"'),
        (Decimal("14.63"), '"14.63"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        ((1, "a"), '[1,"a"]'),
        ({"b", "a"}, '["a","b"]'),
        (frozenset({2, 1}), "[1,2]"),
        ({"b": 1, "a": {"d": 2, "c": 3}}, '{"a":{"c":3,"d":2},"b":1}'),
        ({"e\u0301": 1}, '{"é":1}'),
    ],
)
def test_a_value_has_one_text(value: Any, text: str) -> None:
    assert canonical.text(value) == text


def test_the_digest_is_that_of_the_text() -> None:
    assert canonical.digest({"议题": 1}) == hashlib.sha256('{"议题":1}'.encode()).hexdigest()


def test_a_moment_is_the_same_wherever_it_was_read() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=-5)))
    assert canonical.digest(elsewhere) == canonical.digest(AT) == canonical.digest(AT.astimezone(UTC))


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), b"bytes", bytearray(b"x"), datetime(2026, 6, 12), object(), {"a": [1.0]}],  # noqa: DTZ001
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="has no canonical form"):
        canonical.text(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("事项", "事项 "),
        (1, "1"),
        (True, 1),
        (None, ""),
        ([1, 2], [2, 1]),
        (AT, AT + timedelta(microseconds=1)),
        ({"a": None}, {}),
        (Decimal("1.0"), Decimal("1.00")),
    ],
)
def test_what_a_reader_could_tell_apart_differs(one: Any, other: Any) -> None:
    assert canonical.digest(one) != canonical.digest(other)


@given(VALUES)
def test_the_text_does_not_depend_on_the_order_of_keys(value: Any) -> None:
    assert canonical.text(value) == canonical.text(_turned(value))


@given(VALUES)
def test_the_text_of_what_was_stored_as_json_is_the_same(value: Any) -> None:
    assert canonical.text(canonical.plain(value)) == canonical.text(value)


@given(st.text())
def test_two_spellings_of_one_text_are_one(text: str) -> None:
    spell: Callable[[Any], str] = canonical.digest
    assert spell(unicodedata.normalize("NFD", text)) == spell(unicodedata.normalize("NFC", text))


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(list(value))}
    return [_turned(item) for item in value] if isinstance(value, list) else value
