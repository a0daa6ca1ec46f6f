"""Which letters can be printed, asked before anything is kept: what no face has would stop a document at its issue."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fontTools.ttLib import TTFont

from apps.documents.rendering.fonts import STANDARD_FACES, LoadedFonts, load_fonts
from apps.documents.rendering.wording import cannot_stand_on_paper

#: Broken by the typesetter, never drawn.
LAYOUT_LETTERS = frozenset("\n\r\t\u200b\u2060")


@dataclass(frozen=True, kw_only=True)
class Unprintable:
    """A letter that cannot be printed, and its place in the text, counted from one as people count."""

    letter: str
    position: int

    def __str__(self) -> str:
        return f"第{self.position}个字“{self.letter}”（U+{ord(self.letter):04X}）"


def unprintable(text: str, *, fonts: LoadedFonts | None = None) -> list[Unprintable]:
    """Every letter of a text that no document could show; empty where the text can be printed as it is."""
    drawn = letters_of(fonts or load_fonts())
    return [
        Unprintable(letter=letter, position=at)
        for at, letter in enumerate(text, start=1)
        if letter not in LAYOUT_LETTERS and (ord(letter) not in drawn or cannot_stand_on_paper(letter))
    ]


@cache
def letters_of(fonts: LoadedFonts) -> frozenset[int]:
    """The letters that every role can draw: a name may stand in a title as well as in the text."""
    roles = [frozenset(letters_of_role(fonts, role)) for role in STANDARD_FACES]
    return frozenset.intersection(*roles)


def letters_of_role(fonts: LoadedFonts, role: str) -> Iterator[int]:
    """The letters in any file of a role."""
    for path, number in fonts.files(role):
        yield from letters_of_file(str(path), number)


@cache
def letters_of_file(path: str, number: int) -> frozenset[int]:
    """The letters of one font of a file."""
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
