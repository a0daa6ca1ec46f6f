"""Papers drawn from the record: each kind's, as DOCX and PDF, for whoever reads the object and for nobody else."""

import io

import docx
import pytest

from apps.documents.models import IssuedDocument, NumberSequence
from apps.minutes.models import PublicityItem
from apps.topics.models import Topic
from kinds.registry import kinds

pytestmark = pytest.mark.rule("R6.4", "R6.7", "R8.1", "R8.2", "R10.1", "R11.8")

#: At which stage of a meeting each paper can be printed, and what it must say.
SAID = {
    "call-for-topics": ("proposed", ("议题的通知", "征集范围", "材料要求", "〔2026〕　号")),
    "topic-proposals": ("settled", ("议题建议的报告", "建议议题汇总表", "建议牵头单位", "请审定")),
    "chairs-script": ("noticed", ("主持词", "现在召开", "研究议题", "散会")),
    "sign-in-sheet": ("noticed", ("签到册", "序号", "签到", "地点")),
    "circular": ("in_progress", ("落实情况的通报", "总体情况", "议定事项落实情况表", "下一步要求")),
    "consultation-letter": ("noticed", ("征求", "意见的函", "建议议定内容", "无意见的，也请回复")),
    "consultation-summary": ("noticed", ("征求意见回复汇总表", "采纳和协调情况", "同意")),
}
#: Words of a screen, which no paper sends its readers to.
OF_SCREENS = ("在平台", "签收", "校验码", "领导班子")


def words(content: bytes) -> str:
    """Everything that stands in a DOCX, tables and foot included."""
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)


def about(name: str, story) -> str:
    """The address of the object that the paper is drawn from."""
    if name.startswith("consultation"):
        asked = Topic.objects.filter(consultations__isnull=False).order_by("serial").first()
        return f"/topics/{asked.pk}"
    return f"/meetings/{story.meeting.pk}"


def test_every_declared_paper_is_tried_here() -> None:
    declared = {draft.name for kind in kinds() for draft in kind.drafts}
    assert declared == {*SAID, "press-sheet"}


@pytest.mark.parametrize("name", SAID)
def test_a_paper_says_what_the_record_says_in_both_formats(name, walked, sign_in, inside):
    stage, said = SAID[name]
    story = walked(stage)
    with inside("150121"):
        address = about(name, story)
        before = (IssuedDocument.objects.count(), list(NumberSequence.objects.values_list("series", "last")))
    client = sign_in("union_clerk")
    answer = client.get(f"{address}/drafts/{name}/docx")
    assert answer.status_code == 200
    text = words(answer.content)
    assert [word for word in said if word not in text] == []
    assert [word for word in OF_SCREENS if word in text] == []
    pdf = client.get(f"{address}/drafts/{name}/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert "attachment" in pdf["Content-Disposition"]
    with inside("150121"):
        after = (IssuedDocument.objects.count(), list(NumberSequence.objects.values_list("series", "last")))
    assert after == before, "a paper takes no number and is not kept"


def test_the_page_offers_only_papers_that_have_something_to_say(walked, sign_in):
    story = walked("requested")
    page = sign_in("gov_clerk").get(f"/meetings/{story.meeting.pk}?tab=documents").content.decode()
    assert "/drafts/circular/" not in page
    assert sign_in("gov_clerk").get(f"/meetings/{story.meeting.pk}/drafts/circular/pdf").status_code == 404


def test_a_press_item_is_printed_for_both_offices_signatures(walked, sign_in, inside, office):
    from tests.lifecycles.moments import _press_item

    story = walked("following_up")
    with inside("150121"):
        _press_item(story)
        item = PublicityItem.objects.get()
    text = words(sign_in("union_clerk").get(f"/publicity/{item.pk}/drafts/press-sheet/docx").content)
    assert item.title in text
    assert "审签" in text
    assert "土默特左旗人民政府办公室" in text


@pytest.mark.rule("R6.7")
def test_who_does_not_read_the_topic_gets_no_letter_about_it(walked, sign_in, inside, office):
    story = walked("proposed")
    with inside("150121"):
        hidden = Topic.objects.filter(origin="union").order_by("serial").first()
    answers = {
        sign_in("gov_clerk").get(f"/topics/{hidden.pk}/drafts/{name}/docx").status_code
        for name in ("consultation-letter", "nothing")
    }
    assert answers == {404}
    assert story.meeting.pk
