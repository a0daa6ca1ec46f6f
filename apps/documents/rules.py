"""How issuing organs name their number series. No Django, no database."""

from collections.abc import Iterable, Iterator

SUFFIXES = ("自治区", "自治旗", "自治县", "地区", "市", "盟", "区", "县", "旗", "省")
SIDES_OF_THE_WORLD = set("左右前中后东西南北")
#: What follows the place in each series: of the government's office, of the government itself, of the union.
ENDINGS = {"notice": "政办字", "gov_letter": "政函", "union_letter": "工函", "minutes": "联纪", "order": "联督"}
#: The organ of a league is its 行政公署.
OF_A_LEAGUE = {"notice": "署办字", "gov_letter": "署函"}
LONGEST_WORD = 12


def organ_word(place: str) -> str:
    """Return the shortest word by which a place's organs are known: 土默特左旗 → 土左, 内蒙古自治区 → 内."""
    return next(iter(_candidates(place)))


def _candidates(place: str) -> Iterator[str]:
    """Yield words for a place, the shortest first: one letter more each time, then the whole name."""
    base = place
    for suffix in SUFFIXES:
        if base.endswith(suffix) and len(base) > len(suffix):
            base = base.removesuffix(suffix)
            break
    last = base[-1] if len(base) > 1 and base[-1] in SIDES_OF_THE_WORLD else ""
    stem = base.removesuffix(last) if last else base
    for length in range(1, len(stem) + 1):
        yield stem[:length] + last
    yield place


def proposals(places: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the word of each place by its code; no two have the same. `places` are codes and names, those above first.

    Whoever stands first keeps the shorter word; a place whose every word is taken gets its name with its code.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for code, name in places:
        word = next((one for one in _candidates(name) if one not in taken), f"{name}{code}")
        found[code] = word
        taken.add(word)
    return found


def series(word: str, kind: str, *, league: bool = False) -> str:
    """Return the organ's word of a series: the place's word and what such documents are called."""
    return word + (OF_A_LEAGUE if league else ENDINGS).get(kind, ENDINGS[kind])


def document_number(word: str, year: int, serial: int | str) -> str:
    """Return the number as printed: six-angle brackets, full year, no leading zero, e.g. 土左政办字〔2026〕8号."""
    return f"{word}〔{year}〕{serial}号"
