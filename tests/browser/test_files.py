"""Files at a real browser: picked on a telephone's width with the keyboard, sent, listed, saved by the other side."""

import pytest

from apps.documents.models import Attachment
from apps.meetings.models import Meeting
from kernel import clock
from tests.browser.conftest import CODE
from tests.cast import a_story, an_office
from tests.documents import made_files as made


@pytest.fixture
def office(server, inside):
    with inside(CODE):
        return an_office()


def paper(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_a_topic_gets_its_research_report(office, machine, inside):
    unit = machine("union_unit", width=360)
    unit.open("/topics").go("提出议题")
    unit.fill("title", "关于高温津贴发放的议题")
    unit.fill("category", "职工切身利益")
    unit.fill("background", "露天作业职工反映强烈。")
    picker = unit.page.get_by_label("添加文件 调研报告（附件）")
    picker.set_input_files([paper("图.svg", b"<svg/>"), paper("调研报告.docx", made.docx())])
    unit.press("提出议题")
    unit.page.get_by_text("图.svg：不接受这种文件").first.wait_for()
    assert "露天作业职工反映强烈。" in unit.page.locator("[name=background]").input_value()
    kept = unit.page.get_by_role("checkbox", name="调研报告.docx")
    assert kept.is_checked()
    assert unit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picker.focus()
    picker.set_input_files([paper("附表.xlsx", made.xlsx())])
    unit.press("提出议题")
    unit.page.locator(".lx-message-success").wait_for()

    assert unit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with unit.page.expect_download() as saved:
        unit.page.get_by_role("link", name="附表.xlsx").click()
    assert saved.value.suggested_filename == "附表.xlsx"
    assert saved.value.path().read_bytes() == made.xlsx()
    with inside(CODE):
        assert Attachment.objects.filter(purpose="research", detached_at=None).count() == 2


def test_a_signed_sheet_is_scanned_in_and_confirmed_by_a_second_clerk(office, machine, inside):
    with inside(CODE):
        story = a_story(office, topics=1).walk("requested")
    clerk = machine("gov_clerk", width=360).open(f"/meetings/{story.meeting.pk}")
    clerk.go("登记纸质签批")
    clerk.page.locator("#field-signer").select_option(str(office.people["gov_leader"].pk))
    clerk.fill("signed_on", clock.today().isoformat())
    clerk.fill("words", "同意召开。")
    picker = clerk.page.get_by_label("添加文件 签批单扫描件")
    picker.set_input_files([paper("签批单.svg", b"<svg/>")])
    clerk.press("登记纸质签批")
    clerk.page.get_by_text("签批单.svg：不接受这种文件").first.wait_for()
    assert clerk.page.locator("#field-words").input_value() == "同意召开。"
    picker.set_input_files([paper("签批单.jpg", made.jpeg())])
    clerk.press("登记纸质签批")
    clerk.page.locator(".lx-message-success").wait_for()
    assert clerk.overflow() <= 0
    sheet = clerk.page.url.removeprefix(clerk.address)

    second = machine("gov_clerk_2").open("/").act("核对并办理")
    with second.open(sheet).page.expect_download() as saved:
        second.page.get_by_role("link", name="签批单.jpg").click()
    assert saved.value.path().read_bytes() == made.jpeg()
    with inside(CODE):
        assert Meeting.objects.get().state == "accepted"
