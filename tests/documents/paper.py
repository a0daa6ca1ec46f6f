"""What a clerk of an archive would reject in a printed document, measured on the pages themselves.

`faults` reads the finished PDF and says in sentences what breaks the published figures of the standard, or breaks a
mark, a name, a title or a cell. What should be there comes from the arrangement; where it is comes from the pages.
"""

from collections.abc import Iterator
from itertools import pairwise

from apps.documents.rendering import layout
from apps.documents.rendering.content import Form
from apps.documents.rendering.parts import Arrangement, Grid, ImprintLines, Line
from tests.documents.printed import Page, TextLine

TOLERANCE = 1.0
#: The ink of a large letter begins this part of its size below the upper edge of its square.
INK = 0.12
HAIR = 0.1


def faults(arrangement: Arrangement, pages: list[Page]) -> list[str]:
    """Everything wrong with a printed document; empty for one that can be signed."""
    checks = [
        numbers_of_pages(arrangement, pages), text_inside_margins(arrangement, pages), whole_rows(arrangement, pages),
        whole_people(arrangement, pages), letters_inside_cells(pages), last_page(arrangement, pages),
        sheet_titles(arrangement, pages),
    ]  # fmt: skip
    if arrangement.form is not Form.LIST:
        checks += [
            check(arrangement, pages[0])
            for check in (whole_mark, whole_title, body_begins, red_line, number_below_mark)
        ]
    return [fault for found in checks for fault in found]


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def whole_mark(arrangement: Arrangement, page: Page) -> Iterator[str]:
    """Every line of the mark stands on one line of the page, where the standard has it."""
    joint = len(arrangement.mark) > 1 and arrangement.mark_suffix
    wanted = arrangement.mark if joint else (*arrangement.mark[:-1], arrangement.mark[-1] + arrangement.mark_suffix)
    printed = [line for line in page.lines if squeezed(line.text).removesuffix(arrangement.mark_suffix) or joint]
    for at, text in enumerate(wanted):
        line = next((each for each in printed if squeezed(text) in squeezed(each.text)), None)
        if line is None:
            yield f"the mark is broken: {text}"
        elif at == 0:
            letter = arrangement.form is Form.LETTER
            edge = layout.LETTER_MARK_FROM_PAGE_TOP if letter else layout.TOP + layout.MARK_BELOW_TEXT_TOP
            if not 0 <= line.top - edge <= TOLERANCE + line.size * INK * 25.4 / 72:
                yield f"the mark begins at {line.top:.1f} mm, not at {edge}"


def whole_title(arrangement: Arrangement, page: Page) -> Iterator[str]:
    """The title stands in the lines it was given, and no line of it ends inside an organ's name or a number."""
    printed = {squeezed(line.text) for line in page.lines}
    yield from (f"the title is broken: {text}" for text in arrangement.title if squeezed(text) not in printed)
    yield from broken_words(arrangement.title)


def sheet_titles(arrangement: Arrangement, pages: list[Page]) -> Iterator[str]:
    """The titles of annexes as well."""
    printed = {squeezed(line.text) for page in pages for line in page.lines}
    for sheet in arrangement.sheets:
        yield from (f"the annex's title is broken: {text}" for text in sheet.title if squeezed(text) not in printed)


def broken_words(title: tuple[str, ...]) -> Iterator[str]:
    """Names of organs that a line of the title could hold, and counted words, with a break inside."""
    whole = "".join(title)
    words = [layout.VERBS.sub("", found[0]) for found in layout.ORGAN.finditer(whole)]
    words += [found[0] for found in layout.COUNTED.finditer(whole)]
    for word in words:
        if len(word) <= layout.TITLE_CHARACTERS and not any(word in line for line in title):
            yield f"the title is broken inside {word}: {' / '.join(title)}"


def body_begins(arrangement: Arrangement, page: Page) -> Iterator[str]:
    """Page one shows the beginning of what is told."""
    told = [part for part in arrangement.parts if isinstance(part, Line) and part.indent == layout.FIRST_INDENT]
    first = squeezed("".join(run.text for run in told[0].runs))[:10] if told else ""
    if first and first not in squeezed(page.text):
        yield f"page one shows nothing of the body: {first}"


