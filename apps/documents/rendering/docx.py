"""The DOCX an office goes on editing, drawn from the same arrangement as the PDF.

The names of the faces the standard asks for are written into the file; offices have them. Indents are given in
characters where the format allows, so that a later change of size keeps the layout.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import docx as python_docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.table import _Cell as WordCell

from apps.documents.rendering import layout, ooxml
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Document, Form
from apps.documents.rendering.docx_head import add_head
from apps.documents.rendering.docx_lines import LINE, add_parts, add_runs, add_title, spaced
from apps.documents.rendering.docx_pages import (
    add_page_numbers,
    add_proof,
    prepare_document,
    prepare_first_letter_page,
    set_page,
)
from apps.documents.rendering.ooxml import packed
from apps.documents.rendering.parts import Arrangement, ImprintLines, Run, Sheet

#: 0.35 mm and 0.25 mm in eighths of a point, as closely as Word's widths come.
OUTER_LINE, INNER_LINE = (8, "single"), (6, "single")
IMPRINT_PITCH = 26.0
COPIES_LABEL = 3.0
ImprintWriter = Callable[[WordCell, ImprintLines], None]


def render_docx(document: Document, *, proof: str = "") -> bytes:
    """An editable file; equal content gives equal bytes. `proof` stands at the foot of each sheet of what is issued."""
    arrangement = replace(arrange(document), proof=proof)
    word = python_docx.Document()
    ooxml.drop_thumbnail(word)
    prepare_document(word)
    describe(word, arrangement)
    if arrangement.form is not Form.LIST:
        add_main_pages(word, arrangement)
    for at, sheet in enumerate(arrangement.sheets):
        add_sheet(word, sheet, first=at == 0 and arrangement.form is Form.LIST)
    if arrangement.imprint is not None:
        sideways = bool(arrangement.sheets) and arrangement.sheets[-1].landscape
        width = layout.TEXT_HEIGHT if sideways else layout.TEXT_WIDTH
        add_imprint(word, arrangement.imprint, ruled=arrangement.form is not Form.LETTER, width=width)
    add_proof(word, arrangement.proof)
    return packed(word)


def describe(word: WordDocument, arrangement: Arrangement) -> None:
    """The properties of the file, none of them from the clock."""
    about = word.core_properties
    about.title, about.author, about.last_modified_by = arrangement.name[:250], arrangement.author[:250], ""
    about.comments, about.keywords, about.language, about.revision = "", "", "zh-CN", 1
    about.created = about.modified = datetime.fromisoformat(arrangement.dated)


def add_main_pages(word: WordDocument, arrangement: Arrangement) -> None:
    """Head, title, body, and what closes it."""
    start_pages(word, landscape=False, first=True)
    if arrangement.form is Form.LETTER:
        prepare_first_letter_page(word.sections[0])
    add_head(word, arrangement)
    add_title(word, arrangement.title, before=2 * LINE.pt)
    add_parts(word, arrangement.parts)


def start_pages(word: WordDocument, *, landscape: bool, first: bool) -> None:
    """A new section on a new page, with its own paper and page numbers."""
    section = word.sections[0] if first else word.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    set_page(section, landscape=landscape)
    add_page_numbers(section, landscape=landscape)


def add_sheet(word: WordDocument, sheet: Sheet, *, first: bool) -> None:
    """An annex: its label on the first line, its title on the third; a wide table needs the room of the blank ones."""
    start_pages(word, landscape=sheet.landscape, first=first)
    if sheet.label:
        label = word.add_paragraph()
        spaced(label, pitch=LINE.pt)
        add_runs(label, (Run(text=sheet.label, face="hei"),))
    add_title(word, sheet.title, before=0.0 if sheet.landscape else LINE.pt)
    if not sheet.landscape:
        spaced(word.add_paragraph(), pitch=LINE.pt)
    add_parts(word, sheet.parts)


def add_imprint(word: WordDocument, imprint: ImprintLines, *, ruled: bool, width: float) -> None:
    """版记 at the foot of the last page: a table at the lower margin, and a paragraph in the text to hold it there."""
    writers = [write for write, there in imprint_writers(imprint, width=width) if there]
    table = word.add_table(rows=len(writers), cols=1)
    borders = {"top": OUTER_LINE, "bottom": OUTER_LINE, "insideH": INNER_LINE} if ruled else {}
    ooxml.set_table(table, [layout.twips(width)], borders)
    ooxml.set_cell_margins(table, 0)
    ooxml.float_table(table, vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom")
    for row, write in zip(table.rows, writers, strict=True):
        write(row.cells[0], imprint)
    spaced(word.add_paragraph(), pitch=1.0)


def imprint_writers(imprint: ImprintLines, *, width: float) -> tuple[tuple[ImprintWriter, bool], ...]:
    """Who writes each row of the imprint, and whether there is something to write."""
    return (
        (write_receivers, bool(imprint.addressees or imprint.copies)),
        (partial(write_printer, width=width), bool(imprint.printed_by or imprint.printed_on)),
    )


def write_receivers(cell: WordCell, imprint: ImprintLines) -> None:
    """主送 where it stands here, and 抄送 with no line between, one character in; lines that run over hang."""
    told = [text for text in (imprint.addressees, imprint.copies) if text]
    for at, text in enumerate(told):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        spaced(paragraph, pitch=IMPRINT_PITCH)
        ooxml.set_indents(paragraph, first=-COPIES_LABEL, left=1.0 + COPIES_LABEL, right=1.0, character=layout.SIZE_4)
        add_runs(paragraph, (Run(text=text),), size=layout.SIZE_4)


def write_printer(cell: WordCell, imprint: ImprintLines, *, width: float) -> None:
    """Who printed it at the left, when at the right."""
    paragraph = cell.paragraphs[0]
    spaced(paragraph, pitch=IMPRINT_PITCH)
    end = layout.points(width) - layout.SIZE_4
    ooxml.add_right_tab(paragraph, round(end * layout.TWIPS_PER_POINT))
    ooxml.set_indents(paragraph, first=0.0, left=1.0, right=0.0, character=layout.SIZE_4)
    add_runs(paragraph, (Run(text=f"{imprint.printed_by}\t{imprint.printed_on}"),), size=layout.SIZE_4)
