"""The published layout figures of GB/T 9704-2012, in millimetres and points, and the small sums made with them."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from math import ceil

from apps.documents.rendering.wording import width_in_characters

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, LEFT = 37.0, 28.0
TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0
RIGHT, BOTTOM = PAGE_WIDTH - LEFT - TEXT_WIDTH, PAGE_HEIGHT - TOP - TEXT_HEIGHT
LINES, CHARACTERS = 22, 28

MILLIMETRES_PER_INCH, POINTS_PER_INCH, TWIPS_PER_POINT = 25.4, 72.0, 20
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4 = 22.0, 16.0, 14.0, 12.0
TITLE_PITCH = 33.0

MARK_BELOW_TEXT_TOP = 35.0
RED_LINE_BELOW_NUMBER = 4.0
RED = "FF0000"
LETTER_MARK_FROM_PAGE_TOP = 30.0
LETTER_LINE_FROM_PAGE_BOTTOM = 20.0
LETTER_LINE_WIDTH = 170.0
LETTER_LINE_BELOW_MARK = 4.0
IMPRINT_OUTER_LINE, IMPRINT_INNER_LINE = 0.35, 0.25
PAGE_NUMBER_BELOW_TEXT = 7.0

#: The size of the mark is left to the organ: as large as looks well, narrowed first, made smaller only then.
LARGEST_MARK, SMALLEST_SCALE = 50.0, 0.62
LETTER_LARGEST_MARK = 40.0

#: A title is broken into lines of at most this many characters of 2号, never inside one of these words.
TITLE_CHARACTERS = 19
MOST_TITLE_LINES = 4
UNBROKEN = (
    "人民政府", "办公室", "办公厅", "总工会", "工会", "联席会议", "会议", "通知", "纪要", "清单", "落实", "情况",
    "关于", "召开", "提请", "印发", "事项", "议题", "委员会", "自治区", "内蒙古", "职工", "工作", "复函", "督办",
    "催办", "第一", "次会议", "通报", "计划", "方案", "年度",
)  # fmt: skip
ORGAN_WORDS = ("人民政府", "总工会", "联席会议")
#: A break before 关于 or after one of these reads well; a last line under a third of the longest looks bad.
JOINTS, GOOD_JOINT, SHORT_END = ("与", "和", "、"), 7.0, 6.0
NOT_AT_START = "，。、；：？！）》〉”〕的和与号次市县旗区盟"
NOT_AT_END = "（《〈“〔第"


def points(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres / MILLIMETRES_PER_INCH * POINTS_PER_INCH


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, cut off as Word does: 210 × 297 is 11906 × 16838."""
    return int(points(millimetres) * TWIPS_PER_POINT + 0.5)


#: A hair under 225/22, so that rounding never costs the twenty-second line.
LINE_PITCH = round(points(TEXT_HEIGHT) / LINES - 0.005, 2)
CHARACTER_PITCH = points(TEXT_WIDTH) / CHARACTERS


@dataclass(frozen=True)
class MarkSize:
    """How large the red mark is set, and how much it is narrowed."""

    size: float
    scale: float


def mark_size(text: str, *, width: float = TEXT_WIDTH, largest: float = LARGEST_MARK) -> MarkSize:
    """Fit a mark on one line: narrow it down to the limit, then make it smaller."""
    room = points(width) / max(width_in_characters(text), 1.0)
    if room >= largest:
        return MarkSize(size=largest, scale=1.0)
    scale = max(room / largest, SMALLEST_SCALE)
    return MarkSize(size=int(min(largest, room / scale) * 2) / 2, scale=round(scale, 2))


def title_lines(title: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Break a title at the best places for its shape and never inside one of the names; a break by hand is kept."""
    if "\n" in title:
        return tuple(line.strip() for line in title.split("\n") if line.strip())
    length = width_in_characters(title)
    if length <= TITLE_CHARACTERS:
        return (title,)
    lines = ceil(length / TITLE_CHARACTERS)
    places = [at for at in range(2, len(title) - 1) if may_break(title, at, UNBROKEN + place_names(names))]
    return min(ways_to_break(title, lines, places), key=unevenness)


def place_names(organs: tuple[str, ...]) -> tuple[str, ...]:
    """The places organs are named after: 土默特左旗 of 土默特左旗人民政府办公室."""
    found = {organ.split(word)[0] for organ in organs for word in ORGAN_WORDS if word in organ}
    return tuple(sorted(name for name in found if name))


def ways_to_break(title: str, lines: int, places: list[int]) -> list[tuple[str, ...]]:
    """Every way to break at allowed places with no line too long; filled line by line where there is none."""
    for count in range(lines, MOST_TITLE_LINES + 1):
        ways = (cut_at(title, cuts) for cuts in combinations(places, count - 1))
        fitting = [way for way in ways if max(map(width_in_characters, way)) <= TITLE_CHARACTERS]
        if fitting:
            return fitting
    size = TITLE_CHARACTERS
    return [tuple(title[at : at + size] for at in range(0, len(title), size))]


def cut_at(title: str, cuts: tuple[int, ...]) -> tuple[str, ...]:
    """The pieces of a title between cuts."""
    edges = (0, *cuts, len(title))
    return tuple(title[start:end] for start, end in pairwise(edges))


def may_break(title: str, at: int, unbroken: tuple[str, ...]) -> bool:
    """Whether a line may end before this character."""
    if title[at] in NOT_AT_START or title[at - 1] in NOT_AT_END:
        return False
    if title[at].isascii() and title[at - 1].isascii():
        return False
    for word in unbroken:
        for start in range(max(at - len(word) + 1, 0), at):
            if title.startswith(word, start) and start < at < start + len(word):
                return False
    return True


def unevenness(lines: tuple[str, ...]) -> float:
    """Smaller looks better: lines of like length, a break before 关于, no short last line."""
    widths = [width_in_characters(line) for line in lines]
    spread = max(widths) - min(widths)
    joints = sum(1 for before, after in pairwise(lines) if after.startswith("关于") or before.endswith(JOINTS))
    short_end = SHORT_END if widths[-1] < max(widths) / 3 else 0.0
    return spread + short_end - joints * GOOD_JOINT


def signature_indents(organ: str, day: str, *, sealed: bool) -> tuple[float, float]:
    """How many characters organ and date stand from the right edge.

    Under a seal the date keeps four and the organ is centred over it; without one the organ keeps two and the date
    begins two further right than the organ, or, if the date is the longer, the date keeps two.
    """
    organ_width, day_width = width_in_characters(organ), width_in_characters(day)
    if sealed:
        day_indent = max(4.0, (organ_width - day_width) / 2)
        return day_indent + (day_width - organ_width) / 2, day_indent
    if day_width > organ_width:
        return 4.0 + day_width - organ_width, 2.0
    return 2.0, organ_width - day_width
