"""Paper that any of the 116 can sign: every kind of document under every name, measured on the printed pages."""

import csv
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from apps.documents.rendering import layout
from apps.documents.rendering.arrangement import arrange
from apps.documents.rendering.content import Document, Imprint, Mark, Paragraph, Section
from apps.documents.rendering.fonts import load_fonts
from apps.documents.rendering.parts import Arrangement, Grid, Line
from apps.documents.rendering.pdf import compiled, settled
from tenants import governments
from tests.documents import paper
from tests.documents.official_examples import (
    EVERY_KIND,
    MEETING,
    the_convening_letter,
    the_list,
    the_minutes,
    the_notice,
    the_reminder,
)
from tests.documents.printed import pages

DIVISIONS = Path(governments.__file__).parent / "data" / "divisions.csv"
PLACES = list(csv.DictReader(DIVISIONS.read_text(encoding="utf-8").splitlines()))
#: Nobody is called so yet; a merged district or a development zone with its full name soon may be.
LONGER = {
    "code": "999999", "name_zh": "呼伦贝尔市扎赉诺尔高新技术产业开发合作区",
    "gov_name": "呼伦贝尔市扎赉诺尔高新技术产业开发合作区人民政府",
    "gov_office_name": "呼伦贝尔市扎赉诺尔高新技术产业开发合作区人民政府办公室",
    "union_name": "呼伦贝尔市扎赉诺尔高新技术产业开发合作区总工会",
}  # fmt: skip
LONGEST = max(PLACES, key=lambda place: len(place["gov_office_name"]))
SHORTEST = min(PLACES, key=lambda place: len(place["gov_office_name"]))
REGION = next(place for place in PLACES if place["level"] == "region")
LEAGUE = next(place for place in PLACES if place["gov_name"].endswith("行政公署"))
NAMES = "议由云志强主持，斯琴高娃、巴特尔、乌云其木格、陈志军参加，萨仁图雅记录。"
CHOSEN = [LONGEST, SHORTEST, REGION, LEAGUE, LONGER]


def renamed(value: Any, place: dict[str, str]) -> Any:
    """The same document of another government."""
    if isinstance(value, str):
        name = place["gov_name"] or place["gov_name_full"]
        value = value.replace("土默特左旗人民政府办公室", place["gov_office_name"]).replace("土默特左旗人民政府", name)
        return value.replace("土默特左旗总工会", place["union_name"]).replace("土默特左旗", place["name_zh"])
    if isinstance(value, tuple):
        return tuple(renamed(each, place) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: renamed(getattr(value, each.name), place) for each in fields(value)})
    return value


def faults_of(document: Document) -> list[str]:
    return printed_faults(settled(arrange(document), load_fonts()))


def printed_faults(arrangement: Arrangement) -> list[str]:
    return paper.faults(arrangement, pages(compiled(arrangement, load_fonts())))


def names_of_files(place: dict[str, str]) -> list[Document]:
    """A document of every form of mark that a government and its union have."""
    name = place["gov_name"] or place["gov_name_full"]
    between = f"{name}与{place['union_name']}联席会议纪要"
    return [
        replace(the_notice(), mark=Mark(organs=(place["gov_office_name"],), suffix="文件")),
        replace(the_notice(), mark=Mark(organs=(place["gov_name_full"],), suffix="文件")),
        replace(the_notice(), mark=Mark(organs=(place["union_name"],), suffix="文件")),
        replace(the_minutes(with_list=False), mark=Mark(organs=(between,))),
        *(
            replace(the_convening_letter(), mark=Mark(organs=(place[each],)))
            for each in ("gov_office_name", "gov_name_full", "union_name")
        ),
    ]


@cache
def advances() -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    """How wide the face of marks draws each letter."""
    face = load_fonts()
    path, number = next(face.files("title"))
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm


def drawn_width(text: str, size: layout.MarkSize) -> float:
    letters, metrics, em = advances()
    return sum(metrics[letters[ord(letter)]][0] for letter in text) / em * size.size * size.scale


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("place", CHOSEN, ids=lambda place: place["name_zh"])
def test_every_kind_can_be_signed_under_the_longest_the_shortest_and_unusual_names(
    kind: str, place: dict[str, str]
) -> None:
    assert faults_of(renamed(EVERY_KIND[kind](), place)) == []


