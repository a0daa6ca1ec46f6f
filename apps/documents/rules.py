"""How issuing organs name their number series. No Django, no database."""

SUFFIXES = ("自治区", "自治旗", "自治县", "地区", "市", "盟", "区", "县", "旗")
SIDES_OF_THE_WORLD = set("左右前中后东西南北")


def organ_word(place: str) -> str:
    """Return the short word by which a place's organs are known: 土默特左旗 → 土左, 内蒙古自治区 → 内."""
    base = place
    for suffix in SUFFIXES:
        if base.endswith(suffix) and len(base) > len(suffix):
            base = base.removesuffix(suffix)
            break
    last = base[-1] if len(base) > 1 and base[-1] in SIDES_OF_THE_WORLD else ""
    return base[0] + last


def series(place: str, kind: str) -> str:
    """Return the organ word of a number: notices of the government office, letters and minutes of the union."""
    endings = {"notice": "政办字", "union_letter": "工函", "gov_letter": "政办函", "minutes": "联纪", "order": "联督"}
    return organ_word(place) + endings[kind]


def document_number(word: str, year: int, serial: int | str) -> str:
    """Return the number as printed: six-angle brackets, full year, no leading zero, e.g. 土左政办字〔2026〕8号."""
    return f"{word}〔{year}〕{serial}号"
