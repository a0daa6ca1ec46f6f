"""How it is said that a text may make a person known (R10.2)."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Sentence
from vocabulary.personal_data import Found, Personal

WORDS: dict[Personal, Sentence] = {
    Personal.IDENTITY: _("身份证号"),
    Personal.MOBILE: _("手机号"),
    Personal.ACCOUNT: _("银行账号"),
    Personal.ANNOUNCED: _("个人证明材料或住址"),
    Personal.TELEPHONE: _("个人联系方式"),
    Personal.ADDRESS: _("住址"),
    Personal.HEALTH: _("病情"),
    Personal.MINOR: _("未成年人"),
}


def named(found: Iterable[Found]) -> str:
    """Return what was found in words, each with its passage: 住址“家住……”、病情“……”."""
    return "、".join(f"{WORDS[one.kind]}“{one.passage}”" for one in found)


def look_twice(found: Iterable[Found]) -> str:
    """Return the sentence of a caution: what was found, and that a person must look, because a list is no judge."""
    words = _("可能含有个人信息：%(found)s。系统只能识别常见写法，请人工核对全文。")
    return str(words % {"found": named(found)})
