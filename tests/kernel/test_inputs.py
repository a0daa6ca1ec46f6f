"""What was typed becomes typed values, or a fault that names the field; nothing else gets through."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import TextChoices
from hypothesis import given
from hypothesis import strategies as st

from apps.organizations.models import Unit
from kernel.clock import SHANGHAI
from kernel.lifecycle.inputs import LARGEST_NUMBER, LONGEST_TEXT, MOST_ROWS, clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed

Inside = Callable[[str], AbstractContextManager[None]]


class Light(TextChoices):
    GREEN = "green", "绿"
    RED = "red", "红"


LONGEST_LINE = Need("it", "标题").longest
NEEDS = {
    "text": Need("it", "标题"),
    "longtext": Need("it", "理由", "longtext"),
    "date": Need("it", "日期", "date"),
    "moment": Need("it", "时间", "moment"),
    "number": Need("it", "进度", "number"),
    "yes_no": Need("it", "是否", "yes_no"),
    "choice": Need("it", "灯", "choice", choices=Light),
    "ref": Need("it", "单位", "ref", to="organizations.Unit"),
    "refs": Need("it", "单位", "refs", to="organizations.Unit"),
    "rows": Need("it", "事项", "rows", fields=(Need("text", "内容"), Need("due_on", "时限", "date", required=False))),
}


def read(kind: str, value: Any) -> Any:
    return clean([NEEDS[kind]], {"it": value})["it"]


def fault(kind: str, value: Any) -> str:
    with pytest.raises(Malformed) as refused:
        read(kind, value)
    assert list(refused.value.fields) == ["it"]
    return str(refused.value.fields["it"])


@pytest.mark.parametrize(
    ("kind", "raw", "typed"),
    [
        ("text", "  e\u0301cole  ", "école"),
        ("text", "一行\n两行", "一行 两行"),
        ("text", "制\t表", "制 表"),
        ("text", "字" * LONGEST_LINE, "字" * LONGEST_LINE),
        ("text", "ᠮᠣᠩᠭᠣᠯ\u180eᠠ", "ᠮᠣᠩᠭᠣᠯ\u180eᠠ"),
        ("longtext", "一\r\n二", "一\n二"),
        ("date", "2026-03-05", date(2026, 3, 5)),
        ("date", date(2026, 3, 5), date(2026, 3, 5)),
        ("moment", "2026-03-05T09:00", datetime(2026, 3, 5, 9, tzinfo=SHANGHAI)),
        ("moment", "2026-03-05T09:00Z", datetime(2026, 3, 5, 9, tzinfo=UTC)),
        ("moment", "2026-03-05T09:00+05:00", datetime(2026, 3, 5, 9, tzinfo=timezone(timedelta(hours=5)))),
        ("number", "42", 42),
        ("number", -7, -7),
        ("yes_no", True, True),
        ("yes_no", "on", True),
        ("yes_no", "False", False),
        ("choice", "red", "red"),
        ("rows", [{"text": " 一 ", "due_on": "2026-09-30"}], [{"text": "一", "due_on": date(2026, 9, 30)}]),
    ],
)
def test_what_can_be_read_is_typed(kind: str, raw: Any, typed: Any) -> None:
    assert read(kind, raw) == typed


@pytest.mark.parametrize("kind", ["text", "longtext"])
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_nothing_typed_is_nothing(kind: str, empty: str | None) -> None:
    assert read(kind, empty) is None
    assert clean([NEEDS[kind]], {}) == {"it": None}


@pytest.mark.parametrize("kind", ["date", "moment", "number", "yes_no", "choice", "ref"])
def test_nothing_chosen_is_nothing(kind: str) -> None:
    assert read(kind, None) is None
    assert read(kind, "") is None


def test_no_rows_are_an_empty_list() -> None:
    assert read("rows", None) == read("rows", []) == []


@pytest.mark.parametrize("kind", NEEDS)
@pytest.mark.parametrize(
    "wrong", [1.5, {"a": 1}, ["a", "b"], object(), "？？\x00", b"x"], ids=lambda it: type(it).__name__
)
def test_nonsense_is_a_fault_of_its_field_and_never_an_error(kind: str, wrong: Any) -> None:
    assert fault(kind, wrong)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("text", "字" * (LONGEST_LINE + 1)),
        ("longtext", "字" * (LONGEST_TEXT + 1)),
        ("date", "2026-02-30"),
        ("date", "05/03/2026"),
        ("date", "0001-01-01"),
        ("date", datetime(2026, 3, 5, tzinfo=UTC)),
        ("moment", "neun Uhr"),
        ("moment", "9999-12-31T23:59:59-12:00"),
        ("number", "4.2"),
        ("number", True),
        ("number", str(LARGEST_NUMBER + 1)),
        ("number", "9" * 5000),
        ("yes_no", "vielleicht"),
        ("yes_no", 2),
        ("choice", "blue"),
        ("choice", "GREEN"),
        ("ref", "150121"),
        ("ref", 7),
        ("rows", "text"),
        ("rows", [[]]),
        ("rows", [{"text": "一"}] * (MOST_ROWS + 1)),
    ],
)
def test_what_cannot_be_meant_is_a_fault(kind: str, wrong: Any) -> None:
    assert fault(kind, wrong)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\u202e", "\u2066", "\ue000"], ids=ascii)
def test_letters_that_change_what_is_seen_are_refused_with_their_place(letter: str) -> None:
    for kind in ("text", "longtext"):
        assert f"第1行第2个字符（U+{ord(letter):04X}）" in fault(kind, f"纪{letter}要")


@pytest.mark.parametrize("letter", ["\u200b", "\ufeff", "\u00ad", "\u2060"], ids=ascii)
def test_letters_that_are_nothing_are_taken_away(letter: str) -> None:
    assert read("text", f"纪{letter}要") == read("longtext", f"纪{letter}要") == "纪要"


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(Malformed) as refused:
        clean([NEEDS["text"]], {"it": "好", "state": "issued", "version": 3})
    assert set(refused.value.fields) == {"state", "version"}


def test_every_fault_is_told_at_once() -> None:
    needs = [Need("on", "日期", "date"), Need("count", "数", "number"), Need("title", "标题")]
    with pytest.raises(Malformed) as refused:
        clean(needs, {"on": "morgen", "count": "viele", "title": "好"})
    assert set(refused.value.fields) == {"on", "count"}


def test_a_fault_in_a_row_names_row_and_column() -> None:
    sentence = fault("rows", [{"text": "一"}, {"text": "二", "due_on": "bald"}])
    assert "第 2 行" in sentence
    assert "时限" in sentence


def test_an_empty_compulsory_column_is_named() -> None:
    sentence = fault("rows", [{"text": "  ", "due_on": "2026-09-30"}])
    assert "第 1 行" in sentence
    assert "内容" in sentence


def test_an_unknown_column_is_named() -> None:
    assert "state" in fault("rows", [{"text": "一", "state": "closed"}])


@given(st.text(max_size=LONGEST_LINE))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    with suppress(Malformed):
        once = read("text", text)
        assert read("text", once) == once
        assert once != ""


def a_unit(name: str) -> Unit:
    group = Group.objects.create(name=name)
    stands = {"state": "standing", "state_since": datetime.now(UTC), "sort_key": name}
    return Unit.objects.create(name=name, short_name=name, side="gov", kind="department", group=group, **stands)


def test_an_id_becomes_the_object_it_names(db: None, inside: Inside) -> None:
    with inside("150121"):
        one, other = a_unit("民政局"), a_unit("财政局")
        assert read("ref", str(one.pk)) == read("ref", one.pk) == read("ref", one) == one
        assert read("refs", [str(other.pk), one]) == [other, one]
        assert read("refs", None) == []


def test_a_foreign_and_an_unknown_id_are_the_same_fault(db: None, inside: Inside) -> None:
    with inside("150102"):
        foreign = a_unit("民政局")
    with inside("150121"):
        own = a_unit("民政局")
        told = {fault("ref", str(foreign.pk)), fault("ref", str(uuid.uuid4())), fault("refs", [own.pk, foreign.pk])}
    assert len(told) == 1
