"""Document numbers as the standard writes them: 机关代字〔年份〕序号号, e.g. 土左政办字〔2026〕8号."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Sentence

#: 机关代字 + 〔year〕 + number + 号: six-angle brackets, full year, neither 第 nor a leading zero.
NUMBER_PATTERN = re.compile(r"^[\u4e00-\u9fa5]{2,12}〔(19|20)\d{2}〕[1-9]\d*号$", re.ASCII)
#: The same as people type it: other brackets or none of the right width, 第, leading zeros, blanks, no 号.
_TYPED = re.compile(
    r"^([\u4e00-\u9fa5]{2,12})[\[({【〔［（<《]((?:19|20)\d{2})[\])}】〕］）>》](?:第)?0*([1-9]\d*)号?$", re.ASCII
)
_FORM = _("发文字号应写成机关代字、六角括号中的年份和序号，例如“土左政办字〔2026〕8号”，序号前不写“第”，不编虚位。")
_PROPOSED = _("发文字号应写成“%(number)s”：年份用六角括号，序号前不写“第”，不编虚位。")


def is_document_number(number: str) -> bool:
    """Whether a number has the form of the standard."""
    return NUMBER_PATTERN.fullmatch(number) is not None


def parts_of(number: str) -> tuple[str, int, int]:
    """Return word, year and serial number of a well-formed number; raises ValueError for any other text."""
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", number)) if is_document_number(number) else None
    if found is None:
        raise ValueError(number)
    return found[1], int(found[2]), int(found[3])


def proposed(typed: str) -> str:
    """Return the number that somebody meant, in the form of the standard; empty where that cannot be told."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    found = _TYPED.fullmatch(plain)
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else ""


def number_fault(typed: str) -> Sentence | None:
    """Return what is wrong with the form of a typed number, with the right one where it can be told (R7.4)."""
    if is_document_number(typed):
        return None
    meant = proposed(typed)
    return _PROPOSED % {"number": meant} if meant else _FORM
