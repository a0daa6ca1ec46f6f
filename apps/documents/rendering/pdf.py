"""The PDF an archive keeps: PDF/A-2b, drawn by typst from the arrangement of a document.

PDF/A is more than an archive's wish here: it refuses a letter no font has, where a plain PDF would silently show an
empty box — in a document full of people's names. The refusal becomes MissingGlyph, which names the letter.
"""

import json
import re
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypedDict

import typst

from apps.documents.rendering import layout
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Document, words_of
from apps.documents.rendering.fonts import LoadedFonts, load_fonts
from apps.documents.rendering.glyphs import unprintable
from apps.documents.rendering.parts import Arrangement, Grid

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
STANDARD: Final = "a-2b"
#: So much of a text is quoted to say where a letter stands.
EXCERPT = 24
#: Rows that are tried together with the imprint; one is enough unless it is too tall.
MOST_CARRIED = 2
UNDISPLAYED = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


class Position(TypedDict):
    """Where a marked part of a document begins, in millimetres on its page."""

    name: str
    page: int
    top: float
    left: float


class Source(TypedDict):
    """What the typesetter is called with."""

    input: str
    root: str
    font_paths: typst.Fonts
    ignore_system_fonts: bool
    sys_inputs: dict[str, str]


def render_pdf(document: Document, *, fonts: LoadedFonts | None = None, proof: str = "") -> bytes:
    """A PDF/A-2b file bearing the day of the document, not the clock's: equal content and fonts give equal bytes.

    `proof` stands at the foot of every sheet of what is issued.
    """
    loaded = fonts or load_fonts()
    try:
        return compiled(settled(replace(arrange(document), proof=proof), loaded), loaded)
    except typst.TypstError as error:
        missing = UNDISPLAYED.search(f"{error.message}\n{error.diagnostic}")
        if missing is None:
            raise
        raise missing_in(document, loaded, unescaped(missing["text"])) from error


def compiled(arrangement: Arrangement, fonts: LoadedFonts) -> bytes:
    """The arrangement as a file."""
    drawn: bytes = typst.compile(
        **source(arrangement, fonts),
        pdf_standards=[STANDARD],
        timestamp=datetime.fromisoformat(arrangement.dated).replace(tzinfo=UTC),
    )
    return drawn


def positions(arrangement: Arrangement, fonts: LoadedFonts) -> dict[str, Position]:
    """Page and millimetres of the marked parts of an arrangement, by name; the first where there are several."""
    return {each["name"]: each for each in reversed(every_position(arrangement, fonts))}


def every_position(arrangement: Arrangement, fonts: LoadedFonts) -> list[Position]:
    """The marked parts in their order, rows of tables among them."""
    found: list[Position] = json.loads(typst.query(selector="<position>", field="value", **source(arrangement, fonts)))
    return found


def source(arrangement: Arrangement, fonts: LoadedFonts) -> Source:
    """What the typesetter reads, and nothing of the machine besides."""
    return {
        "input": str(TEMPLATES / "document.typ"),
        "root": str(TEMPLATES),
        "font_paths": fonts.fonts,
        "ignore_system_fonts": True,
        "sys_inputs": {"data": template_input(arrangement, fonts)},
    }


def settled(arrangement: Arrangement, fonts: LoadedFonts) -> Arrangement:
    """An arrangement whose imprint stands below rows of the last table, where one ends the document.

    Lines are kept together by the typesetter; rows of a table it cannot keep with what follows, so they are moved.
    """
    last = arrangement.sheets[-1] if arrangement.sheets else None
    if arrangement.imprint is None or last is None or not isinstance(last.parts[-1], Grid):
        return arrangement
    for carried in range(min(len(last.parts[-1].rows), MOST_CARRIED) + 1):
        moved = replace(last, parts=(*last.parts[:-1], replace(last.parts[-1], carried=carried)))
        tried = replace(arrangement, sheets=(*arrangement.sheets[:-1], moved))
        pages = {each["name"]: each["page"] for each in every_position(tried, fonts)}
        if pages["imprint"] == pages.get("row"):
            return tried
    return arrangement


def missing_in(document: Document, fonts: LoadedFonts, text: str) -> "MissingGlyph":
    """Where in the document the letters stand that no face has; the typesetter names only the first of them."""
    found = ((words, unprintable(words, fonts=fonts)) for words in words_of(document))
    places = [f"“{words[:EXCERPT]}”{'、'.join(map(str, letters))}" for words, letters in found if letters]
    return MissingGlyph(text, "；".join(places))


def template_input(arrangement: Arrangement, loaded: LoadedFonts) -> str:
    """Everything the template needs; the figures of the standard are handed over rather than written twice."""
    figures = {name.lower(): value for name, value in vars(layout).items() if name.isupper() and is_figure(value)}
    said = {"faces": loaded.roles(), "substitution": loaded.substitution()}
    data = {"document": asdict(arrangement), "figures": figures, **said}
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def is_figure(value: object) -> bool:
    """A number or a colour of the layout."""
    return isinstance(value, int | float | str)


def unescaped(text: str) -> str:
    """Letters as typst quotes them, back in their own form."""
    return ESCAPED.sub(lambda found: chr(int(found["code"], 16)), text)


class MissingGlyph(ValueError):
    """No font at hand can draw a letter of the document, such as a rare character of a name."""

    def __init__(self, text: str, places: str = "") -> None:
        codes = " ".join(f"U+{ord(letter):04X}" for letter in text)
        super().__init__(places or f"“{text}”（{codes}）")
        self.text = text
