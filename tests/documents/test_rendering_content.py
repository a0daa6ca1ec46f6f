"""What identifies a document, and what the fixed phrases refuse."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from apps.documents.rendering import canonical, digest
from apps.documents.rendering.arrangement import arrange, section_lines
from apps.documents.rendering.content import Column, Document, Form, Paragraph, RollCall, Section, Table, UnevenTable
from apps.documents.rendering.parts import Arrangement, Line
from apps.documents.rendering.wording import UnprintableCharacter
from tests.documents.composition import IncompleteNotice, WrongNumber, agreed_item, meeting_notice
from tests.documents.official_examples import (
    EVERY_KIND,
    an_issue,
    the_convening_letter,
    the_facts,
    the_list,
    the_minutes,
    the_notice,
    the_reply,
)


def written(line: Line) -> str:
    return "".join(run.text for run in line.label + line.runs)


def lines_of(document: Document) -> list[str]:
    arrangement: Arrangement = arrange(document)
    return [written(part) for part in arrangement.parts if isinstance(part, Line)]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_equal_content_has_equal_canonical_bytes_and_digest(kind: str) -> None:
    assert canonical(EVERY_KIND[kind]()) == canonical(EVERY_KIND[kind]())
    assert digest(EVERY_KIND[kind]()) == hashlib.sha256(canonical(EVERY_KIND[kind]())).hexdigest()


def test_no_two_kinds_share_a_digest() -> None:
    assert len({digest(make()) for make in EVERY_KIND.values()}) == len(EVERY_KIND)


def test_one_changed_letter_changes_the_digest() -> None:
    minutes = the_minutes()

    assert digest(replace(minutes, title=minutes.title + "！")) != digest(minutes)


def test_canonical_bytes_are_sorted_json_in_composed_form() -> None:
    composed, decomposed = (replace(the_minutes(), title=title) for title in ("caf\u00e9", "cafe\u0301"))
    told = json.loads(canonical(composed))

    assert canonical(composed) == canonical(decomposed)
    assert list(told) == ["content", "kind"]
    assert told["content"]["issued_on"] == "2026-03-20"


def test_a_paragraph_and_a_table_that_say_the_same_are_told_apart() -> None:
    empty = replace(the_minutes(), body=(Table(columns=(), rows=()),))

    assert digest(empty) != digest(replace(empty, body=(Paragraph(text=""),)))


@pytest.mark.parametrize(
    ("heading", "text", "printed"),
    [
        ("会议时间", "2026年6月12日。", "一、会议时间：2026年6月12日。"),
        ("规范用工协商。", "开展集体协商。", "一、规范用工协商。开展集体协商。"),
        ("背景", "", "一、背景"),
    ],
)
def test_a_heading_is_parted_from_the_text_that_runs_on(heading: str, text: str, printed: str) -> None:
    (line,) = section_lines(Section(level=1, heading=heading, text=text), 1)
    assert "".join(run.text for run in line.runs) == printed
    assert [run.face for run in line.runs] == ["hei", "fang"][: len(line.runs)]


def test_sections_are_numbered_by_their_order_and_lower_levels_begin_again() -> None:
    levels = (1, 2, 2, 3, 3, 1, 2, 3, 4)
    minutes = replace(the_minutes(), body=tuple(Section(level=level, heading="甲") for level in levels))

    assert lines_of(minutes)[: len(levels)] == [
        "一、甲", "（一）甲", "（二）甲", "1.甲", "2.甲", "二、甲", "（一）甲", "1.甲", "（1）甲",
    ]  # fmt: skip


def test_the_list_of_annexes_has_one_line_for_every_annex() -> None:
    notice = the_notice()
    lines = lines_of(notice)
    first = next(at for at, line in enumerate(lines) if line.startswith("附件：1."))

    assert len(notice.annexes) == 3
    assert [line[:2] for line in lines[first + 1 : first + 3]] == ["2.", "3."]
    assert [sheet.label for sheet in arrange(notice).sheets] == ["附件1", "附件2", "附件3"]
    assert not any(line.endswith("。") for line in lines[first : first + 3])


def test_minutes_list_present_excused_and_attending_in_this_order() -> None:
    words = [line[:2] for line in lines_of(the_minutes()) if line[:3] in {"出席：", "请假：", "列席："}]

    assert words == ["出席", "请假", "列席"]


def test_an_empty_list_of_the_roll_call_is_left_out() -> None:
    minutes = replace(the_minutes(), roll_call=RollCall(present=the_minutes().roll_call.present))

    assert not any(line.startswith(("请假", "列席")) for line in lines_of(minutes))


def test_minutes_have_neither_addressees_nor_signature() -> None:
    fields = set(the_minutes().__dataclass_fields__)

    assert the_minutes().form is Form.MINUTES
    assert not fields & {"addressees", "signature"}


def test_a_letter_names_neither_printer_nor_day_of_printing() -> None:
    imprint = arrange(the_reply()).imprint

    assert imprint is not None
    assert imprint.copies.startswith("抄送：")
    assert imprint.copies.endswith("。")
    assert (imprint.printed_by, imprint.printed_on) == ("", "")


def test_the_follow_up_list_has_the_columns_offices_expect() -> None:
    now, before = (part for part in arrange(the_list()).sheets[0].parts if not isinstance(part, Line))

    assert now.titles == (
        "序号", "议定事项", "牵头单位", "配合单位", "责任人", "阶段目标与时间节点", "完成时限", "进展情况", "状态",
        "佐证材料", "备注",
    )  # fmt: skip
    assert before.titles == (*now.titles, "未落实原因说明", "意见", "新完成时限")
    assert [row[0] for row in now.rows] == list("1234567")


@pytest.mark.parametrize(
    ("empty", "named"),
    [
        ({"starts": ""}, "时间"),
        ({"place": ""}, "地点"),
        ({"agenda": ()}, "议程"),
        ({"present": ""}, "参会人员"),
        ({"contact": ""}, "联系人"),
    ],
)
def test_a_notice_without_what_its_readers_need_is_refused(empty: dict[str, object], named: str) -> None:
    facts = replace(the_facts(), **empty)  # type: ignore[arg-type]

    with pytest.raises(IncompleteNotice, match=named) as refusal:
        meeting_notice(issue=an_issue("土左政办字〔2026〕8号"), to=("旗财政局",), facts=facts)

    assert refusal.value.missing == (named,)


def test_a_number_of_another_form_does_not_leave_the_house() -> None:
    with pytest.raises(WrongNumber, match="8号"):
        meeting_notice(issue=an_issue("土左政办字[2026]8号"), to=("旗财政局",), facts=the_facts())
    with pytest.raises(WrongNumber):
        the_minutes(number="第05期")


def test_an_agreed_item_names_who_leads_who_helps_and_until_when() -> None:
    told = agreed_item(
        what="建成服务站点；", lead="旗总工会", supporting=("旗财政局", "旗住建局"), due_on=date(2026, 9, 30)
    )

    assert told == "建成服务站点，由旗总工会牵头，旗财政局、旗住建局配合，于2026年9月30日前完成"


def test_a_row_that_does_not_fill_its_columns_is_refused() -> None:
    with pytest.raises(UnevenTable, match="2 columns, a row has 1"):
        Table(columns=(Column(title="甲"), Column(title="乙")), rows=(("一",),))


def test_a_control_character_anywhere_in_a_document_is_refused() -> None:
    with pytest.raises(UnprintableCharacter):
        arrange(replace(the_convening_letter(), addressees=("旗人民政府\x00",)))
