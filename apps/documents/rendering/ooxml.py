"""The elements of WordprocessingML that python-docx has no words for, and files whose bytes depend on content alone."""

import zipfile
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as WordSection
from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
#: What must come after a border or a frame inside w:pPr and w:tblPr; order is part of the schema.
AFTER_FRAME = ("w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:snapToGrid",
               "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:textDirection", "w:rPr", "w:sectPr")  # fmt: skip
AFTER_BORDERS = AFTER_FRAME[4:]
AFTER_GRID_SWITCH = AFTER_FRAME[7:]


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """An element of the w namespace with w attributes."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_fonts(run: WordRun, family: str) -> None:
    """One family for Chinese and for Latin letters; a run without w:eastAsia would fall back to the theme."""
    run.font.name = family
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), family)


def set_width_scale(run: WordRun, percent: int) -> None:
    """Letters narrowed, as red marks usually are."""
    size = run._element.get_or_add_rPr().find(qn("w:sz"))
    size.addprevious(element("w", val=percent))


def set_indents(paragraph: WordParagraph, *, first: float, left: float, right: float, character: float) -> None:
    """Indents in hundredths of a character, which Word obeys, and in twips for programs that do not; first may hang."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    name = "firstLine" if first >= 0 else "hanging"
    for side, value in (("left", left), ("right", right), (name, abs(first))):
        indent.set(qn(f"w:{side}Chars"), str(round(value * 100)))
        indent.set(qn(f"w:{side}"), str(round(value * character * 20)))


def set_grid(section: WordSection, *, line_pitch: int, character_space: int) -> None:
    """Lines and characters of the page; characters in 4096ths of a point beside the body's own size."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(element("docGrid", type="linesAndChars", linePitch=line_pitch, charSpace=character_space))


def set_border(paragraph: WordParagraph, side: str, *, style: str, eighths: int, space: int, color: str) -> None:
    """A line along one side of a paragraph, so many points away from it."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element(side, val=style, sz=eighths, space=space, color=color))
    properties.insert_element_before(borders, *AFTER_BORDERS)


def set_frame(paragraph: WordParagraph, **position: str | int) -> None:
    """Take a paragraph out of the text and centre it at a height; the position is in the words of w:framePr."""
    frame = element("framePr", wrap="notBeside", hSpace=0, xAlign="center", **position)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, *AFTER_FRAME)


def set_place(paragraph: WordParagraph, *, x: int, y: int) -> None:
    """Take a paragraph out of the text to a place of the paper, in twips from its upper left corner."""
    frame = element("framePr", wrap="around", vAnchor="page", hAnchor="page", x=x, y=y)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, *AFTER_FRAME)


def add_field(paragraph: WordParagraph, code: str) -> WordRun:
    """A field such as PAGE; the value shown until it is updated is 1."""
    run = paragraph.add_run()
    for part in (
        element("fldChar", fldCharType="begin"),
        text_element("instrText", code),
        element("fldChar", fldCharType="separate"),
        text_element("t", "1"),
        element("fldChar", fldCharType="end"),
    ):
        run._element.append(part)
    return run


def text_element(tag: str, text: str) -> BaseOxmlElement:
    """An element with text."""
    made = element(tag)
    made.text = text
    return made


def set_table(table: WordTable, widths: list[int], borders: dict[str, tuple[int, str]]) -> None:
    """Fixed widths in twips and borders in eighths of a point; Word ignores the one without the other."""
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("tblW", "tblBorders", "tblStyle"):
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    lines = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        eighths, style = borders.get(side, (0, "nil"))
        lines.append(element(side, val=style, sz=eighths, space=0, color="000000"))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(element("tblW", w=sum(widths), type="dxa"))
    layout.addprevious(lines)
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            set_cell_width(cell, width)


def set_cell_width(cell: WordCell, width: int) -> None:
    """The width of one cell, in twips."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcW")):
        properties.remove(old)
    properties.insert(0, element("tcW", w=width, type="dxa"))


def set_cell_margins(table: WordTable, twips: int) -> None:
    """The space left and right of the words in every cell."""
    margins = element("tblCellMar")
    margins.append(element("left", w=twips, type="dxa"))
    margins.append(element("right", w=twips, type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)


def float_table(table: WordTable, **position: str | int) -> None:
    """Take a table out of the text; the position is in the words of w:tblpPr."""
    table._tbl.tblPr.insert(0, element("tblpPr", **position))


def keep_row(table: WordTable, at: int, *, whole: bool, header: bool = False) -> None:
    """A whole row is not split between pages; a header row comes again on each."""
    properties = table.rows[at]._tr.get_or_add_trPr()
    if whole:
        properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))


def set_row_height(table: WordTable, at: int, twips: int) -> None:
    """A row of exactly this height."""
    table.rows[at]._tr.get_or_add_trPr().append(element("trHeight", val=twips, hRule="exact"))


def add_right_tab(paragraph: WordParagraph, twips: int) -> None:
    """A stop to which the words after a tab are pushed right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(twips), WD_TAB_ALIGNMENT.RIGHT)


def set_body_style(style: BaseOxmlElement, *, family: str, closer: int) -> None:
    """The family of the body, in place of the theme's, and letters set closer by so many twips.

    Pages fill to their last line, and no blank is put between Chinese and Latin letters, as in the PDF. Paragraphs
    keep their own exact lines and stay off the grid of the page: programs disagree about a letter that is
    wider than its cell, and 3号 is wider than a twenty-eighth of the line.
    """
    properties = style.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), family)
    properties.find(qn("w:sz")).addprevious(element("spacing", val=-closer))
    lines = style.get_or_add_pPr()
    for old in lines.findall(qn("w:widowControl")):
        lines.remove(old)
    for tag in ("widowControl", "autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        lines.insert_element_before(element(tag, val=0), *AFTER_GRID_SWITCH)


def drop_thumbnail(word: WordDocument) -> None:
    """The picture that python-docx's template brings is of another document."""
    relations = word.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]


def turn_cell(cell: WordCell) -> None:
    """Words run from top to bottom, as on a page that is bound turned to the left."""
    cell._tc.get_or_add_tcPr().append(element("textDirection", val="tbRl"))


def packed(document: WordDocument) -> bytes:
    """The file, with its parts in a fixed order and without the clock."""
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date_time=EARLIEST_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, parts.read(name))
    return fixed.getvalue()
