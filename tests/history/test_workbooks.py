"""The workbook says what the JSON says; its faults name sheet, row and column; nothing in it ever calculates."""

import json
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError
from openpyxl import load_workbook

from apps.history.reading import read, read_file
from apps.history.workbook import reading, safety
from apps.history.workbook.sheets import SHEETS
from apps.history.workbook.writing import write_workbook
from apps.meetings.models import Meeting
from apps.minutes.models import PublicityItem
from apps.topics.models import Topic
from files.workbooks.sheets import GUIDE
from kernel import clock
from kernel.text import cleaned
from tests.history.conftest import CODE, EXAMPLE, run, value


@pytest.fixture
def workbook(tmp_path):
    """The example as a workbook, changed by a function of its sheets."""

    def write(change=lambda book: None):
        target = tmp_path / "package.xlsx"
        write_workbook(value(), target)
        book = load_workbook(target)
        change(book)
        book.save(target)
        return target

    return write


def column(page, label):
    return next(cell.column for cell in page[1] if cell.value == label)


def put(sheet, row, label, content):
    """Write into a cell, found by its heading."""

    def change(book):
        book[sheet].cell(row, column(book[sheet], label)).value = content

    return change


def test_the_workbook_says_what_the_json_says(workbook):
    today = clock.today()
    of_json, of_workbook = read(value(), today=today), read_file(workbook(), today=today)
    assert of_workbook.meetings == of_json.meetings
    assert of_workbook.units == of_json.units
    assert of_workbook.rules == of_json.rules
    assert of_workbook.sha256 == of_json.sha256, "one content, one digest"


def test_a_workbook_is_imported_like_its_json(office, inside, workbook):
    assert "17 objects imported" in run(workbook())
    with inside(CODE):
        assert sorted(Meeting.objects.values_list("ordinal", "state")) == [(1, "closed"), (2, "following_up")]
        assert PublicityItem.objects.get().imported


def test_a_preview_of_a_workbook_writes_nothing(office, inside, workbook):
    assert "meeting 2 (ordinary) held on 2025-04-25: 3 names" in run(workbook(), "--preview")
    with inside(CODE):
        assert not Meeting.objects.exists()


def test_the_template_has_every_column_and_offers_the_words(tmp_path):
    target = tmp_path / "empty.xlsx"
    assert "fill it in" in run("--template", target, "--government", CODE)
    book = load_workbook(target)
    assert book.sheetnames == [GUIDE, *(sheet.label for sheet in SHEETS)]
    for sheet in SHEETS:
        page = book[sheet.label]
        assert [cell.value for cell in page[1]] == [one.label for one in sheet.columns]
        offered = {str(one.sqref).split("2:")[0] for one in page.data_validations.dataValidation}
        assert len(offered) == sum(bool(one.choices) for one in sheet.columns)
    assert [cell.value for cell in book["基本信息"][2]] == ["lianxi-history/1", CODE, None]


def test_an_empty_template_is_refused_for_what_is_missing(db, tmp_path):
    target = tmp_path / "empty.xlsx"
    run("--template", target)
    with pytest.raises(CommandError) as told:
        run(target)
    assert "sheet 基本信息, row 2, column B (区划代码): is missing." in str(told.value)
    assert "holds neither a meeting nor a work rule" in str(told.value)


def test_a_template_overwrites_nothing_and_is_a_workbook(tmp_path):
    target = tmp_path / "mine.xlsx"
    target.write_text("mine")
    for name in (target, tmp_path / "mine.csv"):
        with pytest.raises(CommandError, match="is not written: name a new file"):
            run("--template", name)
    assert target.read_text() == "mine"


def test_a_json_package_becomes_a_workbook_and_a_faulty_one_does_not(tmp_path):
    run(EXAMPLE, "--template", tmp_path / "new.xlsx")
    assert load_workbook(tmp_path / "new.xlsx")["会议"].max_row == 3
    faulty = tmp_path / "faulty.json"
    faulty.write_text(json.dumps(value() | {"format": "2"}))
    with pytest.raises(CommandError, match="format: '2' is none of"):
        run(faulty, "--template", tmp_path / "other.xlsx")
    assert not (tmp_path / "other.xlsx").exists()


def test_neither_a_file_nor_a_template_is_nothing_to_do():
    with pytest.raises(CommandError, match="Name the package to import"):
        run()


# --- faults with their cell --------------------------------------------------------------------------------------

