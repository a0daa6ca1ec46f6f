"""The PDF: where things fall on the page, and what a missing letter does."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typst

from apps.documents.rendering import MissingGlyph, render_pdf
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Annex, Document, Imprint, Mark, Paragraph
from apps.documents.rendering.fonts import NPM_PACKAGE, Face, FontSet, NoFonts, load_faces, load_fonts
from apps.documents.rendering.pdf import TEMPLATES, template_input
from tests.documents.official_examples import EVERY_KIND, the_convening_letter, the_list, the_minutes, the_notice


def positions(document: Document) -> dict[str, dict[str, Any]]:
    """Page and millimetres of the marked parts of a document, by name; the first where there are several."""
    loaded = load_fonts()
    found = typst.query(
        str(TEMPLATES / "document.typ"),
        "<position>",
        field="value",
        root=str(TEMPLATES),
        font_paths=loaded.fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": template_input(arrange(document), loaded)},
    )
    return {each["name"]: each for each in reversed(json.loads(found))}


def page_count(document: Document) -> int:
    """How many pages a document takes."""
    loaded = load_fonts()
    pages = typst.compile(
        str(TEMPLATES / "document.typ"),
        root=str(TEMPLATES),
        font_paths=loaded.fonts,
        ignore_system_fonts=True,
        format="svg",
        sys_inputs={"data": template_input(arrange(document), loaded)},
    )
    return len(pages) if isinstance(pages, list) else 1


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_becomes_pdf_a_and_equal_content_equal_bytes(kind: str) -> None:
    first, second = render_pdf(EVERY_KIND[kind]()), render_pdf(EVERY_KIND[kind]())

    assert first == second
    assert first.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in first
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in first


def test_the_file_bears_the_day_of_the_document() -> None:
    assert b"2026-03-20T00:00:00" in render_pdf(the_minutes())


@pytest.mark.parametrize("letter", ["😀", "ᠮ", "\U00012000"])
def test_a_letter_no_font_has_is_an_error_that_names_it(letter: str) -> None:
    minutes = replace(the_minutes(), body=(Paragraph(text=f"旗长云{letter}主持会议。"),))

    with pytest.raises(MissingGlyph, match=f"U\\+{ord(letter):04X}") as refusal:
        render_pdf(minutes)

    assert refusal.value.text == letter


def test_without_any_chinese_font_nothing_is_drawn_and_the_package_is_named(tmp_path: Path) -> None:
    empty = FontSet(directories=(tmp_path, tmp_path / "absent"), faces=load_fonts().chosen.faces)

    with pytest.raises(NoFonts, match=NPM_PACKAGE):
        load_faces((), (empty,))


def test_a_set_of_fonts_that_lacks_a_family_is_passed_over() -> None:
    whole = load_fonts().chosen
    partial = FontSet(directories=whole.directories, faces=(*whole.faces, ("seal", Face(family="Absent", weight=400))))

    assert load_faces((), (partial, whole)).chosen == whole


def test_documents_drawn_at_the_same_time_do_not_disturb_each_other() -> None:
    documents = [make() for make in EVERY_KIND.values()] * 3
    expected = [render_pdf(document) for document in documents]

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(render_pdf, documents)) == expected


def test_organs_that_issue_together_stand_above_each_other_before_the_word_for_document() -> None:
    mark = Mark(organs=("土默特左旗人民政府", "土默特左旗总工会"), suffix="文件")
    joint, single = positions(replace(the_notice(), mark=mark)), positions(the_notice())

    assert joint["mark"]["top"] == pytest.approx(single["mark"]["top"], abs=0.1)
    assert joint["number"]["top"] - single["number"]["top"] == pytest.approx(50 * 25.4 / 72 + 2, abs=3)


def test_the_mark_of_a_file_stands_thirty_five_millimetres_below_the_text_area() -> None:
    for document in (the_notice(), the_minutes()):
        assert positions(document)["mark"]["top"] == pytest.approx(37 + 35, abs=1)


def test_the_mark_of_a_letter_stands_thirty_millimetres_below_the_edge() -> None:
    found = positions(the_convening_letter())

    assert found["mark"]["top"] == pytest.approx(30, abs=1)
    assert found["red line"]["left"] == pytest.approx((210 - 170) / 2, abs=1)


def test_the_red_line_is_four_millimetres_below_the_number() -> None:
    found = positions(the_notice())
    half_of_what_the_line_exceeds_the_letters = (28.98 - 16) / 2 * 25.4 / 72
    foot_of_number = found["number"]["top"] + 28.98 * 25.4 / 72 - half_of_what_the_line_exceeds_the_letters

    assert found["red line"]["top"] - foot_of_number == pytest.approx(4, abs=0.7)


def test_a_full_page_has_twenty_two_lines() -> None:
    @cache
    def pages(lines: int) -> int:
        annex = Annex(title="名单", body=(Paragraph(text="一行文字"),) * lines)
        found: int = positions(replace(the_minutes(), body=(), annexes=(annex,), imprint=Imprint()))["end of sheet"][
            "page"
        ]
        return found

    turns = [lines for lines in range(10, 66) if pages(lines + 1) > pages(lines)]

    assert turns[1] - turns[0] == 22
    assert turns[2] - turns[1] == 22


def test_the_imprint_stands_at_the_foot_of_the_last_page() -> None:
    found = positions(the_notice())
    rows, pitch = 3, 26 * 25.4 / 72

    assert found["imprint"]["page"] == page_count(the_notice())
    assert found["imprint"]["top"] == pytest.approx(297 - 35 - rows * pitch, abs=1)


def test_after_a_wide_annex_the_imprint_stands_at_the_foot_of_its_last_page() -> None:
    minutes = the_minutes(with_list=True)

    assert positions(minutes)["imprint"]["page"] == page_count(minutes)
    assert positions(minutes)["imprint"]["left"] == pytest.approx(35, abs=1)


def test_a_list_alone_has_no_head() -> None:
    assert set(positions(the_list())) == {"title", "row", "end of sheet"}