def red_line(arrangement: Arrangement, page: Page) -> Iterator[str]:
    """The red line: as wide as its form asks, and at its distance."""
    letter = arrangement.form is Form.LETTER
    width = layout.LETTER_LINE_WIDTH if letter else layout.TEXT_WIDTH
    lines = [rule for rule in page.rules if rule.across and abs(rule.right - rule.left - width) <= TOLERANCE]
    above = next((line for line in page.lines if squeezed(arrangement.number) in squeezed(line.text)), None)
    if arrangement.issued_line is not None:
        above = next((line for line in page.lines if squeezed(arrangement.issued_line[1]) in line.text), None)
    if not lines or above is None:
        yield f"there is no red line of {width} mm, or no number"
    elif not letter and abs(lines[0].top - foot_of(above) - layout.RED_LINE_BELOW_NUMBER) > TOLERANCE:
        yield f"the red line is {lines[0].top - foot_of(above):.1f} mm below the number"


def number_below_mark(arrangement: Arrangement, page: Page) -> Iterator[str]:
    """The number of a file stands two empty lines below its mark; in the other forms its place hangs on other lines."""
    mark = [line for line in page.lines if line.size > layout.SIZE_3 + 1][: len(arrangement.mark)]
    number = next((line for line in page.lines if squeezed(arrangement.number) in squeezed(line.text)), None)
    if arrangement.form is not Form.FILE or number is None or not mark:
        return
    size = arrangement.mark_size.size * 25.4 / 72
    between = number.middle - layout.LINE_PITCH * 25.4 / 72 / 2 - (mark[-1].middle + size / 2)
    wanted = 2 * layout.LINE_PITCH * 25.4 / 72
    if abs(between - wanted) > 2 * TOLERANCE:
        yield f"the number is {between:.1f} mm below the mark, not {wanted:.1f}"


def foot_of(line: TextLine) -> float:
    """The lower edge of the squares of a line's letters."""
    return line.middle + line.size / 2 * 25.4 / 72


def text_box(page: Page) -> tuple[float, float, float, float]:
    """版心: left, top, right, bottom; of a wide page turned to the left."""
    if page.sideways:
        return (layout.BOTTOM, layout.LEFT, page.width - layout.TOP, page.height - layout.RIGHT)
    return (layout.LEFT, layout.TOP, page.width - layout.RIGHT, page.height - layout.BOTTOM)


def text_inside_margins(arrangement: Arrangement, pages: list[Page]) -> Iterator[str]:
    """Nothing but the number of the page, and the wider mark of a letter, leaves the text's box."""
    for number, page in enumerate(pages, start=1):
        left, top, right, bottom = text_box(page)
        for line in body_lines(page):
            if arrangement.form is Form.LETTER and number == 1 and line.size > layout.SIZE_3 * 1.1:
                continue
            if line.left < left - TOLERANCE or line.right > right + TOLERANCE:
                yield f"page {number}: a line leaves the text at its side: {line.text[:20]}"
            if line.top < top - TOLERANCE and not (number == 1 and arrangement.form is Form.LETTER):
                yield f"page {number}: a line stands above the text: {line.text[:20]}"
            if line.bottom > bottom + TOLERANCE:
                yield f"page {number}: a line stands below the text: {line.text[:20]}"


def numbered(page: Page) -> list[TextLine]:
    """The line of the page number."""
    bottom = text_box(page)[3]
    return [line for line in page.lines if line.top > bottom + TOLERANCE]


def body_lines(page: Page) -> list[TextLine]:
    """Every line but the page number's; of a wide page, without the letters at its side."""
    left, _, _, bottom = text_box(page)
    if not page.sideways:
        return [line for line in page.lines if line.top <= bottom + TOLERANCE]
    inside = tuple(each for each in page.letters if each.left > left - TOLERANCE)
    return Page(page.width, page.height, inside, ()).lines


