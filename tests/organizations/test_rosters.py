"""Units and accounts from a workbook: a preview row by row, all or nothing, and passwords that are shown once."""

import re
from base64 import b64decode
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from apps.organizations.accounts.refusals import UsernameTaken
from apps.organizations.accounts.services import open_without_rights
from apps.organizations.models import Unit, User
from apps.organizations.rosters import reading
from apps.organizations.rosters.checking import checked
from apps.organizations.rosters.services import MOST_ACCOUNTS, Listed, take_roster
from apps.organizations.units.services import NewUnit, establish_units, set_up_unit
from files.refusals import UnpacksTooLarge
from kernel import clock
from kernel.audit.models import AuditEntry, Outcome
from kernel.refusals import RuleBroken
from tests.organizations.test_people_pages import PASSWORD
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A10")]
UNITS, ACCOUNTS = ["名称", "简称", "所属方面", "类别", "职能"], ["用户名", "姓名", "所属方面", "单位", "职务"]
DATA = ["数据局", "数据局", "政府方面", "政府部门", None]


def workbook(units=(), accounts=(), headings=(UNITS, ACCOUNTS), name="名单.xlsx"):
    book, stream = Workbook(), BytesIO()
    book.active.title = "说明"
    for title, heading, rows in zip(("单位", "账号"), headings, (units, accounts), strict=True):
        page = book.create_sheet(title)
        for row in (heading, *rows):
            page.append(row)
    book.save(stream)
    return {"workbook": SimpleUploadedFile(name, stream.getvalue())}


def rows_of(response):
    found = re.search(r'name="rows" value="([^"]*)"', response.content.decode())
    return unescape(found.group(1)) if found else ""


@pytest.fixture
def system(sign_in):
    return sign_in("system_officer")


def test_a_list_is_looked_at_first_and_then_written_whole(office, system, inside):
    hrss = office.units["hrss"]
    sent = workbook(
        [DATA, [hrss.name, hrss.short_name, "政府方面", "政府部门", None]],
        [["tuya", "图雅", "政府方面", "数据局", "科长"], ["bao", "＝包", "政府方面", hrss.name, None],
         ["sys2", "白云", "双方之外", None, None]],
    )  # fmt: skip
    preview = system.post("/people/import", sent)
    assert preview.status_code == 200
    assert ("将设立" in text_of(preview), "已有，不变" in text_of(preview)) == (True, True)
    assert not PASSWORD.search(text_of(preview))
    with inside("150121"):
        assert not Unit.objects.filter(name="数据局").exists()
        assert not User.objects.filter(username="tuya").exists()

    done = system.post("/people/import", {"rows": rows_of(preview)})
    assert "no-store" in done.headers["Cache-Control"]
    shown = PASSWORD.findall(text_of(done))
    sheet = re.search(r'href="data:[^"]*base64,([^"]*)"', done.content.decode()).group(1)
    cells = [[cell.value for cell in row] for row in load_workbook(BytesIO(b64decode(sheet))).active.iter_rows()]
    assert [row[3] for row in cells[1:]] == shown
    assert all(cell.data_type == "s" for row in load_workbook(BytesIO(b64decode(sheet))).active for cell in row[1:])
    with inside("150121"):
        tuya = User.objects.get(username="tuya")
        assert (tuya.unit.name, tuya.roles, tuya.memberships.count()) == ("数据局", [], 0)
        assert tuya.check_password(shown[0])
        assert AuditEntry.objects.filter(what="account.open", actor_id=office.people["system_officer"].pk).count() == 3
    again = system.post("/people/import", {"rows": rows_of(preview)})
    assert again.status_code == 409
    assert "这个用户名已经有人用过" in text_of(again)


def test_every_fault_names_sheet_row_and_column_and_nothing_is_written(office, system, inside):
    with inside("150121"):
        before = User.objects.count()
    hrss = office.units["hrss"].name
    sent = workbook(
        [["数据局", None, "政府方面", "政府部门", None], ["某某工会", "某", "政府方面", "产业工会", None],
         ["第二办公室", "二办", "政府方面", "办公厅（室）", None]],
        [["gov_clerk", "图雅", "政府方面", hrss, None], ["a", "甲", "工会方面", "没有的单位", None],
         ["b", "乙", "三方", None, None], ["c", "=1+1", "双方之外", None, None], ["c", "丙", "双方之外", None, None]],
    )  # fmt: skip
    page = system.post("/people/import", sent)
    told = text_of(page)
    assert page.status_code == 400
    for fault in (
        "单位 2 简称", "单位 3 类别", "单位 4 类别", "账号 2 用户名", "账号 3 单位", "账号 4 所属方面", "账号 5 B 姓名",
    ):  # fmt: skip
        assert fault in told, fault
    assert rows_of(page) == ""
    assert "导入" in told
    with inside("150121"):
        assert User.objects.count() == before