@pytest.mark.night
def test_every_kind_can_be_signed_under_every_name() -> None:
    found = {
        (place["code"], kind): faults
        for place in PLACES
        for kind, make in EVERY_KIND.items()
        if (faults := faults_of(renamed(make(), place)))
    }
    assert found == {}


def test_the_marks_of_all_116_governments_fit_the_width_as_the_real_face_draws_them() -> None:
    assert len(PLACES) == 116
    for place in PLACES:
        for document in names_of_files(place):
            arrangement = arrange(document)
            width = layout.LETTER_LINE_WIDTH if arrangement.form == "letter" else layout.TEXT_WIDTH
            for line in (*arrangement.mark[:-1], arrangement.mark[-1] + arrangement.mark_suffix):
                assert drawn_width(line, arrangement.mark_size) <= layout.points(width), line
                assert arrangement.mark_size.scale >= 0.8
                assert arrangement.mark_size.size >= layout.SMALLEST_MARK


def test_every_length_of_mark_is_printed_whole(pytestconfig: pytest.Config) -> None:
    """One name of each length in each form; all of them in the night."""
    shown: dict[object, Document] = {}
    for place in [*PLACES, {**LONGER, "gov_name_full": LONGER["gov_name"]}]:
        for document in names_of_files(place):
            key = place["code"] if pytestconfig.getoption("--long") else ""
            shown.setdefault((document.form, len(document.mark.organs[0] + document.mark.suffix), key), document)
    assert len(shown) > 30
    for document in shown.values():
        short = replace(document, body=document.body[:1], annexes=(), imprint=Imprint())
        assert faults_of(short) == [], document.mark


@pytest.mark.parametrize("length", range(4, 31))
def test_a_mark_of_any_length_fits(length: int) -> None:
    for width, largest in (
        (layout.TEXT_WIDTH, layout.LARGEST_MARK),
        (layout.LETTER_LINE_WIDTH, layout.LETTER_LARGEST_MARK),
    ):
        lines = layout.mark_lines("政" * length, width=width, largest=largest)
        size = layout.mark_size(max(lines, key=len), width=width, largest=largest)
        assert "".join(lines) == "政" * length
        assert max(map(len, lines)) * size.size * size.scale <= layout.points(width)
        assert size.size >= layout.SMALLEST_MARK


def test_no_title_of_the_116_is_broken_inside_a_name_or_a_number() -> None:
    for place in PLACES:
        for kind in EVERY_KIND:
            document = renamed(EVERY_KIND[kind](), place)
            for title in (
                document.title,
                document.title.replace("第五次", "第12次"),
                document.title.replace("关于召开", "关于推迟召开"),
            ):
                assert list(paper.broken_words(layout.title_lines(title))) == []


def test_a_notice_to_forty_organs_shows_its_body_on_page_one_and_its_addressees_in_the_imprint() -> None:
    to = tuple(f"{place['name_zh']}人民政府" for place in PLACES[:40])
    for make in (the_notice, the_convening_letter, the_reminder):
        document = replace(make(), addressees=to)
        arrangement = arrange(document)
        assert printed_faults(settled(arrangement, load_fonts())) == []
        assert arrangement.imprint is not None
        assert arrangement.imprint.addressees.startswith("主送：内蒙古自治区人民政府，")
        assert arrange(make()).imprint.addressees == ""  # type: ignore[union-attr]


def test_an_imprint_longer_than_a_page_is_printed_to_its_end() -> None:
    to = tuple(f"{place['name_zh']}人民政府" for place in PLACES)
    arrangement = settled(arrange(replace(the_reminder(), addressees=to)), load_fonts())
    printed = pages(compiled(arrangement, load_fonts()))
    told = "".join(line.text for page in printed for line in paper.body_lines(page))
    assert f"主送：{'，'.join(to)}。" in told
    assert list(paper.text_inside_margins(arrangement, printed)) == []


