"""The one form of text at every door: what is cleaned without a word, what is refused with its place, what is blank.

Forms, the interface, rosters and past meetings ask here, so that nothing enters by one door that another refuses.
"""

import unicodedata

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Sentence

#: Ends of lines as programs write them, also alone.
_LINES = dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")
#: Blanks of other widths that no reader tells from a blank, and letters that are printed as nothing.
_BLANKS = dict.fromkeys(map(ord, "\t\u00a0\u2007\u202f\u3164\u115f\u1160\uffa0\u2800"), " ")
#: Left over from breaking lines in word processors and on the web; they are seen by nobody.
_NOTHING: dict[int, None] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: Bullets of symbol fonts, which Word keeps as private letters.
_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf06c\uf06e\uf0fc"), "·")
_CLEANED = {**_LINES, **_BLANKS, **_NOTHING, **_BULLETS}
#: The separator without which Mongolian words are misspelt.
_KEPT = {"\n", "\u180e"}
#: What other characters of these categories are, in words for whoever typed them.
_WHAT: dict[str, Sentence] = {
    "Cc": _("控制字符"),
    "Cf": _("看不见的格式控制符"),
    "Cs": _("不完整的字符"),
    "Co": _("自造字，别的电脑上显示不出来"),
    "Cn": _("未定义的字符"),
}


def cleaned(text: str) -> str:
    """Return a text in its one form: NFC, plain ends of lines, plain blanks, without what nobody sees."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_CLEANED)).strip()


def identity(text: str) -> str:
    """Return a name by which somebody is found (NFKC), so that full and half width are one; case is kept."""
    return unicodedata.normalize("NFKC", cleaned(text))


def fault_in(text: str) -> Sentence | None:
    """Return what is wrong with the first letter that cannot stand in a text, with its place; None where nothing is.

    Places count from one, as people count lines and letters.
    """
    for at, letter in enumerate(text):
        what = _WHAT.get(unicodedata.category(letter))
        if what is not None and letter not in _KEPT:
            before = text[:at]
            place = {"line": before.count("\n") + 1, "letter": at - (before.rfind("\n") + 1) + 1}
            named = {"code": f"U+{ord(letter):04X}", "what": what}
            return _("第%(line)d行第%(letter)d个字符（%(code)s）是%(what)s，请删除后再提交。") % (place | named)
    return None