def test_what_is_no_such_workbook_is_refused_with_a_sentence(system):
    strange = system.post("/people/import", workbook([DATA], headings=(["名字", *UNITS[1:]], ACCOUNTS)))
    assert "单位 1 A 列名“名字”重复或者无法识别。" in text_of(strange)
    assert "单位 1 名称 缺少这一列。" in text_of(strange)
    assert system.post("/people/import", workbook(name="名单.docx")).status_code == 400
    broken = {"workbook": SimpleUploadedFile("名单.xlsx", b"PK\x03\x04 no archive")}
    assert "文件已损坏" in text_of(system.post("/people/import", broken))
    assert "没有可以导入的内容。" in text_of(system.post("/people/import", workbook()))
    assert "请选择一个文件。" in text_of(system.post("/people/import", {}))
    too_large = '{"账号": [{"row": Infinity, "words": {}}]}'
    for rows in ("no json", "[]", '{"账号": [1]}', too_large, "[" * 100_000):
        assert system.post("/people/import", {"rows": rows}).status_code == 400
    template = load_workbook(BytesIO(system.get("/people/import/template").content))
    assert [cell.value for cell in template["账号"][1]] == ACCOUNTS


def test_a_merged_cell_of_a_list_is_named(office, system):
    book, sent = Workbook(), BytesIO()
    book.active.title = "单位"
    for row in (UNITS, DATA, ["信访局", "信访局", None, "政府部门", None]):
        book.active.append(row)
    book.active.merge_cells("C2:C3")
    book.save(sent)
    told = text_of(system.post("/people/import", {"workbook": SimpleUploadedFile("名单.xlsx", sent.getvalue())}))
    assert "单元格属于合并单元格 C2:C3：请取消合并，逐格填写。" in told
    assert "单位 3 C 所属方面" in told


def test_only_the_system_officer_imports_and_the_attempt_of_others_is_recorded(sign_in, inside):
    for who in ("security_officer", "gov_clerk"):
        assert sign_in(who).get("/people/import").status_code == 403
        assert sign_in(who).post("/people/import", workbook([DATA])).status_code == 403
    with inside("150121"):
        assert AuditEntry.objects.filter(what="account.open", outcome=Outcome.REFUSED).count() == 2
        assert not Unit.objects.filter(name="数据局").exists()


def test_a_refusal_halfway_undoes_everything_and_is_recorded(office, inside):
    new = NewUnit("数据局", "数据局", "gov", "department")
    with inside("150121"):
        by = office.people["system_officer"]
        with pytest.raises(UsernameTaken):
            take_roster(units=[new], accounts=[Listed("GOV_clerk", "甲", "none")], by=by, at=clock.now())
        assert not Unit.objects.filter(name="数据局").exists()
        [entry] = AuditEntry.objects.filter(outcome=Outcome.REFUSED)
        assert (entry.what, entry.rule, entry.actor_id) == ("account.open", "R1.3", by.pk)


def test_a_workbook_that_unpacks_to_more_than_a_list_needs_is_not_opened(system, monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNPACKED", 1_000)
    answer = system.post("/people/import", workbook([DATA]))
    assert (answer.status_code, str(UnpacksTooLarge.sentence) in text_of(answer)) == (UnpacksTooLarge.status, True)


def test_one_list_opens_no_more_accounts_than_a_page_can_wait_for(office, inside):
    rows = [
        {"row": number, "words": {"username": f"u{number}", "name": "甲", "side": "none"}}
        for number in range(2, MOST_ACCOUNTS + 3)
    ]
    with inside("150121"):
        [fault] = checked({"账号": rows}).faults
        assert (fault.row, "50" in str(fault.sentence)) == (MOST_ACCOUNTS + 2, True)
        assert checked({"账号": rows[:-1]}).faults == []


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("单位", {"name": "数据局", "side": "union", "kind": "department"}),
        ("单位", {"name": "第二办公室", "side": "gov", "kind": "office"}),
        ("单位", {"name": "旧单位", "side": "gov", "kind": "department"}),
        ("账号", {"username": "GOV_clerk", "name": "甲", "side": "none"}),
        ("账号", {"username": "new", "name": "甲", "side": "gov"}),
    ],
)
def test_a_list_says_of_a_row_what_its_verb_would_say(office, inside, sheet, words):
    with inside("150121"):
        [old] = establish_units([NewUnit("旧单位", "旧", "gov", "department")], closed_on=[clock.today()])
        assert old.closed_on
        if sheet == "单位":
            words = {**words, "short_name": "简称"}
        [fault] = checked({sheet: [{"row": 2, "words": words}]}).faults
        verb = set_up_unit if sheet == "单位" else open_without_rights
        with pytest.raises(RuleBroken) as refused:
            verb(**words, by=office.people["system_officer"], at=clock.now())
        assert fault.sentence == refused.value.sentence