@pytest.mark.parametrize("lines", range(1, 24))
def test_wherever_the_body_ends_the_imprint_and_the_signature_are_not_alone(lines: int) -> None:
    body = tuple(Paragraph(text="会议要求认真落实。") for _ in range(lines))
    for document in (replace(the_minutes(with_list=False), body=body), replace(the_reminder(), body=body)):
        assert faults_of(document) == []


@pytest.mark.parametrize("rows", range(1, 11))
def test_wherever_a_list_ends_rows_of_it_stand_above_the_imprint(rows: int) -> None:
    listed = the_list(with_earlier=True)
    minutes = the_minutes()
    annex = replace(minutes.annexes[0], body=tuple(cut(block, rows) for block in minutes.annexes[0].body))
    assert faults_of(replace(minutes, annexes=(annex,))) == []
    assert faults_of(replace(listed, rows=(listed.rows * 2)[:rows])) == []


def cut(block: Any, rows: int) -> Any:
    return replace(block, rows=(block.rows * 2)[:rows]) if hasattr(block, "rows") else block


def test_a_long_last_paragraph_leaves_its_first_lines_on_the_page_before() -> None:
    long = "各牵头单位要切实负起责任，制定计划，明确步骤，把握时间节点，加强督促检查，确保各项工作落到实处。" * 12
    for before in range(6, 20):
        body = (*(Paragraph(text="会议要求认真落实。") for _ in range(before)), Paragraph(text=long))
        arrangement = settled(arrange(replace(the_reminder(), body=body)), load_fonts())
        printed = pages(compiled(arrangement, load_fonts()))
        assert paper.faults(arrangement, printed) == []
        assert all(len(paper.body_lines(page)) == layout.LINES for page in printed[1:-2])
        told = "".join(line.text for page in printed for line in paper.body_lines(page))
        assert told.count(paper.squeezed(long)) == 1
        assert "到实处。" in printed[-1].text


def test_full_pages_have_twenty_two_lines_at_the_pitch_of_the_standard() -> None:
    body = tuple(Paragraph(text="会议要求，各单位按照职责分工抓好落实。" * 5) for _ in range(40))
    printed = pages(compiled(arrange(replace(the_minutes(with_list=False), body=body)), load_fonts()))
    for page in printed[1:-2]:
        lines = paper.body_lines(page)
        assert len(lines) == 22
        assert (lines[-1].middle - lines[0].middle) / 21 == pytest.approx(225 / 22, abs=0.05)


def test_a_hash_stays_inside_its_cell_and_a_long_number_inside_the_text() -> None:
    listed = the_list()
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    document = replace(listed, rows=(replace(listed.rows[0], evidence=f"照片（{digest}）", remark=digest),))
    assert faults_of(document) == []
    assert faults_of(replace(the_minutes(), body=(Paragraph(text=f"校验码{digest}{digest}。"),))) == []


def test_no_line_ends_inside_the_name_of_a_person() -> None:
    for shift in range(30):
        told = Paragraph(
            text="会" * shift + "议由云志强主持，斯琴高娃、巴特尔、乌云其木格、陈志军参加，萨仁图雅记录。" * 4
        )
        assert faults_of(replace(the_minutes(with_list=False), body=(told,))) == []


def test_each_typed_paragraph_is_one_with_its_own_indent() -> None:
    typed = "会议听取了汇报。\n会议指出，成绩来之不易。\n\n会议要求再接再厉。"
    body = (
        Section(level=1, heading="关于职工权益"),
        Paragraph(text=typed),
        Section(level=2, heading="落实", text=typed),
    )
    arrangement = arrange(replace(the_minutes(with_list=False), body=body))
    told = [line for line in arrangement.parts if isinstance(line, Line) and line.runs[-1].text.startswith("会议")]
    assert len(told) == 6
    assert all("\n" not in run.text for line in told for run in line.runs)
    printed = pages(compiled(arrangement, load_fonts()))
    begun = [line for page in printed for line in page.lines if line.text.startswith(("会议指出", "会议要求"))]
    assert len(begun) == 4
    assert {round(line.left - layout.LEFT - 2 * layout.CHARACTER_PITCH * 25.4 / 72) for line in begun} == {0}


