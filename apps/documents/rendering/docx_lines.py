"""Lines and tables of an arrangement as paragraphs and tables of Word."""

from math import floor

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from apps.documents.rendering import layout, ooxml
from apps.documents.rendering.parts import Face, Grid, Line, Part, Run
from apps.documents.rendering.wording import width_in_characters

FAMILIES: dict[Face, str] = {
    "fang": "仿宋_GB2312",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "title": "方正小标宋简体",
    "song": "宋体",
}
ALIGNMENT = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
#: 28.95 pt: the largest twentieth of a point at which twenty-two lines still fit in 225 mm.
LINE_TWIPS = int(layout.LINE_PITCH * layout.TWIPS_PER_POINT)
LINE = Pt(LINE_TWIPS / layout.TWIPS_PER_POINT)
CELL_BORDER = (6, "single")
CELL_MARGIN = round(layout.CELL_INSET * layout.TWIPS_PER_POINT)
LONG_CELL = 8.0


def add_runs(
    paragraph: WordParagraph, runs: tuple[Run, ...], *, size: float = layout.SIZE_3, red: bool = False
) -> None:
    """Letters with their face, size and colour; never left to the styles of whoever opens the file."""
    for each in runs:
        run = paragraph.add_run(each.text)
        run.font.size = Pt(size)
        run.font.color.rgb = RGBColor.from_string(layout.RED if red else "000000")
        ooxml.set_fonts(run, FAMILIES[each.face])


def spaced(paragraph: WordParagraph, *, pitch: float, before: float = 0.0) -> None:
    """An exact height of line, in points, and the space before the paragraph."""
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)


def add_line(word: WordDocument, line: Line) -> WordParagraph:
    """One paragraph of the body; a label hangs before lines that run over."""
    paragraph = word.add_paragraph()
    paragraph.alignment = ALIGNMENT[line.align]
    spaced(paragraph, pitch=LINE.pt, before=line.gap * LINE.pt)
    hanging = bool(line.label) or line.align == "left"
    ooxml.set_indents(
        paragraph,
        first=-line.label_width if hanging else line.indent,
        left=line.indent + line.label_width if hanging else 0.0,
        right=line.right,
        character=layout.CHARACTER_PITCH,
    )
    paragraph.paragraph_format.keep_with_next = line.keep_with_next
    add_runs(paragraph, line.label + line.runs)
    return paragraph


def add_title(word: WordDocument, title: tuple[str, ...], *, before: float) -> None:
    """The title in 2号 小标宋, its lines broken where they were arranged."""
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    spaced(paragraph, pitch=layout.TITLE_PITCH, before=before)
    for at, text in enumerate(title):
        if at:
            paragraph.add_run().add_break()
        add_runs(paragraph, (Run(text=text, face="title"),), size=layout.SIZE_2)


def add_parts(word: WordDocument, parts: tuple[Part, ...]) -> None:
    """Lines and tables in their order."""
    for part in parts:
        if isinstance(part, Line):
            add_line(word, part)
        else:
            add_grid(word, part)


def add_grid(word: WordDocument, grid: Grid) -> None:
    """A ruled table over the whole width, in 小4号, with its header on every page."""
    table = word.add_table(rows=1 + len(grid.rows), cols=len(grid.titles))
    widths = [floor(width * layout.TWIPS_PER_POINT) for width in grid.widths]
    ooxml.set_table(table, widths, dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), CELL_BORDER))
    ooxml.set_cell_margins(table, CELL_MARGIN)
    fill_row(table, 0, grid.titles, face="hei")
    for at, row in enumerate(grid.rows, start=1):
        fill_row(table, at, row, face="fang")
    for at, tall in enumerate((False, *grid.tall)):
        ooxml.keep_row(table, at, whole=not tall, header=at == 0)
    for cell in table.rows[-1].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def fill_row(table: WordTable, at: int, texts: tuple[str, ...], *, face: Face) -> None:
    """Short texts stand in the middle, long ones begin at the left."""
    for cell, text in zip(table.rows[at].cells, texts, strict=True):
        centred = face == "hei" or width_in_characters(text) <= LONG_CELL
        fill_cell(cell, text, face=face, align="center" if centred else "left")


def fill_cell(cell: WordCell, text: str, *, face: Face, align: str) -> None:
    """One paragraph in a cell."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGNMENT[align]
    spaced(paragraph, pitch=layout.SIZE_SMALL_4 * 1.4)
    add_runs(paragraph, (Run(text=text, face=face),), size=layout.SIZE_SMALL_4)
