"""A document laid out as lines and tables: what stands where, before either program draws it.

Both renderers follow the same arrangement, so the order of the parts, the numbers of the levels and the wording of
fixed phrases are decided once. Indents are counted in character widths (字) and gaps in lines (行), as the standard
does.
"""

import re
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
    LARGEST_MARK,
    LETTER_LARGEST_MARK,
    LETTER_LINE_WIDTH,
    LONG_IMPRINT,
    TALLEST_WHOLE_ROW,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TITLE_CHARACTERS,
    WIDE_TITLE_CHARACTERS,
    MarkSize,
    column_points,
    head_height,
    leaves_room,
    mark_lines,
    mark_size,
    row_height,
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
#: A name of a person: Han letters, with the point of a name of two parts.
PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·]{2,12}")
CONTACT = re.compile(rf"联系人[^：]{{0,4}}：({PERSON.pattern})")


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
    imprint = imprint_lines(
        document.imprint,
        addressees=addressees_of(document) if sent_to_imprint(document) else "",
        with_printer=document.form is not Form.LETTER,
    )
    return Arrangement(
        form=document.form,
        name=document.title.replace("\n", ""),
        author=document.mark.organs[0],
        dated=day_of(document).isoformat(),
        mark=lines_of_mark(document)[0],
        mark_suffix=lines_of_mark(document)[1],
        mark_size=size_of_mark(document),
        number=document.number,
        issued_line=(document.issuer, chinese_date(document.issued_on)) if isinstance(document, Minutes) else None,
        title=title_lines(document.title, organs_of(document)),
        parts=loosened(closed(tuple(parts_of(document))), imprint),
        sheets=sheets_of(document.annexes, organs_of(document)),
        imprint=imprint,
        people=people_of(document),
    )


def _sheet(title: str, body: Iterable[Block], *, landscape: bool, label: str = "") -> Sheet:
    parts = closed(tuple(parts_of_body(body, width=TEXT_HEIGHT if landscape else TEXT_WIDTH)))
    lines = title_lines(title, most=WIDE_TITLE_CHARACTERS) if landscape else title_lines(title)
    return Sheet(label=label, title=lines, landscape=landscape, parts=parts)


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


def people_of(document: Letter | Notice | Minutes) -> tuple[str, ...]:
    """The people a document lists or gives as a contact, longest first: a line never ends inside a name."""
    named = [words for words in words_of(document) if "联系人" in words]
    found = {contact[1] for words in named for contact in CONTACT.finditer(words)}
    if isinstance(document, Minutes):
        lists = (document.roll_call.present, document.roll_call.excused, document.roll_call.attending)
        names = (name for each in lists for participants in each for name in participants.names)
        found |= {person[0] for name in names if (person := PERSON.match(name))}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def size_of_mark(document: Letter | Notice | Minutes) -> MarkSize:
    """The mark fits the width: of the text, or of the wider line of a letter."""
    organs, suffix = lines_of_mark(document)
    gap = "　" if len(organs) > 1 and suffix else ""
    return mark_size(max(organs, key=width_in_characters) + gap + suffix, **room_of_mark(document))


def lines_of_mark(document: Letter | Notice | Minutes) -> tuple[tuple[str, ...], str]:
    """The lines of the mark and what stands beside them: organs that issue together, or one, in two lines if long."""
    mark = document.mark
    if len(mark.organs) > 1:
        return mark.organs, mark.suffix
    lines = mark_lines(mark.organs[0] + mark.suffix, **room_of_mark(document))
    return (mark.organs, mark.suffix) if len(lines) == 1 else (lines, "")


def room_of_mark(document: Letter | Notice | Minutes) -> dict[str, float]:
    """How wide and how large a mark may be."""
    if document.form is Form.LETTER:
        return {"width": LETTER_LINE_WIDTH, "largest": LETTER_LARGEST_MARK}
    return {"width": TEXT_WIDTH, "largest": LARGEST_MARK}


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
    shown = not isinstance(document, Minutes) and not sent_to_imprint(document)
    if shown:
        yield Line(runs=(Run(text=addressees_of(document) + "："),), indent=0.0, gap=1)
    told = (*parts_of_body(document.body), *annex_lines(document.annexes))
    yield from opened(told, gap=0 if shown else 1)
    if isinstance(document, Minutes):
        yield from roll_call_lines(document.roll_call)
    else:
        yield from signature_lines(document.signature)
    yield from note_lines(document.note, document.disclosure)


def addressees_of(document: Letter | Notice | Minutes) -> str:
    """主送机关 in one line; minutes have none."""
    return "" if isinstance(document, Minutes) else "，".join(document.addressees)


def sent_to_imprint(document: Letter | Notice | Minutes) -> bool:
    """Whether so many are addressed that page one would show nothing of the body: then they stand in the imprint."""
    head = head_height(
        letter=document.form is Form.LETTER, mark=size_of_mark(document), lines=len(lines_of_mark(document)[0])
    )
    title = title_lines(document.title, organs_of(document))
    return not leaves_room(head=head, title=len(title), addressees=addressees_of(document))


def opened(parts: tuple[Part, ...], *, gap: int) -> Iterator[Part]:
    """The parts of a body, the first after a gap, the last kept with what follows.

    A signature or a roll call alone on a page would look like one that was added later. A body of one paragraph stays
    on page one all the same.
    """
    for at, part in enumerate(parts):
        if isinstance(part, Line):
            last = at == len(parts) - 1 and at > 0
            part = replace(part, gap=gap if at == 0 else part.gap, keep_with_next=last or part.keep_with_next)
        yield part


