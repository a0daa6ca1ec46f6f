"""One form of text: what nobody sees is cleaned, what nobody can print is named with its place."""

import unicodedata

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed
from kernel.text import cleaned, fault_in, identity

NEEDS = (Need("title", "标题"), Need("text", "内容", "longtext", required=False))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("研\u200b究", "研究"),
        ("研\u00ad究", "研究"),
        ("\ufeff研究", "研究"),
        ("一\r二", "一\n二"),
        ("一\v二\r\n三", "一\n二\n三"),
        ("一\u2028二", "一\n二"),
        ("研究\u00a0问题", "研究 问题"),
        ("\uf0b7研究", "·研究"),
        ("\u3164", ""),
        ("\u2800\u2800", ""),
        ("葛\U000e0100", "葛\U000e0100"),
        ("\u1820\u180e", "\u1820\u180e"),
    ],
)
def test_what_nobody_sees_is_cleaned_and_what_people_write_stays(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept
    assert fault_in(cleaned(typed)) is None


@pytest.mark.parametrize(
    ("letter", "what"),
    [
        ("\u202e", "格式控制符"), ("\u2066", "格式控制符"), ("\u200f", "格式控制符"), ("\U000e0041", "格式控制符"),
        ("\ue863", "自造字"), ("\U000f0000", "自造字"), ("\x00", "控制字符"), ("\x1b", "控制字符"),
        ("\ud800", "不完整的字符"), ("\uffff", "未定义的字符"), ("\ufdd0", "未定义的字符"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["title", "text"])
def test_a_letter_that_cannot_stand_in_a_text_is_named_with_its_place(letter: str, what: str, field: str) -> None:
    with override("zh-hans"), pytest.raises(Malformed) as told:
        clean(NEEDS, {"title": "研究", field: f"第一行\n二{letter}三"})
    said = str(told.value.fields[field])
    assert f"U+{ord(letter):04X}" in said
    assert "第2行第2个字符" in said
    assert what in said


@given(st.text(max_size=40))
def test_what_was_cleaned_is_clean_and_either_sound_or_faulty(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    strange = {"Cc", "Cf", "Cs", "Co", "Cn"}
    has_fault = any(unicodedata.category(letter) in strange and letter not in "\n\u180e" for letter in once)
    assert (fault_in(once) is not None) == has_fault


def test_a_title_of_letters_that_are_printed_as_nothing_is_empty() -> None:
    assert clean(NEEDS, {"title": "\u3164 \u2800", "text": None})["title"] is None


def test_full_and_half_width_name_the_same() -> None:
    assert identity("ｚｈａｎｇ００１") == "zhang001"
    assert identity("chen①") == "chen1"
