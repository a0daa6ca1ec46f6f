"""A document laid out as lines and tables: what stands where, before either program draws it.

Both renderers follow the same arrangement, so the order of the parts, the numbers of the levels and the wording of
fixed phrases are decided once. Indents are counted in character widths (字) and gaps in lines (行), as the standard
does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from apps.documents.rendering.content import (
    Annex,
    Block,
    Document,
    FollowUpList,
    Form,
    Imprint,
    Letter,
    Minutes,
    Notice,
    Paragraph,
    Participants,
    RollCall,
    Section,
    Signature,
    Table,
    WorkingPaper,
    words_of,
)
from apps.documents.rendering.follow_up_table import list_body
from apps.documents.rendering.layout import (
    LETTER_LARGEST_MARK,
    LETTER_LINE_WIDTH,
    MarkSize,
    mark_size,
    signature_indents,
    title_lines,
)
from apps.documents.rendering.parts import Arrangement, Face, Grid, ImprintLines, Line, Part, Run, Sheet
from apps.documents.rendering.wording import (
    chinese_date,
    full_width,
    level_label,
    refuse_unprintable,
    width_in_characters,
)
from vocabulary.disclosure import Disclosure

#: What a heading may end in; text that runs on after any other is parted from it by a colon.
ENDS = "。：；！？"
LEVEL_FACE: dict[int, Face] = {1: "hei", 2: "kai", 3: "fang", 4: "fang"}
DISCLOSURE_NOTE = {
    Disclosure.PUBLIC: "此件公开发布",
    Disclosure.ON_REQUEST: "此件依申请公开",
    Disclosure.WITHHELD: "此件不予公开",
}
ROOM_FOR_SEAL = 2
LABEL_OF_ROLL_CALL = 3.0


def arrange(document: Document) -> Arrangement:
    """The one way from content to lines; refuses characters that cannot be printed."""
    for words in words_of(document):
        refuse_unprintable(words)
    if isinstance(document, FollowUpList):
        body, label = list_body(document), document.annex_label
        return arrangement_of_sheet(document, _sheet(document.title, body, label=label, landscape=True))
    if isinstance(document, WorkingPaper):
        sheet = _sheet(document.title, document.body, landscape=document.landscape)
        return arrangement_of_sheet(document, sheet)
    return Arrangement(
        form=document.form,
        name=document.title.replace("\n", ""),
        author=document.mark.organs[0],
        dated=day_of(document).isoformat(),
        mark=document.mark.organs,
        mark_suffix=document.mark.suffix,
        mark_size=size_of_mark(document),
        number=document.number,
        issued_line=(document.issuer, chinese_date(document.issued_on)) if isinstance(document, Minutes) else None,
        title=title_lines(document.title, organs_of(document)),
        parts=tuple(parts_of(document)),
        sheets=sheets_of(document.annexes, organs_of(document)),
        imprint=imprint_lines(document.imprint, with_printer=document.form is not Form.LETTER),
    )


def _sheet(title: str, body: Iterable[Block], *, landscape: bool, label: str = "") -> Sheet:
    lines = (title,) if landscape else title_lines(title)
    return Sheet(label=label, title=lines, landscape=landscape, parts=tuple(parts_of_body(body)))


def arrangement_of_sheet(document: FollowUpList | WorkingPaper, sheet: Sheet) -> Arrangement:
    """A list or a working paper has no head of its own: it is one sheet, used alone or bound behind a document."""
    return Arrangement(
        form=Form.LIST,
        name=document.title,
        author=document.issuer,
        dated=document.as_of.isoformat(),
        mark=(),
        mark_suffix="",
        mark_size=MarkSize(size=0.0, scale=1.0),
        number="",
        issued_line=None,
        title=(),
        parts=(),
        sheets=(sheet,),
        imprint=None,
    )


def size_of_mark(document: Letter | Notice | Minutes) -> MarkSize:
    """The mark fits on one line: of the text, or of the wider line of a letter."""
    gap = "　" if len(document.mark.organs) > 1 else ""
    longest = max(document.mark.organs, key=len) + gap + document.mark.suffix
    if document.form is Form.LETTER:
        return mark_size(longest, width=LETTER_LINE_WIDTH, largest=LETTER_LARGEST_MARK)
    return mark_size(longest)


def organs_of(document: Letter | Notice | Minutes) -> tuple[str, ...]:
    """The organs a document names in its frame."""
    if isinstance(document, Minutes):
        return (*document.mark.organs, document.issuer)
    return (*document.mark.organs, *document.addressees, document.signature.organ)


def day_of(document: Letter | Notice | Minutes) -> date:
    """The day the document bears; also written into the files, so that equal content gives equal bytes."""
    return document.issued_on if isinstance(document, Minutes) else document.signature.on


def parts_of(document: Letter | Notice | Minutes) -> Iterator[Part]:
    """Addressees, body, list of annexes, then either the roll call or the signature, then the notes."""
    if not isinstance(document, Minutes):
        yield Line(runs=(Run(text="，".join(document.addressees) + "："),), indent=0.0, gap=1)
    told = (*parts_of_body(document.body), *annex_lines(document.annexes))
    yield from opened(told, gap=1 if isinstance(document, Minutes) else 0, kept=2 + len(document.annexes))
    if isinstance(document, Minutes):
        yield from roll_call_lines(document.roll_call)
    else:
        yield from signature_lines(document.signature)
    yield from note_lines(document.note, document.disclosure)


def opened(parts: tuple[Part, ...], *, gap: int, kept: int) -> Iterator[Part]:
    """The parts of a body, the first after a gap, the last kept with what follows.

    A signature or a roll call alone on a page would look like one that was added later.
    """
    for at, part in enumerate(parts):
        if isinstance(part, Line):
            last = at >= len(parts) - kept + 1
            part = replace(part, gap=gap if at == 0 else part.gap, keep_with_next=last or part.keep_with_next)
        yield part


def parts_of_body(body: Iterable[Block]) -> Iterator[Part]:
    """Blocks with their level numbers; a higher level starts the lower ones again."""
    counts = [0, 0, 0, 0]
    for block in body:
        if isinstance(block, Section):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield section_line(block, counts[block.level - 1])
        elif isinstance(block, Paragraph):
            yield paragraph_line(block)
        else:
            yield grid(block)


def section_line(section: Section, number: int) -> Line:
    """Number and heading in the face of the level; text that runs on after a colon is set like any other."""
    words = full_width(section.heading)
    runs_on = "：" if section.text and words[-1:] not in ENDS else ""
    heading = Run(text=f"{level_label(section.level, number)}{words}{runs_on}", face=LEVEL_FACE[section.level])
    follow = (Run(text=full_width(section.text)),) if section.text else ()
    return Line(runs=(heading, *follow), keep_with_next=not section.text and section.level < 3)


def paragraph_line(paragraph: Paragraph) -> Line:
    """Running text, with its lead before it."""
    lead = (Run(text=f"{full_width(paragraph.lead)}：", face="hei"),) if paragraph.lead else ()
    return Line(runs=(*lead, Run(text=full_width(paragraph.text))))


def grid(table: Table) -> Grid:
    """A table of content as a ruled table."""
    return Grid(
        titles=tuple(column.title for column in table.columns),
        shares=tuple(column.share for column in table.columns),
        rows=tuple(tuple(full_width(cell) for cell in row) for row in table.rows),
    )


def annex_lines(annexes: tuple[Annex, ...]) -> Iterator[Line]:
    """附件：1.…, a line below the body; a single annex has no number and no name ends with punctuation."""
    numbered = len(annexes) > 1
    for at, annex in enumerate(annexes, start=1):
        number = f"{at}." if numbered else ""
        label = f"附件：{number}" if at == 1 else number
        yield Line(
            runs=(Run(text=full_width(annex.title).rstrip("。；，、")),),
            label=(Run(text=label),),
            label_width=width_in_characters(label),
            indent=2.0 if at == 1 else 5.0,
            gap=1 if at == 1 else 0,
        )


def roll_call_lines(roll_call: RollCall) -> Iterator[Line]:
    """出席, 请假, 列席, in this order and one line below what goes before."""
    lists = (("出席", roll_call.present), ("请假", roll_call.excused), ("列席", roll_call.attending))
    first = True
    for word, participants in lists:
        for at, each in enumerate(participants):
            label = (Run(text=word, face="hei"), Run(text="：")) if at == 0 else ()
            yield Line(
                runs=(Run(text=participants_text(each)),),
                label=label,
                label_width=LABEL_OF_ROLL_CALL if label else 0.0,
                indent=2.0 if at == 0 else 5.0,
                align="left",
                gap=1 if first else 0,
            )
            first = False


def participants_text(participants: Participants) -> str:
    """The unit, then its people."""
    return "　".join(filter(None, (full_width(participants.unit), "、".join(map(full_width, participants.names)))))


def signature_lines(signature: Signature) -> Iterator[Line]:
    """署名 and date, kept together."""
    day = chinese_date(signature.on)
    organ_right, day_right = signature_indents(signature.organ, day, sealed=signature.sealed)
    gap = ROOM_FOR_SEAL if signature.sealed else 1
    organ = Line(runs=(Run(text=signature.organ),), indent=0.0, right=organ_right, align="right", gap=gap)
    yield replace(organ, keep_with_next=True)
    yield Line(runs=(Run(text=day),), indent=0.0, right=day_right, align="right")


def note_lines(note: str, disclosure: Disclosure | None) -> Iterator[Line]:
    """附注 in brackets: what was given, then whether the public may read it."""
    texts = [full_width(note)] if note else []
    if disclosure is not None:
        texts.append(DISCLOSURE_NOTE[disclosure])
    for at, text in enumerate(texts):
        yield Line(runs=(Run(text=f"（{text}）"),), gap=1 if at == 0 else 0)


def sheets_of(annexes: tuple[Annex, ...], organs: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Each annex under 附件 and its number, or 附件 alone when there is one."""
    numbered = len(annexes) > 1
    return tuple(
        Sheet(
            label=f"附件{at}" if numbered else "附件",
            title=(annex.title,) if annex.landscape else title_lines(annex.title, organs),
            landscape=annex.landscape,
            parts=tuple(parts_of_body(annex.body)),
        )
        for at, annex in enumerate(annexes, start=1)
    )


def imprint_lines(imprint: Imprint, *, with_printer: bool) -> ImprintLines | None:
    """版记; a letter names neither who printed it nor when."""
    copies = f"抄送：{full_width('，'.join(imprint.copies)).rstrip('。')}。" if imprint.copies else ""
    printed_by = imprint.printed_by if with_printer else ""
    printed_on = f"{chinese_date(imprint.printed_on)}印发" if with_printer and imprint.printed_on else ""
    if not (copies or printed_by or printed_on):
        return None
    return ImprintLines(copies=copies, printed_by=printed_by, printed_on=printed_on)
