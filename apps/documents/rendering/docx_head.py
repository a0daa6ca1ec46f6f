"""版头 of the DOCX: the red mark, the number and the red line, in the three forms."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph as WordParagraph

from apps.documents.rendering import layout, ooxml
from apps.documents.rendering.content import Form
from apps.documents.rendering.docx_lines import LINE, add_runs, spaced
from apps.documents.rendering.parts import Arrangement, Run

RED_LINE_EIGHTHS, DOUBLE_LINE_EIGHTHS = 10, 24
MARK_PITCH = 1.15


def add_head(word: WordDocument, arrangement: Arrangement) -> None:
    """The head that the form of the document asks for."""
    if arrangement.form is Form.LETTER:
        add_letter_head(word, arrangement)
    else:
        add_mark(word, arrangement)
        add_number_and_line(word, arrangement)


def add_mark(word: WordDocument, arrangement: Arrangement) -> None:
    """The mark 35 mm below the upper edge of the text; organs that issue together stand one above the other."""
    size = arrangement.mark_size.size
    for at, organ in enumerate(arrangement.mark):
        last = at == len(arrangement.mark) - 1
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before = layout.points(layout.MARK_BELOW_TEXT_TOP) - size * (MARK_PITCH - 1) / 2 if at == 0 else 0.0
        spaced(paragraph, pitch=size * MARK_PITCH, before=before)
        write_mark(paragraph, organ + (arrangement.mark_suffix if last else ""), arrangement)


def write_mark(paragraph: WordParagraph, text: str, arrangement: Arrangement) -> None:
    """Red 小标宋, narrowed to the width of the text."""
    add_runs(paragraph, (Run(text=text, face="title"),), size=arrangement.mark_size.size, red=True)
    ooxml.set_width_scale(paragraph.runs[-1], round(arrangement.mark_size.scale * 100))


def add_number_and_line(word: WordDocument, arrangement: Arrangement) -> None:
    """The number two lines below the mark (minutes: their issuer and day below it) and the red line 4 mm below."""
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_runs(paragraph, (Run(text=arrangement.number),))
    if arrangement.issued_line is None:
        spaced(paragraph, pitch=LINE.pt, before=2 * LINE.pt)
    else:
        spaced(paragraph, pitch=LINE.pt, before=LINE.pt)
        paragraph = add_issued_line(word, *arrangement.issued_line)
    space = round(layout.points(layout.RED_LINE_BELOW_NUMBER) - (LINE.pt - layout.SIZE_3) / 2)
    ooxml.set_border(paragraph, "bottom", style="single", eighths=RED_LINE_EIGHTHS, space=space, color=layout.RED)


def add_issued_line(word: WordDocument, issuer: str, day: str) -> WordParagraph:
    """Issuer at the left, day at the right, each one character in."""
    paragraph = word.add_paragraph()
    spaced(paragraph, pitch=LINE.pt, before=LINE.pt)
    character = layout.CHARACTER_PITCH
    ooxml.add_right_tab(paragraph, round((layout.points(layout.TEXT_WIDTH) - character) * layout.TWIPS_PER_POINT))
    add_runs(paragraph, (Run(text=f"　{issuer}\t{day}"),))
    return paragraph


def add_letter_head(word: WordDocument, arrangement: Arrangement) -> None:
    """The mark 30 mm below the edge of the page, a double line under it, and the number at the right."""
    width, top = layout.twips(layout.LETTER_LINE_WIDTH), layout.twips(layout.LETTER_MARK_FROM_PAGE_TOP)
    for at, organ in enumerate(arrangement.mark):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        spaced(paragraph, pitch=arrangement.mark_size.size)
        ooxml.set_frame(paragraph, w=width, vAnchor="page", hAnchor="page", y=top)
        write_mark(paragraph, organ, arrangement)
        if at == len(arrangement.mark) - 1:
            space = round(layout.points(layout.LETTER_LINE_BELOW_MARK))
            style, eighths = "thickThinSmallGap", DOUBLE_LINE_EIGHTHS
            ooxml.set_border(paragraph, "bottom", style=style, eighths=eighths, space=space, color=layout.RED)
    number = word.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    spaced(number, pitch=LINE.pt, before=layout.SIZE_3 * 7 / 8 - (LINE.pt - layout.SIZE_3) / 2)
    add_runs(number, (Run(text=arrangement.number),))
