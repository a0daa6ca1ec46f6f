"""Dates, numbers, punctuation and line breaks as official Chinese has them."""

from datetime import date

import pytest

from apps.documents.rendering.layout import mark_size, signature_indents, title_lines
from apps.documents.rendering.wording import (
    UnprintableCharacter,
    chinese_date,
    chinese_date_with_weekday,
    chinese_numeral,
    full_width,
    is_minutes_number,
    level_label,
    matter_of,
    refuse_unprintable,
)
from vocabulary.numbers import is_document_number


@pytest.mark.parametrize("number", ["土左政办字〔2026〕8号", "内政办字〔2024〕118号", "呼工字〔1999〕1号"])
def test_a_number_of_the_standards_form_is_recognised(number: str) -> None:
    assert is_document_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "土左政办字[2026]8号",
        "土左政办字(2026)8号",
        "土左政办字【2026】8号",
        "土左政办字〔26〕8号",
        "土左政办字〔2026〕08号",
        "土左政办字〔2026〕第8号",
        "土左政办字〔2026〕8",
        "土左政办字〔2026〕8号\n",
        "〔2026〕8号",
        "",
    ],
)
def test_brackets_short_years_leading_zeros_and_ordinals_are_refused(number: str) -> None:
    assert not is_document_number(number)


def test_minutes_may_be_numbered_by_issue_by_year_or_in_full() -> None:
    assert all(map(is_minutes_number, ("第3期", "第12号", "〔2026〕3号", "土左政办字〔2026〕8号")))
    assert not any(map(is_minutes_number, ("第03期", "3", "[2026]3号", "")))


def test_dates_carry_no_leading_zeros() -> None:
    assert chinese_date(date(2026, 3, 5)) == "2026年3月5日"
    assert chinese_date_with_weekday(date(2026, 3, 5)) == "2026年3月5日（星期四）"
    assert chinese_date_with_weekday(date(2026, 3, 8)) == "2026年3月8日（星期日）"


def test_numerals_are_written_out_as_they_are_spoken() -> None:
    assert [chinese_numeral(n) for n in (1, 9, 10, 11, 19, 20, 21, 99)] == [
        "一", "九", "十", "十一", "十九", "二十", "二十一", "九十九",
    ]  # fmt: skip
    assert [chinese_numeral(n) for n in (100, 101, 110, 111, 120, 205, 999)] == [
        "一百", "一百零一", "一百一十", "一百一十一", "一百二十", "二百零五", "九百九十九",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="1000"):
        chinese_numeral(1000)


def test_the_four_levels_have_their_own_numbers() -> None:
    assert [level_label(level, 3) for level in (1, 2, 3, 4)] == ["三、", "（三）", "3.", "（3）"]


def test_punctuation_beside_chinese_becomes_full_width_and_figures_keep_theirs() -> None:
    assert full_width("会议议定:由旗总工会牵头,9:30开始,共1,200人(其中女职工300人);好!") == (
        "会议议定：由旗总工会牵头，9:30开始，共1,200人（其中女职工300人）；好！"
    )
    assert full_width("https://example.cn/a?b=1") == "https://example.cn/a?b=1"


def test_a_control_character_is_refused_by_name() -> None:
    with pytest.raises(UnprintableCharacter, match=r"U\+0007"):
        refuse_unprintable("旗长\x07")


def test_a_short_title_stays_on_one_line_and_a_break_by_hand_is_kept() -> None:
    assert title_lines("第五次联席会议纪要") == ("第五次联席会议纪要",)
    assert title_lines("土默特左旗人民政府\n联席会议纪要") == ("土默特左旗人民政府", "联席会议纪要")


def test_a_long_title_breaks_between_words_and_never_inside_a_name() -> None:
    title = "土默特左旗人民政府办公室关于召开土默特左旗人民政府与土默特左旗总工会第五次联席会议的通知"

    assert title_lines(title, ("土默特左旗人民政府办公室",)) == (
        "土默特左旗人民政府办公室",
        "关于召开土默特左旗人民政府与",
        "土默特左旗总工会第五次联席会议的通知",
    )


@pytest.mark.parametrize("length", [20, 45, 90, 200])
def test_no_line_of_a_title_is_wider_than_the_page(length: int) -> None:
    lines = title_lines("劳" * length)

    assert "".join(lines) == "劳" * length
    assert max(map(len, lines)) <= 20


def test_a_long_mark_is_narrowed_before_it_is_made_smaller() -> None:
    short, middle, long = mark_size("总工会文件"), mark_size("土默特左旗联席会纪要"), mark_size("机" * 24)

    assert (short.size, short.scale) == (50.0, 1.0)
    assert middle.size == 50.0
    assert 0.8 < middle.scale < 1.0
    assert long.size < 50.0
    assert long.scale == 0.8
    assert all(count * each.size * each.scale <= 443 for count, each in ((5, short), (10, middle), (24, long)))


def test_under_a_seal_the_date_keeps_four_characters_and_the_organ_is_centred_over_it() -> None:
    organ, day = signature_indents("土默特左旗总工会", "2026年1月15日", sealed=True)

    assert day == 4.0
    assert organ + 8 / 2 == day + 6.5 / 2


def test_without_a_seal_the_date_begins_two_characters_right_of_the_organ() -> None:
    organ, day = signature_indents("土默特左旗人民政府办公室", "2026年1月15日", sealed=False)

    assert organ == 2.0
    assert (organ + 12) - (day + 6.5) == 2.0


def test_a_date_longer_than_the_organ_keeps_two_characters_and_the_organ_moves_in() -> None:
    organ, day = signature_indents("旗总工会", "2026年11月15日", sealed=False)

    assert day == 2.0
    assert (organ + 4) - (day + 7) == 2.0


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("关于推进产业工人队伍建设的议题", "推进产业工人队伍建设"),
        ("《关于推进“求学圆梦”行动的建议》", "推进‘求学圆梦’行动"),
        ("关于2025年工会工作情况的汇报", "2025年工会工作"),
        ("关于上次会议落实的情况通报", "上次会议落实"),
        ("落实合理化建议", "落实合理化建议"),
        ("户外劳动者驿站建设", "户外劳动者驿站建设"),
        ("议题", "议题"),
    ],
)
def test_a_sentence_names_the_matter_without_the_words_of_its_title(title: str, matter: str) -> None:
    assert matter_of(title) == matter
