"""Days as offices write them, when they can be one day only."""

import re
import unicodedata
from datetime import date, timedelta

#: Year, month and day, one mark between them: 2001-3-5, 2001/3/5, 2001.3.5, 2001年3月5日.
MARKED = re.compile(r"(\d{4})(?:\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])")
TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
#: What a program puts behind a day that has no hour.
MIDNIGHT = re.compile(r"[T\s]+0{1,2}:00(:00(\.0+)?)?$")
CHINESE = re.compile(
    "([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
DIGITS = {word: digit for digit, word in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
#: Long dashes stand for short ones, and the stop of a sentence for a point.
PLAIN = str.maketrans("–—−‐‑。", "-----.")
#: The numbers under which spreadsheet programs keep the days of 1950 to 2099; a smaller one may be a year.
FIRST, LAST = 18_264, 73_050
EPOCH, YEARS_TO_1904 = date(1899, 12, 30), 1_462


def day_of(found: object, *, since_1904: bool = False) -> date | None:
    """Return the one day that was meant; None where there is none, or where it may be more than one."""
    try:
        match found:
            case bool():
                return None
            case int() | float() if FIRST <= found <= LAST and found == int(found):
                return EPOCH + timedelta(days=int(found) + (YEARS_TO_1904 if since_1904 else 0))
            case int():
                return _written(str(found))
            case str():
                return _written(found)
    except ValueError:
        return None
    return None


def _written(text: str) -> date | None:
    plain = MIDNIGHT.sub("", unicodedata.normalize("NFKC", text).translate(PLAIN).strip())
    if found := MARKED.fullmatch(plain):
        year, _, *parts = found.groups()
        month, day = (part for part in parts if part)
        return date(int(year), int(month), int(day))
    if found := TOGETHER.fullmatch(plain):
        return date(*map(int, found.groups()))
    if found := CHINESE.fullmatch(plain):
        year, month, day = found.groups()
        return date(int("".join(str(DIGITS[digit]) for digit in year)), _counted(month), _counted(day))
    return None


def _counted(words: str) -> int:
    """Return 23 for 二十三."""
    tens, ten, ones = words.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        raise ValueError(words)
    return (DIGITS[tens] if tens else 1 if ten else 0) * 10 + (DIGITS[ones] if ones else 0)
