"""The DOCX against the published layout figures: what an office's own checker would measure."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from apps.documents.rendering import layout, render_docx
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Document, Paragraph
from apps.documents.rendering.parts import Grid
from tests.documents.official_examples import (
    EVERY_KIND,
    GOVERNMENT,
    the_convening_letter,
    the_list,
    the_minutes,
    the_notice,
    the_reply,
)
from tests.documents.test_paper import LONGER, PLACES, names_of_files
from vocabulary.numbers import is_document_number

#: As the schema of the format has them.
ORDER_OF_PARAGRAPH_PROPERTIES = ("widowControl", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc")
MILLIMETRE = 57  # twips, rounded
ONE_OF_EACH_LENGTH = list(
    {len(place["gov_name"] or place["gov_name_full"]): place for place in [*PLACES, LONGER]}.values()
)
BODY, TITLE, HEADING, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"


def opened(document: Document) -> WordDocument:
    return docx.Document(BytesIO(render_docx(document)))


def paragraph_with(word: WordDocument, text: str) -> WordParagraph:
    return next(paragraph for paragraph in word.paragraphs if text in paragraph.text)


def east_asian_font(paragraph: WordParagraph, run: int = 0) -> str:
    value: str = paragraph.runs[run]._element.rPr.rFonts.get(qn("w:eastAsia"))
    return value


def points_of(paragraph: WordParagraph, run: int = 0) -> float:
    size = paragraph.runs[run].font.size
    assert size is not None
    return float(size.pt)


def measures(section: WordSection) -> list[int]:
    page, margins = section._sectPr.find(qn("w:pgSz")), section._sectPr.find(qn("w:pgMar"))
    sides = [margins.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")]
    return [int(value) for value in (page.get(qn("w:w")), page.get(qn("w:h")), *sides)]


def texts(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_equal_content_gives_equal_bytes_without_the_clock(kind: str) -> None:
    first, second = render_docx(EVERY_KIND[kind]()), render_docx(EVERY_KIND[kind]())

    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("make", [the_notice, the_minutes, the_convening_letter])
def test_pages_are_a4_with_the_margins_of_the_standard(make: type) -> None:
    width, height, top, right, bottom, left = measures(opened(make()).sections[0])

    assert (width, height) == (11906, 16838)
    assert abs(top - 2098) <= MILLIMETRE
    assert abs(left - 1587) <= MILLIMETRE
    assert abs(right - 1474) <= MILLIMETRE
    assert abs(bottom - 1984) <= MILLIMETRE


def test_a_wide_page_is_an_upright_one_turned_to_the_left() -> None:
    width, height, top, right, bottom, left = measures(opened(the_list()).sections[0])

    assert (width, height) == (16838, 11906)
    assert abs(top - 1587) <= MILLIMETRE
    assert abs(right - 2098) <= MILLIMETRE
    assert abs(bottom - 1474) <= MILLIMETRE
    assert abs(left - 1984) <= MILLIMETRE


def test_the_grid_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    section = opened(the_notice()).sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    pitch, space = int(grid.get(qn("w:linePitch"))), int(grid.get(qn("w:charSpace")))
    _, height, top, _, bottom, _ = measures(section)

    assert grid.get(qn("w:type")) == "linesAndChars"
    assert (height - top - bottom) // pitch == 22
    assert int(156 / 25.4 * 72 / (16 + space / 4096) + 0.01) == 28


def test_body_lines_are_size_three_fangsong_indented_by_two_at_an_exact_height() -> None:
    body = paragraph_with(opened(the_minutes()), "会议听取了旗总工会")
    indent = body._p.pPr.find(qn("w:ind"))

    assert east_asian_font(body) == BODY
    assert points_of(body) == 16
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert body.paragraph_format.line_spacing is not None
    assert 28.95 <= body.paragraph_format.line_spacing.pt <= 29  # type: ignore[union-attr]


def test_levels_have_the_faces_of_the_standard() -> None:
    word = opened(the_minutes())
    first, second, third = (paragraph_with(word, text) for text in ("一、关于", "（一）扩大", "1.2026年5月"))

    assert [east_asian_font(each) for each in (first, second, third)] == [HEADING, KAI, BODY]
    assert east_asian_font(second, run=1) == BODY


def test_the_title_is_centred_in_size_two() -> None:
    title = paragraph_with(opened(the_notice()), "关于召开")

    assert east_asian_font(title) == TITLE
    assert points_of(title) == 22
    assert title.alignment == 1
    assert title.text.replace("\n", "") == the_notice().title


@pytest.mark.parametrize(
    ("make", "mark"),
    [
        (the_notice, "土默特左旗人民政府办公室文件"),
        (the_minutes, "土默特左旗联席会议纪要"),
        (the_convening_letter, "土默特左旗总工会"),
    ],
)
def test_the_mark_is_red_centred_and_in_the_face_of_titles(make: type, mark: str) -> None:
    paragraph = opened(make()).paragraphs[0]

    assert paragraph.text == mark
    assert str(paragraph.runs[0].font.color.rgb) == "FF0000"
    assert east_asian_font(paragraph) == TITLE
    assert paragraph.alignment == 1


def test_the_mark_of_a_file_begins_thirty_five_millimetres_below_the_text_area() -> None:
    before = opened(the_notice()).paragraphs[0].paragraph_format.space_before

    assert before is not None
    assert before.mm == pytest.approx(35, abs=1.5)


def test_the_mark_of_a_letter_is_thirty_millimetres_from_the_edge_over_a_line_of_170() -> None:
    frame = opened(the_convening_letter()).paragraphs[0]._p.pPr.find(qn("w:framePr"))

    assert frame.get(qn("w:vAnchor")) == "page"
    assert int(frame.get(qn("w:y"))) == pytest.approx(1701, abs=MILLIMETRE)
    assert int(frame.get(qn("w:w"))) == pytest.approx(9638, abs=MILLIMETRE)


def test_a_red_line_runs_below_the_number() -> None:
    number = opened(the_notice()).paragraphs[1]
    line = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))

    assert is_document_number(number.text)
    assert (line.get(qn("w:color")), line.get(qn("w:val"))) == ("FF0000", "single")


def test_a_letter_has_a_red_double_line_above_and_another_near_the_foot_of_its_first_page() -> None:
    word = opened(the_convening_letter())
    foot = word.sections[0].first_page_footer.paragraphs[0]
    lines = [each._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")) for each in (word.paragraphs[0], foot)]

    assert [line.get(qn("w:val")) for line in lines] == ["thickThinSmallGap", "thinThickSmallGap"]
    assert {line.get(qn("w:color")) for line in lines} == {"FF0000"}


def test_the_first_page_of_a_letter_has_no_number() -> None:
    section = opened(the_reply()).sections[0]

    assert section.different_first_page_header_footer
    assert "PAGE" not in etree.tostring(section.first_page_footer._element).decode()


def test_addressees_stand_flush_left_and_end_with_a_full_width_colon() -> None:
    paragraph = paragraph_with(opened(the_convening_letter()), f"{GOVERNMENT}：")

    assert paragraph.text == f"{GOVERNMENT}："
    assert paragraph._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "0"


def test_minutes_list_present_excused_attending_in_order_with_the_words_in_heiti() -> None:
    word = opened(the_minutes())
    lists = [each for each in word.paragraphs if each.text[:3] in {"出席：", "请假：", "列席："}]

    assert [each.text[:2] for each in lists] == ["出席", "请假", "列席"]
    assert {east_asian_font(each) for each in lists} == {HEADING}
    assert {east_asian_font(each, run=2) for each in lists} == {BODY}
    assert {each._p.pPr.find(qn("w:ind")).get(qn("w:hangingChars")) for each in lists} == {"300"}


def test_minutes_have_no_seal_no_addressees_and_no_signature() -> None:
    content = render_docx(the_minutes())
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names, body = parts.namelist(), parts.read("word/document.xml").decode()
    word = opened(the_minutes())
    flush_left = [each.text for each in word.paragraphs if 'w:firstLineChars="0"' in each._p.xml]

    assert not [name for name in names if name.startswith("word/media")]
    assert "<w:drawing" not in body
    assert "<w:pict" not in body
    assert not [text for text in flush_left if text.endswith("：")]
    assert "2026年3月20日" not in texts(word)


def test_the_imprint_has_three_lines_over_the_width_of_the_text() -> None:
    table = opened(the_notice()).tables[-1]
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    sizes = {side: borders.find(qn(f"w:{side}")).get(qn("w:sz")) for side in ("top", "insideH", "bottom")}

    assert len(table.rows) == 2
    assert sizes == {"top": "8", "insideH": "6", "bottom": "8"}
    assert int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) == pytest.approx(8844, abs=2)
    assert table._tbl.tblPr.find(qn("w:tblpPr")).get(qn("w:tblpYSpec")) == "bottom"
    assert table.rows[0].cells[0].text.startswith("抄送：")
    assert table.rows[1].cells[0].text == "土默特左旗人民政府办公室\t2026年2月13日印发"


def test_the_imprint_of_a_letter_has_no_lines() -> None:
    table = opened(the_reply()).tables[-1]
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))

    assert {line.get(qn("w:val")) for line in borders} == {"nil"}
    assert len(table.rows) == 1


def test_odd_pages_are_numbered_right_and_even_pages_left_one_character_in() -> None:
    word = opened(the_notice())
    odd, even = (each.paragraphs[0] for each in (word.sections[0].footer, word.sections[0].even_page_footer))

    assert word.settings.odd_and_even_pages_header_footer
    assert (odd.alignment, even.alignment) == (2, 0)
    assert odd._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "100"
    assert even._p.pPr.find(qn("w:ind")).get(qn("w:leftChars")) == "100"
    for footer in (odd, even):
        assert footer.text.startswith("— ")
        assert footer.text.endswith(" —")
        assert "PAGE" in etree.tostring(footer._p).decode()
        assert (east_asian_font(footer), points_of(footer)) == ("宋体", 14)


def test_the_number_of_a_wide_page_reads_downwards() -> None:
    cell = opened(the_list()).sections[0].footer.tables[0].rows[0].cells[0]

    assert cell._tc.tcPr.find(qn("w:textDirection")).get(qn("w:val")) == "tbRl"
    assert "PAGE" in etree.tostring(cell._tc).decode()


def test_the_header_of_every_list_is_repeated_and_set_in_heiti() -> None:
    tables = opened(the_list()).tables

    assert len(tables) == 2
    for table in tables:
        header = table.rows[0]
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
        assert {east_asian_font(cell.paragraphs[0]) for cell in header.cells} == {HEADING}
        assert {points_of(cell.paragraphs[0]) for row in table.rows for cell in row.cells} == {12}


def test_every_annex_begins_a_page_under_its_number() -> None:
    word = opened(the_notice())
    labels = [each for each in word.paragraphs if re.fullmatch(r"附件\d", each.text)]

    assert [each.text for each in labels] == ["附件1", "附件2", "附件3"]
    assert {east_asian_font(each) for each in labels} == {HEADING}
    assert len(word.sections) == 1 + len(labels)


def test_the_signature_stands_over_a_date_four_characters_from_the_right() -> None:
    day = paragraph_with(opened(the_notice()), "2026年2月13日")

    assert day.text == "2026年2月13日"
    assert day.alignment == 2
    assert day._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"


def test_the_note_says_in_brackets_whether_the_public_may_read_it() -> None:
    assert "（此件公开发布）" in texts(opened(the_notice()))


def test_the_properties_of_the_file_come_from_the_document() -> None:
    about = opened(the_minutes()).core_properties

    assert about.title == the_minutes().title
    assert about.created is not None
    assert about.created.date() == the_minutes().issued_on


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_no_blank_is_put_between_chinese_and_latin_and_pages_fill_to_their_last_line(kind: str) -> None:
    normal = opened(EVERY_KIND[kind]()).styles["Normal"].element.pPr

    for tag in ("autoSpaceDE", "autoSpaceDN", "widowControl", "snapToGrid"):
        assert normal.find(qn(f"w:{tag}")).get(qn("w:val")) == "0"
    order = [each.tag.split("}")[1] for each in normal]
    assert order == sorted(order, key=ORDER_OF_PARAGRAPH_PROPERTIES.index)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_file_brings_no_picture_of_another_document(kind: str) -> None:
    with zipfile.ZipFile(BytesIO(render_docx(EVERY_KIND[kind]()))) as parts:
        assert [name for name in parts.namelist() if "thumbnail" in name] == []
        assert b"thumbnail" not in parts.read("_rels/.rels")


def test_the_dashes_of_the_page_number_are_seven_millimetres_below_the_text() -> None:
    section = opened(the_notice()).sections[0]
    number = section.footer.paragraphs[0].paragraph_format.line_spacing
    middle = section.footer_distance.mm + number.mm / 2  # type: ignore[union-attr]

    assert 35 - middle == pytest.approx(7, abs=1)


def the_marks_fit(place: dict[str, str]) -> None:
    """Every kind of document that a government issues has a mark that fits the width."""
    for document in names_of_files({"gov_name_full": place["gov_name"], **place}):
        word, arrangement = opened(replace(document, body=document.body[:1], annexes=())), arrange(document)
        width = layout.LETTER_LINE_WIDTH if document.form == "letter" else layout.TEXT_WIDTH
        for line in word.paragraphs[: len(arrangement.mark)]:
            (run,) = line.runs
            scale = int(run._element.rPr.find(qn("w:w")).get(qn("w:val"))) / 100
            assert len(line.text) * points_of(line) * scale <= layout.points(width), line.text
            assert scale >= 0.8


@pytest.mark.parametrize("place", ONE_OF_EACH_LENGTH, ids=lambda place: place["name_zh"])
def test_marks_of_every_length_fit_the_width_in_the_docx(place: dict[str, str]) -> None:
    the_marks_fit(place)


@pytest.mark.night
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["name_zh"])
def test_the_marks_of_every_government_fit_the_width_in_the_docx(place: dict[str, str]) -> None:
    the_marks_fit(place)


def test_rows_are_kept_whole_and_short_cells_have_room_for_their_letters() -> None:
    for table, grid in zip(opened(the_list()).tables, arrange(the_list()).sheets[0].parts[2::2], strict=True):
        assert isinstance(grid, Grid)
        widths = [int(column.get(qn("w:w"))) / 20 for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert sum(widths) <= layout.points(layout.TEXT_HEIGHT)
        for at, title in enumerate(grid.titles):
            assert widths[at] >= min(len(title), 4) * 12 + 2 * layout.CELL_INSET, title
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_last_lines_stay_with_the_imprint() -> None:
    for make in (the_notice, the_minutes, the_reply):
        word = opened(make())
        last = word.element.body.xpath("./w:p | ./w:tbl[not(w:tblPr/w:tblpPr)]")[-2]
        assert last.xpath(".//w:keepNext"), make


def test_addressees_that_would_fill_page_one_stand_in_the_imprint() -> None:
    to = tuple(f"{place['name_zh']}人民政府" for place in PLACES[:40])
    word = opened(replace(the_notice(), addressees=to))
    receivers = word.tables[-1].rows[0].cells[0].paragraphs

    assert [each.text[:3] for each in receivers] == ["主送：", "抄送："]
    assert not [text for text in texts(word) if text.startswith("内蒙古自治区人民政府，")]


def test_each_typed_paragraph_is_a_paragraph() -> None:
    body = (Paragraph(text="会议听取了汇报。\n会议要求再接再厉。"),)
    told = [each for each in opened(replace(the_minutes(), body=body)).paragraphs if each.text.startswith("会议")]

    assert [each.text for each in told] == ["会议听取了汇报。", "会议要求再接再厉。"]
    assert {each._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) for each in told} == {"200"}
