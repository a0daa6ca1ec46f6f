"""Pages of the DOCX: paper, margins, grid, and page numbers that stand at the same place of the bound sheet."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section as WordSection
from docx.section import _Footer as WordFooter
from docx.shared import Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from apps.documents.rendering import layout, ooxml
from apps.documents.rendering.docx_lines import FAMILIES, LINE_TWIPS, add_runs, spaced
from apps.documents.rendering.parts import Run

CHARACTER_SPACE = round((layout.CHARACTER_PITCH - layout.SIZE_3) * 4096)
NUMBER_LENGTH, NUMBER_HEIGHT = 20.0, 7.0


def set_page(section: WordSection, *, landscape: bool) -> None:
    """A4 with the margins of the standard; a wide page has those of an upright one turned to the left."""
    width, height = layout.twips(layout.PAGE_WIDTH), layout.twips(layout.PAGE_HEIGHT)
    margins = [layout.twips(side) for side in (layout.TOP, layout.RIGHT, layout.BOTTOM, layout.LEFT)]
    if landscape:
        width, height = height, width
        margins = [margins[3], margins[0], margins[1], margins[2]]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Twips, margins)
    below = layout.BOTTOM - layout.PAGE_NUMBER_BELOW_TEXT
    # The dashes stand in the middle of their line, and they are what is seven millimetres below the text.
    section.footer_distance = Twips(layout.twips(below) - int(layout.SIZE_4 / 2 * layout.TWIPS_PER_POINT))
    section.header_distance = Twips(layout.twips(15))
    ooxml.set_grid(section, line_pitch=LINE_TWIPS, character_space=CHARACTER_SPACE)


def add_page_numbers(section: WordSection, *, landscape: bool) -> None:
    """— 1 — at the right of odd pages and at the left of even ones, one character in."""
    for place in (section.footer, section.even_page_footer):
        place.is_linked_to_previous = False
    if landscape:
        add_turned_number(section.footer, odd=True)
        add_turned_number(section.even_page_footer, odd=False)
    else:
        add_upright_number(section.footer.paragraphs[0], odd=True)
        add_upright_number(section.even_page_footer.paragraphs[0], odd=False)


def add_upright_number(paragraph: WordParagraph, *, odd: bool) -> None:
    """A number below the text."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if odd else WD_ALIGN_PARAGRAPH.LEFT
    inner = {"right": 1.0, "left": 0.0} if odd else {"right": 0.0, "left": 1.0}
    ooxml.set_indents(paragraph, first=0.0, character=layout.CHARACTER_PITCH, **inner)
    write_number(paragraph)


def add_turned_number(footer: WordFooter, *, odd: bool) -> None:
    """The same number on a page that is bound turned to the left: at its left side, reading downwards."""
    table = footer.add_table(rows=1, cols=1, width=Twips(layout.twips(NUMBER_HEIGHT)))
    ooxml.set_table(table, [layout.twips(NUMBER_HEIGHT)], {})
    one_character = layout.CHARACTER_PITCH / layout.points(1)
    lowest = layout.PAGE_WIDTH - layout.RIGHT - one_character - NUMBER_LENGTH
    top = lowest if odd else layout.LEFT + one_character
    left = layout.BOTTOM - layout.PAGE_NUMBER_BELOW_TEXT - NUMBER_HEIGHT
    ooxml.float_table(
        table, vertAnchor="page", horzAnchor="page", tblpX=layout.twips(left), tblpY=layout.twips(top)
    )  # fmt: skip
    ooxml.set_row_height(table, 0, layout.twips(NUMBER_LENGTH))
    cell = table.rows[0].cells[0]
    ooxml.turn_cell(cell)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if odd else WD_ALIGN_PARAGRAPH.LEFT
    write_number(cell.paragraphs[0])


def write_number(paragraph: WordParagraph) -> None:
    """4号 half-width 宋体 between dashes."""
    spaced(paragraph, pitch=layout.SIZE_4)
    add_runs(paragraph, (Run(text="— ", face="song"),), size=layout.SIZE_4)
    number = ooxml.add_field(paragraph, "PAGE")
    number.font.size, number.font.color.rgb = Pt(layout.SIZE_4), RGBColor(0, 0, 0)
    ooxml.set_fonts(number, FAMILIES["song"])
    add_runs(paragraph, (Run(text=" —", face="song"),), size=layout.SIZE_4)


def prepare_first_letter_page(section: WordSection) -> None:
    """The first page of a letter has no number; a double line, thin above thick, stands near its lower edge."""
    section.different_first_page_header_footer = True
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    spaced(paragraph, pitch=1.0)
    top = layout.PAGE_HEIGHT - layout.LETTER_LINE_FROM_PAGE_BOTTOM
    width = layout.twips(layout.LETTER_LINE_WIDTH)
    height = layout.twips(top) - 6 * layout.TWIPS_PER_POINT
    ooxml.set_frame(paragraph, w=width, vAnchor="page", hAnchor="page", y=height)
    ooxml.set_border(paragraph, "bottom", style="thinThickSmallGap", eighths=24, space=1, color=layout.RED)


def add_proof(word: WordDocument, proof: str) -> None:
    """The line by which a sheet is verified, in the footers of all sections at its own place on the paper."""
    if not proof:
        return
    for section in word.sections:
        footers = [section.footer, section.even_page_footer]
        if section.different_first_page_header_footer:
            footers.append(section.first_page_footer)
        height = section.page_height or Twips(layout.twips(layout.PAGE_HEIGHT))
        top = height.twips - layout.twips(layout.PROOF_FROM_PAGE_BOTTOM)
        for footer in footers:
            paragraph = footer.add_paragraph()
            ooxml.set_place(paragraph, x=layout.twips(layout.LEFT), y=top)
            spaced(paragraph, pitch=layout.PROOF_SIZE + 2)
            add_runs(paragraph, (Run(text=proof, face="song"),), size=layout.PROOF_SIZE)


def prepare_document(word: WordDocument) -> None:
    """What holds for every page: odd and even differ, and what is typed later has the face and size of the body."""
    word.settings.odd_and_even_pages_header_footer = True
    normal = word.styles["Normal"]
    normal.font.size = Pt(layout.SIZE_3)
    closer = round((layout.SIZE_3 - layout.CHARACTER_PITCH) * layout.TWIPS_PER_POINT)
    ooxml.set_body_style(normal.element, family=FAMILIES["fang"], closer=closer)
