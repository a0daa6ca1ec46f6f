"""The PDF an archive keeps: PDF/A-2b, drawn by typst from the arrangement of a document.

PDF/A is more than an archive's wish here: it refuses a letter no font has, where a plain PDF would silently show an
empty box — in a document full of people's names. The refusal becomes MissingGlyph, which names the letter.
"""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typst

from apps.documents.rendering import layout
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Document
from apps.documents.rendering.fonts import LoadedFonts, load_fonts
from apps.documents.rendering.parts import Arrangement

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
STANDARD: Final = "a-2b"
UNDISPLAYED = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


def render_pdf(document: Document, *, fonts: LoadedFonts | None = None) -> bytes:
    """A PDF/A-2b file bearing the day of the document, not the clock's: equal content and fonts give equal bytes."""
    loaded = fonts or load_fonts()
    arrangement = arrange(document)
    try:
        return typst.compile(
            str(TEMPLATES / "document.typ"),
            root=str(TEMPLATES),
            font_paths=loaded.fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": template_input(arrangement, loaded)},
            pdf_standards=[STANDARD],
            timestamp=datetime.fromisoformat(arrangement.dated).replace(tzinfo=UTC),
        )
    except typst.TypstError as error:
        missing = UNDISPLAYED.search(f"{error.message}\n{error.diagnostic}")
        if missing is None:
            raise
        raise MissingGlyph(unescaped(missing["text"])) from error


def template_input(arrangement: Arrangement, loaded: LoadedFonts) -> str:
    """Everything the template needs; the figures of the standard are handed over rather than written twice."""
    figures = {name.lower(): value for name, value in vars(layout).items() if name.isupper() and is_figure(value)}
    data = {"document": asdict(arrangement), "faces": loaded.roles(), "figures": figures}
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def is_figure(value: object) -> bool:
    """A number or a colour of the layout."""
    return isinstance(value, int | float | str)


def unescaped(text: str) -> str:
    """Letters as typst quotes them, back in their own form."""
    return ESCAPED.sub(lambda found: chr(int(found["code"], 16)), text)


class MissingGlyph(ValueError):
    """No font at hand can draw a letter of the document, such as a rare character of a name."""

    def __init__(self, text: str) -> None:
        codes = " ".join(f"U+{ord(letter):04X}" for letter in text)
        super().__init__(f"no font at hand has the character {text} ({codes}); install Debian's fonts-noto-cjk")
        self.text = text
