"""Which faces draw a PDF: the office's own, then a free one of the right kind, last Noto; and what none can draw."""

from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from apps.documents.rendering import fonts, render_pdf, unprintable
from apps.documents.rendering.content import Minutes, Paragraph, words_of
from apps.documents.rendering.fonts import DEBIAN, NPM, LoadedFonts, load_faces, load_fonts
from tests.documents.official_examples import EVERY_KIND, the_minutes
from tests.documents.printed import pages

SETS = (DEBIAN, NPM)
#: The name by which a PDF calls the small face.
INSIDE = "SmallFace"


def face(folder: Path, family: str, letters: str) -> None:
    """A small file under the name of a face: a few letters of the one that is at hand."""
    folder.mkdir(parents=True, exist_ok=True)
    path, number = next(load_fonts().files("fang"))
    options = Options(layout_features=[], name_IDs=[], notdef_outline=True)
    with TTFont(path, fontNumber=number) as made:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(made)
        made["name"].names = []
        for at, name in ((1, family), (2, "Regular"), (4, family), (6, INSIDE)):
            made["name"].setName(name, at, 3, 1, 0x409)
        made.save(folder / f"{family}.otf")


def said(loaded: LoadedFonts) -> dict[str, str]:
    return dict(each.split("：") for each in loaded.substitution().split("；"))


@pytest.mark.parametrize(
    ("there", "leads"),
    [
        (["仿宋_GB2312", "FandolFang R"], "仿宋_GB2312 400"),
        (["FangSong_GB2312", "FandolFang R"], "FangSong_GB2312 400"),
        (["FandolFang R", "Zhuque Fangsong"], "FandolFang R 400"),
        (["Zhuque Fangsong"], "Zhuque Fangsong 400"),
    ],
)
def test_the_best_fangsong_at_hand_draws_the_body(tmp_path: Path, there: list[str], leads: str) -> None:
    for family in there:
        face(tmp_path, family, "会议要求")
    loaded = load_faces((tmp_path,), SETS)

    assert said(loaded)["仿宋"] == leads
    assert said(loaded)["黑体"] == said(load_faces((), SETS))["黑体"]


@pytest.mark.parametrize(
    ("role", "licensed", "free"),
    [
        ("楷体", "楷体_GB2312", "LXGW WenKai"),
        ("小标宋", "方正小标宋简体", None),
        ("黑体", "SimHei", None),
        ("宋体", "SimSun", None),
    ],
)
def test_a_licensed_face_goes_before_a_free_one_and_a_free_one_before_noto(
    tmp_path: Path, role: str, licensed: str, free: str | None
) -> None:
    if free:
        face(tmp_path / "free", free, "会议")
        assert said(load_faces((tmp_path / "free",), SETS))[role] == f"{free} 400"
    face(tmp_path / "own", licensed, "会议")
    assert said(load_faces((tmp_path / "own", tmp_path / "free"), SETS))[role] == f"{licensed} 400"
    assert "Noto" in said(load_faces((tmp_path / "absent",), SETS))[role]


def test_the_folder_of_the_settings_is_read_first(tmp_path: Path, settings: SimpleNamespace) -> None:
    face(tmp_path, "仿宋_GB2312", "会议")
    settings.FONT_DIRECTORY = tmp_path

    assert said(load_fonts())["仿宋"] == "仿宋_GB2312 400"


def test_letters_that_the_leading_face_lacks_are_drawn_by_noto(tmp_path: Path) -> None:
    face(tmp_path, "仿宋_GB2312", "会议要求指出")
    loaded = load_faces((tmp_path,), SETS)
    plain, led = (render_pdf(the_minutes(), fonts=each) for each in (load_faces((), SETS), loaded))

    assert [page.text for page in pages(led)] == [page.text for page in pages(plain)]
    assert [INSIDE.encode() in content for content in (plain, led)] == [False, True]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_file_says_which_face_stands_for_which(kind: str) -> None:
    loaded = load_fonts()
    document = pypdfium2.PdfDocument(render_pdf(EVERY_KIND[kind]()))

    assert f"仿宋：{loaded.families('fang')[0]}" in loaded.substitution()
    assert document.get_metadata_dict()["Subject"] == loaded.substitution()
    document.close()


def test_the_log_says_which_face_stands_for_which(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    face(tmp_path, "楷体_GB2312", "会议")
    with caplog.at_level("INFO", logger=fonts.__name__):
        loaded = load_faces((tmp_path,), SETS)

    assert loaded.substitution() in caplog.text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("白雪梅", []),
        ("㛃䶮𠮷", []),
        ("ᠮᠣᠩ会议", [("ᠮ", 1), ("ᠣ", 2), ("ᠩ", 3)]),
        ("会议😀纪要", [("😀", 3)]),
        ("会\u0007议", [("\u0007", 2)]),
        ("会议\ue000", [("\ue000", 3)]),
        ("一行\n二行", []),
    ],
)
def test_what_cannot_be_printed_is_named_with_its_place(text: str, places: list[tuple[str, int]]) -> None:
    assert [(each.letter, each.position) for each in unprintable(text)] == places


def test_the_place_is_said_in_chinese() -> None:
    assert [str(each) for each in unprintable("白ᠮ")] == ["第2个字“ᠮ”（U+182E）"]


def test_whatever_the_examples_say_can_be_printed() -> None:
    told = "".join(chain.from_iterable(words_of(make()) for make in EVERY_KIND.values()))
    assert unprintable(told) == []


def test_every_letter_that_is_called_printable_is_printed() -> None:
    """The typesetter is asked as well, with letters from every part of the set."""
    letters = [chr(code) for code in range(0x21, 0x30000, 97) if not unprintable(chr(code))]
    assert len(letters) > 300
    drawn = render_pdf(listed("".join(letters)))
    assert drawn.startswith(b"%PDF")


def listed(text: str) -> Minutes:
    return replace(the_minutes(with_list=False), body=(Paragraph(text=text, lead=text), Paragraph(text=text)))