FAULTS = {
    "a missing day": (
        put("会议", 2, "召开日期", None),
        r"sheet 会议, row 2, column F \(召开日期\): is missing",
    ),
    "a day that is none": (
        put("会议", 3, "召开日期", "二〇二五年四月"),
        r"sheet 会议, row 3, column F \(召开日期\): '二〇二五年四月' is no day",
    ),
    "a word not offered": (
        put("议题", 2, "议定结果", "表决通过"),
        r"sheet 议题, row 2, column J \(议定结果\): '表决通过' is none of",
    ),
    "a unit nobody knows": (
        put("议定事项", 2, "牵头单位", "水利局"),
        r"sheet 议定事项, row 2, column D \(牵头单位\): there is no unit 水利局",
    ),
    "due before the meeting": (
        put("议定事项", 2, "完成时限", date(2023, 12, 8)),
        r"sheet 议定事项, row 2: due_on does not lie after the meeting",
    ),
    "minutes before the meeting": (
        put("会议", 2, "纪要印发日期", date(2023, 12, 1)),
        r"sheet 会议, row 2, column M \(纪要印发日期\): lies before the meeting",
    ),
    "an unknown meeting": (put("议题", 2, "会议次序", 7), r"sheet 议题, row 2: sheet 会议 has no meeting 7"),
    "an unknown topic": (put("议定事项", 2, "议题序号", 9), r"sheet 议定事项, row 2: sheet 议题 has no topic 9"),
    "a topic twice": (put("议题", 4, "议题序号", 1), r"sheet 议题, row 4: the meeting 2 has a topic 1 already"),
    "a meeting twice": (put("会议", 3, "会议次序", 1), r"sheet 会议, row 3: the meeting 1 stands in another row"),
    "a slot twice": (
        put("召集人", 3, "席位", "总召集人（政府）"),
        r"sheet 召集人, row 3: a slot is filled once",
    ),
    "a slot of nobody": (put("召集人", 3, "席位", None), r"sheet 召集人, row 3: a slot is filled once"),
    "names and numbers": (
        put("会议", 3, "政府方面到会人数", 9),
        r"sheet 参会人员, row 2: give the names of those who came, or their numbers",
    ),
    "a person without a meeting": (put("参会人员", 2, "会议次序", None), r"sheet 参会人员, row 2: .* has no meeting"),
    "two governments": (put("基本信息", 3, "区划代码", "150122"), r"sheet 基本信息, row 3: a workbook is of one"),
    "a press item of no meeting": (put("宣传报道", 2, "会议次序", 5), r"sheet 宣传报道, row 2: .* has no meeting 5"),
    "published too early": (
        put("宣传报道", 2, "发布日期", date(2025, 4, 1)),
        r"sheet 宣传报道, row 2, column D \(发布日期\): what is published follows",
    ),
    "a formula": (put("议题", 2, "标题", '=HYPERLINK("x")'), r"sheet 议题, row 2, column C \(标题\): holds a formula"),
    "a cell merged into another": (
        lambda book: book["召集人"].merge_cells("B2:B3"),
        r"sheet 召集人, row 3, column B \(席位\): is merged into B2:B3; fill in each cell",
    ),
    "a day of two meanings": (put("会议", 3, "召开日期", "3/5/2001"), r"'3/5/2001' is no day: write it as 2024-05-17"),
    "an error": (put("议题", 2, "标题", "#REF!"), r"sheet 议题, row 2, column C \(标题\): holds the error #REF!"),
    "an unknown heading": (
        lambda book: book["议题"].cell(1, 12, "备注"),
        r"sheet 议题, row 1, column L: the heading 备注 is not known here",
    ),
    "a heading twice": (
        lambda book: book["议题"].cell(1, 12, "标题"),
        r"sheet 议题, row 1, column L: the heading 标题 stands there twice",
    ),
    "a heading taken away": (put("议题", 1, "标题", None), r"sheet 议题, row 1: there is no column 标题"),
    "a value under no heading": (
        lambda book: book["议题"].cell(2, 13, "备注"),
        r"sheet 议题, row 2, column M: stands under no heading",
    ),
    "an unknown sheet": (lambda book: book.create_sheet("补充").append(["x"]), r"sheet 补充: is not known here"),
    "no first sheet": (lambda book: book.remove(book["基本信息"]), r"sheet 基本信息: is missing or empty"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_refuses_the_whole_and_names_sheet_row_and_column(office, inside, workbook, name):
    change, sentence = FAULTS[name]
    with pytest.raises(CommandError, match=sentence):
        run(workbook(change))
    with inside(CODE):
        assert not Meeting.objects.exists()


def test_too_many_rows_are_said_to_be(office, workbook, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(CommandError, match="sheet 议题, row 4: there are too many rows"):
        run(workbook())


def test_what_people_do_to_a_workbook_does_no_harm(office, inside, workbook):
    def change(book):
        book["会议"].move_range("F1:F3", cols=20)  # columns in another order
        put("基本信息", 2, "区划代码", 150121)(book)  # a code that was turned into a number
        put("会议", 2, "会议次序", 1.0)(book)
        put("议题", 2, "标题", " 关于工资保证金的议题\n")(book)
        put("议题", 2, "类别", "worker_interests")(book)
        book["议定事项"].insert_rows(3)

    run(workbook(change))
    with inside(CODE):
        assert Meeting.objects.get(ordinal=1).held_on == date(2023, 12, 8)
        assert Topic.objects.get(title="关于工资保证金的议题").category == "worker_interests"


@pytest.mark.parametrize(
    "written",
    ["2023.12.8", "2023年12月8日", 45268, 45268.0, "2023/12/8", "２０２３-１２-０８", "2023-12-08 00:00:00", "20231208",
     "二〇二三年十二月八日", date(2023, 12, 8)],
)  # fmt: skip
def test_a_day_is_read_as_offices_write_it(office, inside, workbook, written):
    run(workbook(put("会议", 2, "召开日期", written)))
    with inside(CODE):
        assert Meeting.objects.get(ordinal=1).held_on == date(2023, 12, 8)


def test_sheets_that_office_programs_leave_behind_are_passed_over(office, inside, workbook):
    def change(book):
        book.create_sheet("Sheet1")
        for label, state in (("WpsReserved_CellImgList", "veryHidden"), ("草稿", "hidden")):
            page = book.create_sheet(label)
            page.append(["x"])
            page.sheet_state = state

    assert "17 objects imported" in run(workbook(change))


# --- what is not opened ------------------------------------------------------------------------------------------


def repacked(file, **parts):
    with zipfile.ZipFile(file, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content, zipfile.ZIP_DEFLATED)
    return file


def test_an_archive_with_macros_objects_links_or_a_document_type_is_not_opened(db, workbook):
    for name in ("xl__vbaProject.bin", "xl__embeddings__x.bin", "xl__externalLinks__x.xml"):
        with pytest.raises(CommandError, match="macros, objects or links is not taken"):
            run(repacked(workbook(), **{name: b"x"}))
    with pytest.raises(CommandError, match="cannot be read as a workbook"):
        run(repacked(workbook(), **{"..__x": b"x"}))
    with pytest.raises(CommandError, match=r"holds xl/x\.bin; a workbook with macros, objects or links is not taken"):
        run(repacked(workbook(), **{"xl__x.bin": b"PK\x03\x04"}))
    with pytest.raises(CommandError, match="declares a document type"):
        run(repacked(workbook(), xl__x=b"", **{"xl__x.xml": b'<!DOCTYPE x [<!ENTITY a "a">]><x/>'}))


def test_a_bomb_is_not_unpacked(db, workbook, monkeypatch):
    with pytest.raises(CommandError, match="unpacks to more than"):
        run(repacked(workbook(), xl__x=b"0" * 40_000_000))
    monkeypatch.setattr(safety, "MOST_BYTES", 100)
    with pytest.raises(CommandError, match="is larger than"):
        run(workbook())


def test_what_is_no_workbook_is_refused_in_words(db, tmp_path):
    text, archive = tmp_path / "text.xlsx", tmp_path / "archive.xlsx"
    text.write_text("{}")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a", "b")
    with pytest.raises(CommandError, match="cannot be read as a workbook"):
        run(text)
    with pytest.raises(CommandError, match="is no workbook"):
        run(archive)
    with pytest.raises(CommandError, match="is no workbook"):
        run(repacked(archive, **{"[Content_Types].xml": "<x/>"}))
    with pytest.raises(CommandError, match="cannot be read as a workbook"):
        run(tmp_path / "nothing.xlsx")


PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", '=HYPERLINK("x","y")', "＝1+1", "＋1", "－1", "＠x",
    "=\u200b1", '-2+3+cmd|" /C calc"!A0',
]  # fmt: skip


def test_no_text_becomes_a_formula_in_a_workbook_that_we_write(tmp_path):
    for number, payload in enumerate(PAYLOADS):
        package, target = value(), tmp_path / f"{number}.xlsx"
        package["source"] = payload
        package["meetings"][0]["topics"][0]["title"] = payload
        write_workbook(package, target)
        cells = [cell for page in load_workbook(target) for row in page.iter_rows() for cell in row]
        assert [cell for cell in cells if cell.data_type == "f"] == []
        assert sum(cell.value == payload and cell.quotePrefix for cell in cells) == 2
        assert read_file(target, today=clock.today()).source == cleaned(payload)
