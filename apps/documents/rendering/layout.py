"""The published layout figures of GB/T 9704-2012, in millimetres and points, and the small sums made with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from apps.documents.rendering.wording import width_in_characters

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, LEFT = 37.0, 28.0
TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0
RIGHT, BOTTOM = PAGE_WIDTH - LEFT - TEXT_WIDTH, PAGE_HEIGHT - TOP - TEXT_HEIGHT
LINES, CHARACTERS = 22, 28
#: Paragraphs begin two characters in.
FIRST_INDENT = 2.0

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
#: With more letters of receivers than these the imprint no longer fits on one page.
LONGEST_IMPRINT = 500
#: With more than these it leaves no room for a signature and a paragraph beside it.
LONG_IMPRINT = 300
PAGE_NUMBER_BELOW_TEXT = 7.0
#: The line by which a sheet is verified: its size, and its distance from the lower edge of the paper. The standard has
#: no place for it; here it is outside of the text, of the page number and of a letter's lower line.
PROOF_SIZE, PROOF_FROM_PAGE_BOTTOM = 7.0, 9.0

#: The size of the mark is left to the organ: as large as looks well, narrowed first, made smaller only then.
LARGEST_MARK, SMALLEST_SCALE = 50.0, 0.8
LETTER_LARGEST_MARK = 40.0
#: A hair of the line stays free, so that no program's rounding takes the last letter of a mark to a second line.
MARK_SLACK = 0.99
#: Between the names of organs that issue together.
MARK_GAP = 6.0
#: 1号. A mark that one line would hold only in smaller letters is set in two.
SMALLEST_MARK = 26.0
#: Fewer lines of the body on page one than these look like none.
LEAST_BODY_LINES = 2

#: A title is broken into lines of at most this many characters of 2号, never inside one of these words.
TITLE_CHARACTERS, WIDE_TITLE_CHARACTERS = 19, 28
MOST_TITLE_LINES = 6
UNBROKEN = (
    "人民政府", "办公室", "办公厅", "总工会", "工会", "联席会议", "会议", "通知", "纪要", "清单", "落实", "情况",
    "关于", "召开", "提请", "印发", "事项", "议题", "委员会", "自治区", "内蒙古", "职工", "工作", "复函", "督办",
    "催办", "第一", "次会议", "通报", "计划", "方案", "年度",
)  # fmt: skip
ORGAN_WORDS = ("人民政府", "行政公署", "总工会", "工会", "联席会议")
#: An organ as a title names it, and what belongs to a number: neither is taken apart while there is another way.
ORGAN = re.compile(r"[^与、，。；：“”（）《》〈〉\s]{1,30}?(?:人民政府|行政公署|总工会)(?:办公厅|办公室)?")
VERBS = re.compile(r"^.*(?:关于|提请|召开|印发|印送|同意|报送|推迟|取消)")
COUNTED = re.compile(r"第?[0-9一二三四五六七八九十百〇]+(?:次联席会议|次会议|次|年度|年|月|日|期|号|届|项)")
#: A break before 关于 or after one of these reads well; a last line under a third of the longest looks bad.
LONGEST_JOINT = 2
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


#: The empty border left and right in a cell, and the letters that fit into the narrowest column.
CELL_INSET, NARROW_CELL = 1.5, 4
#: A row of a table stays whole up to this height; a taller one may reach over the foot of a page.
TALLEST_WHOLE_ROW = 300.0
CELL_PITCH = SIZE_SMALL_4 + 5.0


@dataclass(frozen=True)
class MarkSize:
    """How large the red mark is set, and how much it is narrowed."""

    size: float
    scale: float


def mark_size(text: str, *, width: float = TEXT_WIDTH, largest: float = LARGEST_MARK) -> MarkSize:
    """Fit a mark on one line: narrow it down to the limit, then make it smaller; never rounded up."""
    room = points(width) * MARK_SLACK / max(width_in_characters(text), 1.0)
    if room >= largest:
        return MarkSize(size=largest, scale=1.0)
    scale = max(floor(room / largest * 100) / 100, SMALLEST_SCALE)
    return MarkSize(size=floor(min(largest, room / scale) * 2) / 2, scale=scale)


def mark_lines(text: str, *, width: float = TEXT_WIDTH, largest: float = LARGEST_MARK) -> tuple[str, ...]:
    """A mark on one line, or on two of like length where one would be set smaller than a mark may be."""
    if mark_size(text, width=width, largest=largest).size >= SMALLEST_MARK:
        return (text,)
    organs = tuple(found[0] for found in ORGAN.finditer(text))
    for whole in ((*organs, *place_names(organs), *UNBROKEN), UNBROKEN, ()):
        places = [at for at in range(2, len(text) - 1) if may_break(text, at, whole)]
        if places:
            return min((cut_at(text, [at]) for at in places), key=lambda lines: max(map(width_in_characters, lines)))
    return (text,)


def title_lines(title: str, names: tuple[str, ...] = (), *, most: int = TITLE_CHARACTERS) -> tuple[str, ...]:
    """Break a title at the best places for its shape and never inside a name or a word; a break by hand is kept.

    Whole names of organs are kept where they can be, else their two parts: 呼伦贝尔市扎赉诺尔区 and 人民政府办公室.
    """
    if "\n" in title:
        return tuple(line.strip() for line in title.split("\n") if line.strip())
    if width_in_characters(title) <= most:
        return (title,)
    organs = tuple(VERBS.sub("", found[0]) for found in ORGAN.finditer(title))
    places, words = place_names((*names, *organs)), (*UNBROKEN, *(found[0] for found in COUNTED.finditer(title)))
    for whole in ((*names, *organs, *places, *words), (*places, *words), words, ()):
        kept = tuple(name for name in whole if width_in_characters(name) <= most)
        cuts = [at for at in range(2, len(title) - 1) if may_break(title, at, kept)]
        if ways := ways_to_break(title, cuts, most):
            return min(ways, key=unevenness)
    return cut_at(title, list(range(most, len(title), most)))


def place_names(organs: tuple[str, ...]) -> tuple[str, ...]:
    """The places organs are named after: 土默特左旗 of 土默特左旗人民政府办公室."""
    found = {organ.split(word)[0] for organ in organs for word in ORGAN_WORDS if word in organ}
    return tuple(sorted(name for name in found if name))


def ways_to_break(title: str, places: list[int], most: int) -> list[tuple[str, ...]]:
    """Every way to break at allowed places with no line too long, in as few lines as there can be."""
    for count in range(ceil(width_in_characters(title) / most), MOST_TITLE_LINES + 1):
        ways = (cut_at(title, cuts) for cuts in cuts_of(title, places, count, most))
        if fitting := list(ways):
            return fitting
    return []


def cuts_of(title: str, places: list[int], lines: int, most: int, start: int = 0) -> Iterator[list[int]]:
    """The places at which the rest of a title can be broken into so many lines, none of them too long."""
    if width_in_characters(title[start:]) > lines * most:
        return
    if lines == 1:
        yield []
        return
    for at in places:
        if at > start and width_in_characters(title[start:at]) <= most:
            yield from ([at, *rest] for rest in cuts_of(title, places, lines - 1, most, at))


def cut_at(title: str, cuts: list[int]) -> tuple[str, ...]:
    """The pieces of a title between cuts."""
    edges = (0, *cuts, len(title))
    return tuple(title[start:end] for start, end in pairwise(edges))


def may_break(title: str, at: int, unbroken: tuple[str, ...]) -> bool:
    """Whether a line may end before this character; a name such as 和林格尔县 may begin one with any."""
    begins = any(len(word) > LONGEST_JOINT and title.startswith(word, at) for word in unbroken)
    if (title[at] in NOT_AT_START and not begins) or title[at - 1] in NOT_AT_END:
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


def column_points(columns: tuple[tuple[int, tuple[str, ...]], ...], width: float) -> tuple[float, ...]:
    """The widths of the columns of a table, each given as its share and its texts, the title first.

    Every column holds its short texts, and some letters of the long ones; the rest of the width goes by the shares.
    """
    whole = points(width)
    least = [narrowest(texts) for _, texts in columns]
    least = [each * min(1.0, whole / sum(least)) for each in least]
    wished = [whole * share / sum(share for share, _ in columns) for share, _ in columns]
    short = sum(max(low - wish, 0.0) for low, wish in zip(least, wished, strict=True))
    spare = sum(max(wish - low, 0.0) for low, wish in zip(least, wished, strict=True))
    kept = 1.0 - short / spare if spare else 1.0
    return tuple(low + max(wish - low, 0.0) * kept for low, wish in zip(least, wished, strict=True))


def narrowest(texts: tuple[str, ...]) -> float:
    """The least width of a column: of its title and longest short text, at most four letters; of long texts three."""
    title, *cells = (ceil(width_in_characters(text)) for text in texts)
    letters = [min(title, NARROW_CELL), *(NARROW_CELL - 1 if each > NARROW_CELL else each for each in cells)]
    return max(*letters, 1) * SIZE_SMALL_4 + 2 * CELL_INSET + 0.5


def row_height(cells: tuple[str, ...], widths: tuple[float, ...]) -> float:
    """About how high a row becomes."""
    room = [max(floor((width - 2 * CELL_INSET) / SIZE_SMALL_4), 1) for width in widths]
    lines = (ceil(width_in_characters(cell) / letters) for cell, letters in zip(cells, room, strict=True))
    return max(lines) * CELL_PITCH


def head_height(*, letter: bool, mark: MarkSize, lines: int) -> float:
    """From the upper edge of the text to the title, in points; the typesetter adds the same measures."""
    marks = mark.size * lines + MARK_GAP * (lines - 1)
    if letter:
        line = points(LETTER_MARK_FROM_PAGE_TOP - TOP) + marks + points(LETTER_LINE_BELOW_MARK)
        return line + SIZE_3 * 7 / 8 + 3 * LINE_PITCH
    return points(MARK_BELOW_TEXT_TOP) + marks + 5 * LINE_PITCH + points(RED_LINE_BELOW_NUMBER)


def leaves_room(*, head: float, title: int, addressees: str) -> bool:
    """Whether the first page still shows lines of the body below these addressees."""
    lines = 1 + ceil(width_in_characters(addressees) / (CHARACTERS - 1)) + LEAST_BODY_LINES
    return head + title * TITLE_PITCH + lines * LINE_PITCH <= points(TEXT_HEIGHT)