def closed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts whose last line is kept with the imprint that follows, which never has a page of its own."""
    if not parts or not isinstance(parts[-1], Line):
        return parts
    return (*parts[:-1], replace(parts[-1], keep_with_next=True))


def loosened(parts: tuple[Part, ...], imprint: ImprintLines | None) -> tuple[Part, ...]:
    """Beside an imprint of many receivers there is room for the last lines only: the others need not stay with them."""
    if imprint is None or len(imprint.addressees + imprint.copies) <= LONG_IMPRINT:
        return parts
    last = 2 if isinstance(parts[-1], Line) and parts[-1].align == "right" else 1
    before = parts[-last - 1]
    if not isinstance(before, Line):
        return parts
    return (*parts[: -last - 1], replace(before, keep_with_next=False), *parts[-last:])


def parts_of_body(body: Iterable[Block], *, width: float = TEXT_WIDTH) -> Iterator[Part]:
    """Blocks with their level numbers; a higher level starts the lower ones again."""
    counts = [0, 0, 0, 0]
    for block in body:
        if isinstance(block, Section):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield from section_lines(block, counts[block.level - 1])
        elif isinstance(block, Paragraph):
            yield from paragraph_lines(block)
        else:
            yield grid(block, width=width)


def typed_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text as they were typed: each line is one, and an empty one is none."""
    return tuple(full_width(line.strip()) for line in text.splitlines() if line.strip())


def section_lines(section: Section, number: int) -> Iterator[Line]:
    """Number and heading in the face of the level; text that runs on after a colon is set like any other."""
    words = full_width(" ".join(section.heading.split("\n")))
    told = typed_paragraphs(section.text)
    runs_on = "：" if told and words[-1:] not in ENDS else ""
    heading = Run(text=f"{level_label(section.level, number)}{words}{runs_on}", face=LEVEL_FACE[section.level])
    follow = (Run(text=told[0]),) if told else ()
    yield Line(runs=(heading, *follow), keep_with_next=not told and section.level < 3)
    yield from (Line(runs=(Run(text=text),)) for text in told[1:])


def paragraph_lines(paragraph: Paragraph) -> Iterator[Line]:
    """Running text, with its lead before the first of its paragraphs."""
    lead = (Run(text=f"{full_width(paragraph.lead)}：", face="hei"),) if paragraph.lead else ()
    for at, text in enumerate(typed_paragraphs(paragraph.text) or ("",)):
        yield Line(runs=(*(lead if at == 0 else ()), Run(text=text)))


def grid(table: Table, *, width: float) -> Grid:
    """A table of content as a ruled table."""
    rows = tuple(tuple(full_width(cell) for cell in row) for row in table.rows)
    titles = tuple(column.title for column in table.columns)
    texts = zip(titles, *rows, strict=True)
    widths = column_points(tuple(zip((each.share for each in table.columns), texts, strict=True)), width)
    return Grid(
        titles=titles,
        widths=widths,
        rows=rows,
        tall=tuple(row_height(row, widths) > TALLEST_WHOLE_ROW for row in rows),
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
    """署名 and date, kept together and with the notes below."""
    day = chinese_date(signature.on)
    organ_right, day_right = signature_indents(signature.organ, day, sealed=signature.sealed)
    gap = ROOM_FOR_SEAL if signature.sealed else 1
    organ = Line(runs=(Run(text=signature.organ),), indent=0.0, right=organ_right, align="right", gap=gap)
    yield replace(organ, keep_with_next=True)
    yield Line(runs=(Run(text=day),), indent=0.0, right=day_right, align="right", keep_with_next=True)


def note_lines(note: str, disclosure: Disclosure | None) -> Iterator[Line]:
    """附注 in brackets: what was given, then whether the public may read it."""
    texts = [full_width(note)] if note else []
    if disclosure is not None:
        texts.append(DISCLOSURE_NOTE[disclosure])
    for at, text in enumerate(texts):
        yield Line(runs=(Run(text=f"（{text}）"),), gap=1 if at == 0 else 0, keep_with_next=True)


def sheets_of(annexes: tuple[Annex, ...], organs: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Each annex under 附件 and its number, or 附件 alone when there is one."""
    numbered = len(annexes) > 1
    return tuple(
        Sheet(
            label=f"附件{at}" if numbered else "附件",
            title=title_lines(annex.title, organs, most=WIDE_TITLE_CHARACTERS if annex.landscape else TITLE_CHARACTERS),
            landscape=annex.landscape,
            parts=closed(tuple(parts_of_body(annex.body, width=TEXT_HEIGHT if annex.landscape else TEXT_WIDTH))),
        )
        for at, annex in enumerate(annexes, start=1)
    )


def imprint_lines(imprint: Imprint, *, addressees: str, with_printer: bool) -> ImprintLines | None:
    """版记; a letter names neither who printed it nor when."""
    sent_to = f"主送：{full_width(addressees)}。" if addressees else ""
    copies = f"抄送：{full_width('，'.join(imprint.copies)).rstrip('。')}。" if imprint.copies else ""
    printed_by = imprint.printed_by if with_printer else ""
    printed_on = f"{chinese_date(imprint.printed_on)}印发" if with_printer and imprint.printed_on else ""
    if not (sent_to or copies or printed_by or printed_on):
        return None
    return ImprintLines(addressees=sent_to, copies=copies, printed_by=printed_by, printed_on=printed_on)