# --- the checker itself -------------------------------------------------------------------------------------------
def long_title(whole: Arrangement) -> Arrangement:
    return replace(whole, title=("关于召开" * 8,))


def broken_name(whole: Arrangement) -> Arrangement:
    return replace(whole, title=("土默特左旗人民政府与土默特左旗总工", "会第五次联席会议纪要"))


def broken_mark(whole: Arrangement) -> Arrangement:
    return replace(whole, mark=("土默特左旗", "联席会议纪要"), number=whole.number)


def body_far_off(whole: Arrangement) -> Arrangement:
    first, *rest = whole.parts
    assert isinstance(first, Line)
    return replace(whole, parts=(replace(first, gap=12), *rest))


def wide_cells(whole: Arrangement) -> Arrangement:
    *sheets, last = whole.sheets
    parts = tuple(
        replace(part, widths=(9.0, *part.widths[1:])) if isinstance(part, Grid) else part for part in last.parts
    )
    return replace(whole, sheets=(*sheets, replace(last, parts=parts)))


def nobody_known(whole: Arrangement) -> Arrangement:
    return replace(whole, people=())


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (long_title, "the title is broken"),
        (broken_name, "inside 土默特左旗总工会"),
        (body_far_off, "page one shows nothing of the body"),
        (wide_cells, "the column 序号 is too narrow"),
    ],
)
def test_the_checker_sees_what_is_wrong(spoil: Any, said: str) -> None:
    whole = settled(arrange(the_minutes()), load_fonts())
    assert printed_faults(whole) == []
    assert any(said in fault for fault in printed_faults(spoil(whole)))


def test_the_checker_sees_a_mark_that_the_pages_do_not_have_on_one_line() -> None:
    whole = settled(arrange(the_minutes()), load_fonts())
    printed = pages(compiled(broken_mark(whole), load_fonts()))
    assert "the mark is broken: 土默特左旗联席会议纪要" in paper.faults(whole, printed)


def test_the_checker_sees_names_at_line_ends_where_they_are_not_kept_whole() -> None:
    seen = set()
    for shift in range(30):
        told = Paragraph(
            text="会" * shift + "议由云志强主持，斯琴高娃、巴特尔、乌云其木格、陈志军参加，萨仁图雅记录。" * 4
        )
        whole = arrange(replace(the_minutes(with_list=False), body=(told,)))
        printed = pages(compiled(nobody_known(whole), load_fonts()))
        seen.update(paper.faults(whole, printed))
    assert "a line ends inside 乌云其木格" in seen


def test_the_checker_sees_an_imprint_alone_and_a_split_row() -> None:
    seen = set()
    for rows in range(1, 11):
        minutes = the_minutes()
        annex = replace(minutes.annexes[0], body=tuple(cut(block, rows) for block in minutes.annexes[0].body))
        seen.update(printed_faults(arrange(replace(minutes, annexes=(annex,)))))
    assert "the last page has nothing but the imprint" in seen
    seen = set()
    for lines in range(1, 12):
        listed = replace(
            the_list(), rows=tuple(replace(row, milestones="年底前完成。" * 7 * lines) for row in the_list().rows)
        )
        arrangement = arrange(listed)
        spoilt = tuple(
            replace(part, tall=(True,) * len(part.rows)) if isinstance(part, Grid) else part
            for part in arrangement.sheets[0].parts
        )
        printed = pages(
            compiled(replace(arrangement, sheets=(replace(arrangement.sheets[0], parts=spoilt),)), load_fonts())
        )
        seen.update(fault[:14] for fault in paper.faults(arrangement, printed))
    assert "a row is split" in seen


def test_the_checker_sees_a_page_number_at_another_place(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = settled(arrange(the_notice()), load_fonts())
    monkeypatch.setattr(layout, "PAGE_NUMBER_BELOW_TEXT", 10.4)
    printed = pages(compiled(whole, load_fonts()))
    monkeypatch.undo()
    assert any("the dash is 10." in fault for fault in paper.faults(whole, printed))


def test_the_examples_name_their_meeting() -> None:
    assert MEETING in the_notice().title
