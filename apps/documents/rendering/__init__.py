"""Official documents as files: content in, DOCX and PDF out, equal content giving equal bytes."""

from apps.documents.rendering.canonical import canonical, digest
from apps.documents.rendering.docx import render_docx
from apps.documents.rendering.glyphs import Unprintable, unprintable
from apps.documents.rendering.pdf import MissingGlyph, render_pdf
from apps.documents.rendering.wording import UnprintableCharacter
from apps.documents.rendering.workbook import render_xlsx

__all__ = [
    "MissingGlyph", "Unprintable", "UnprintableCharacter", "canonical", "digest", "render_docx",
    "render_pdf", "render_xlsx", "unprintable",
]  # fmt: skip
