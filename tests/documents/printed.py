"""A printed page as a reader with a ruler finds it: where every letter stands and every line runs, in millimetres.

Read from the finished file, so that what was promised by the arrangement is measured on the result.
"""

import ctypes
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

POINT = 25.4 / 72
#: Letters whose middles are nearer than this, in millimetres, stand on one line.
SAME_LINE = 1.6


@dataclass(frozen=True)
class Letter:
    """One letter and the box of its ink, from the upper left corner of the page; its middle by the box of its font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    middle: float
    size: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class TextLine:
    """Letters beside each other."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.letters)

    @property
    def top(self) -> float:
        return min(each.top for each in self.letters)

    @property
    def bottom(self) -> float:
        return max(each.bottom for each in self.letters)

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def size(self) -> float:
        return max(each.size for each in self.letters)

    @property
    def middle(self) -> float:
        return sum(each.middle for each in self.letters) / len(self.letters)


@dataclass(frozen=True)
class Rule:
    """A straight line, or a box so thin that it is one."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def across(self) -> bool:
        return self.right - self.left > self.bottom - self.top

    def spans(self, top: float, bottom: float) -> bool:
        """Whether it runs down the whole of a row."""
        return not self.across and self.top - 0.5 <= top and self.bottom + 0.5 >= bottom


@dataclass(frozen=True)
class Page:
    """One page."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Rule, ...]

    @property
    def sideways(self) -> bool:
        return self.width > self.height

    @cached_property
    def lines(self) -> list[TextLine]:
        """The lines from the upper to the lower edge."""
        found: list[list[Letter]] = []
        for letter in sorted(self.letters, key=lambda each: (each.middle, each.left)):
            if found and abs(found[-1][0].middle - letter.middle) < SAME_LINE:
                found[-1].append(letter)
            else:
                found.append([letter])
        return [TextLine(tuple(sorted(line, key=lambda each: each.left))) for line in found]

    def without(self, line: TextLine) -> "Page":
        """The page as it would be without that line."""
        kept = tuple(each for each in self.letters if each not in line.letters)
        return Page(self.width, self.height, kept, self.rules)

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    def rows(self) -> list[tuple[str, ...]]:
        """The cells between the ruled lines of the tables on this page, row by row."""
        across = sorted({round(each.top, 1) for each in self.rules if each.across})
        found = []
        for top, bottom in pairwise(across):
            there = [each for each in self.letters if top < each.middle < bottom]
            sides = sorted({round(each.left) for each in self.rules if each.spans(top, bottom)})
            if len(sides) > 1:
                found.append(tuple(cell(there, left, right) for left, right in pairwise(sides)))
        return found


def cell(letters: list[Letter], left: float, right: float) -> str:
    inside = [each for each in letters if left < each.centre < right]
    return "".join(line.text for line in Page(0, 0, tuple(inside), ()).lines)


def pages(content: bytes) -> list[Page]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page_of(document[at]) for at in range(len(document))]
    finally:
        document.close()


def page_of(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    return Page(width * POINT, height * POINT, tuple(letters_of(page, height)), tuple(rules_of(page, height)))


def letters_of(page: pypdfium2.PdfPage, height: float) -> list[Letter]:
    text = page.get_textpage()
    found = []
    for at in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        if letter.isspace() or letter in "\u200b\u2028\ufffe\x02":
            continue
        left, bottom, right, top = text.get_charbox(at)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        size = raw.FPDFText_GetFontSize(text, at)
        middle = (height - y.value - 0.38 * size) * POINT
        found.append(
            Letter(letter, left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT, middle, size)
        )
    return found


def rules_of(page: pypdfium2.PdfPage, height: float) -> list[Rule]:
    found = []
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = each.get_bounds()
        found.append(Rule(left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT))
    return found