def numbers_of_pages(arrangement: Arrangement, pages: list[Page]) -> Iterator[str]:
    """— 1 — with its dashes seven millimetres below the text, right on odd pages and left on even ones."""
    for number, page in enumerate(pages, start=1):
        if page.sideways:
            continue
        found = [squeezed(line.text) for line in numbered(page)]
        wanted = [] if number == 1 and arrangement.form is Form.LETTER else [f"—{number}—"]
        if found != wanted:
            yield f"page {number} is numbered {found}"
            continue
        for line in numbered(page):
            dash = line.letters[0]
            below = (dash.top + dash.bottom) / 2 - text_box(page)[3]
            if abs(below - layout.PAGE_NUMBER_BELOW_TEXT) > TOLERANCE:
                yield f"page {number}: the dash is {below:.1f} mm below the text"
            inner = text_box(page)[2] - line.right if number % 2 else line.left - text_box(page)[0]
            if abs(inner - layout.CHARACTER_PITCH * 25.4 / 72) > TOLERANCE:
                yield f"page {number}: the number is {inner:.1f} mm in"


def whole_rows(arrangement: Arrangement, pages: list[Page]) -> Iterator[str]:
    """Every row stands whole on one page, each cell with all its words; the header stands above it."""
    printed = [row for page in pages for row in page.rows()]
    grids = [part for part in all_parts(arrangement) if isinstance(part, Grid)]
    for grid in grids:
        for row, tall in zip((grid.titles, *grid.rows), (False, *grid.tall), strict=True):
            if not tall and tuple(map(squeezed, row)) not in printed:
                yield f"a row is split, or a cell of it broken: {row}"
        narrow = [title for title, width in zip(grid.titles, grid.widths, strict=True) if width < least_width(title)]
        yield from (f"the column {title} is too narrow" for title in narrow)


def least_width(title: str) -> float:
    return min(len(title), layout.NARROW_CELL) * layout.SIZE_SMALL_4 + 2 * layout.CELL_INSET


def letters_inside_cells(pages: list[Page]) -> Iterator[str]:
    """No letter runs through the line between two cells."""
    for number, page in enumerate(pages, start=1):
        for rule in (each for each in page.rules if not each.across and each.bottom - each.top > TOLERANCE):
            crossed = [
                each.text
                for each in page.letters
                if rule.top < each.middle < rule.bottom
                and each.left < rule.left - 0.1
                and each.right > rule.right + 0.1
            ]
            if crossed:
                yield f"page {number}: letters run through the line of a cell: {''.join(crossed)}"


def whole_people(arrangement: Arrangement, pages: list[Page]) -> Iterator[str]:
    """No line ends inside the name of a person."""
    for before, after in pairwise(line for page in pages for line in body_lines(page)):
        for name in arrangement.people:
            for at in range(1, len(name)):
                if before.text.endswith(name[:at]) and after.text.startswith(name[at:]):
                    yield f"a line ends inside {name}"


def last_page(arrangement: Arrangement, pages: list[Page]) -> Iterator[str]:
    """The imprint shares its page with something of the document, and ends at the foot of the text."""
    imprint = arrangement.imprint
    if imprint is None or len(imprint.addressees + imprint.copies) > layout.LONGEST_IMPRINT:
        return
    page = pages[-1]
    # 4号 is the size of the imprint alone.
    own = [line for line in body_lines(page) if abs(line.size - layout.SIZE_4) < 1]
    if len(own) == len(body_lines(page)):
        yield "the last page has nothing but the imprint"
    foot = body_lines(page)[-1].bottom
    if not own or not 0 <= text_box(page)[3] - foot <= 3 * TOLERANCE:
        yield f"the imprint ends {text_box(page)[3] - foot:.1f} mm above the foot of the text"
    if own and squeezed("".join(line.text for line in own)) not in squeezed("".join(imprint_texts(imprint))):
        yield "the imprint is not printed as it was written"


def imprint_texts(imprint: ImprintLines) -> tuple[str, ...]:
    return imprint.addressees, imprint.copies, imprint.printed_by, imprint.printed_on


def all_parts(arrangement: Arrangement) -> Iterator[Line | Grid]:
    yield from arrangement.parts
    for sheet in arrangement.sheets:
        yield from sheet.parts
