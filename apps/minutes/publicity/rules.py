"""What a press item may not tell, as arithmetic over letters: no Django, no database."""

import re
import unicodedata

#: Blanks and hyphens by which long numbers are usually broken.
BROKEN = re.compile(r"(?<=\d)[ \u3000-](?=\d)")
#: By class: numbers that belong to one person, and the words that announce them.
PERSONAL = {
    "identity": re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d{4}[\dXx](?!\d)|身份证号"),
    "mobile": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "account": re.compile(r"(?<!\d)(?:62|60|9)\d{14,17}(?!\d)|银行卡号|银行账号"),
    "address": re.compile(r"家庭住址|家庭地址"),
    "health": re.compile(r"病历|诊断证明|残疾证号"),
}


def personal_data(text: str) -> list[str]:
    """Return the classes of personal data that a text gives away, in the order of `PERSONAL` (R10.2)."""
    plain = BROKEN.sub("", unicodedata.normalize("NFKC", text))
    return [name for name, pattern in PERSONAL.items() if pattern.search(plain)]
