"""How official Chinese writes dates, numbers and punctuation: the one place that knows."""

import re
import unicodedata
from datetime import date

#: Minutes follow the habit of their organ: an issue, a year's number, or a full document number.
MINUTES_NUMBER_PATTERN = re.compile(r"^(?:第[1-9]\d*[期号次]|[\u4e00-\u9fa5]{0,12}〔(19|20)\d{2}〕[1-9]\d*号)$")

DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"
FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
LOWEST_NUMERAL, HIGHEST_NUMERAL = 1, 999


def is_minutes_number(number: str) -> bool:
    """Whether a number is one of the styles in which minutes are numbered."""
    return MINUTES_NUMBER_PATTERN.fullmatch(number) is not None


def chinese_date(day: date) -> str:
    """2026年3月5日: Arabic, the full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_date_with_weekday(day: date) -> str:
    """2026年3月5日（星期四）, as a notice of a meeting states it."""
    return f"{chinese_date(day)}（星期{WEEKDAYS[day.weekday()]}）"


def chinese_numeral(number: int) -> str:
    """一 to 九百九十九, for the sections of documents and the numbers of meetings: 十, 十二, 一百零二, 一百一十."""
    if not LOWEST_NUMERAL <= number <= HIGHEST_NUMERAL:
        raise ValueError(f"only 1 to {HIGHEST_NUMERAL} are written out, not {number}")
    hundreds, (tens, ones) = number // 100, divmod(number % 100, 10)
    written = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        written += "零"
    return written + (DIGITS[ones] if ones else "")


def level_label(level: int, number: int) -> str:
    """一、 then （一） then 1. then （1）, the four levels of the standard."""
    return {
        1: f"{chinese_numeral(number)}、",
        2: f"（{chinese_numeral(number)}）",
        3: f"{number}.",
        4: f"（{number}）",
    }[level]


def full_width(text: str) -> str:
    """Punctuation beside a Chinese character is full-width; 9:30 and 1,200 stay as they are."""
    letters = list(unicodedata.normalize("NFC", text))
    for at, mark in enumerate(letters):
        beside = letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2]
        if mark in FULL_WIDTH and any(is_chinese(letter) for letter in beside):
            letters[at] = FULL_WIDTH[mark]
    return "".join(letters)


def is_chinese(letter: str) -> bool:
    """A Han character, or punctuation that is full-width already."""
    return unicodedata.east_asian_width(letter) in "WF"


def width_in_characters(text: str) -> float:
    """How many character widths a text takes: half-width letters count half."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in text)


#: What people write around a matter when they name it; a sentence that names it has its own words for this.
_BEFORE_MATTER = re.compile(r"^(?:(?:关于|对于)|[《“‘「])+")
_AFTER_MATTER = re.compile(r"(?:[》”’」]|的(?:议题|提案|建议|请示)|(?:的情况的?|情况的?|的)(?:报告|汇报|通报))+$")


def matter_of(title: str) -> str:
    """Return the matter alone out of its title, for use within a sentence: 《关于推进…的议题》 is 推进….

    A title that consists of nothing but such words stays as it is.
    """
    bare = _AFTER_MATTER.sub("", _BEFORE_MATTER.sub("", title.strip()))
    return quoted_within(bare or title.strip())


def quoted_within(text: str) -> str:
    """Return a text as it stands inside quotation marks: its own double ones become single ones."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})


def sentence_end(text: str) -> str:
    """A text that ends with a full stop, whether or not it was given one."""
    return text if text.endswith(("。", "！", "？")) else f"{text.rstrip('；，、')}。"


def refuse_unprintable(text: str) -> None:
    """Control characters have no place on paper, and would break both files."""
    for letter in text:
        if cannot_stand_on_paper(letter):
            raise UnprintableCharacter(letter)


def cannot_stand_on_paper(letter: str) -> bool:
    """Whether a letter controls a program, is unassigned, or belongs to one maker alone."""
    return unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"} and letter != "\n"


class UnprintableCharacter(ValueError):
    """The words of a document hold a character that cannot be printed."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X} 不能用于公文")
        self.character = character
