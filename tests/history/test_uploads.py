"""One office brings a workbook of past meetings, the other stands by it, the worker writes all of it or nothing."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from apps.documents.file_services import store_file
from apps.history import import_services as imports
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport, ImportState, Preview
from apps.history.refusals import NotAWorkbook, OtherSidesImport, OwnImport, UploadedBefore
from apps.history.selectors import imports_visible_to
from apps.history.tasks import check, write
from apps.history.workbook import safety
from apps.history.workbook.sheets import SHEETS
from apps.workrules.models import WorkRule
from apps.years.models import YearPlan
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.engine import take
from kernel.refusals import WrongRole, WrongSide, WrongState
from kernel.schema import inside as inside_of
from tenants.governments.models import Government
from tests.cast import a_story, an_office
from tests.documents import made_files
from tests.history.uploads import checked, confirmed, every_state, plan, uploaded, workbook
from tests.signed_in import text_of

HOME = "150121"


@pytest.fixture
def story(db: None, inside: Any) -> Any:
    """Both offices, and nothing yet."""
    with inside(HOME):
        return a_story(an_office())


@pytest.fixture
def browser(story: Any, client_of: Any) -> Any:
    """A browser of somebody of the government."""

    def of(who: str) -> Any:
        client = client_of(HOME)
        client.force_login(story.office.people[who])
        return client

    return of


def do(client: Any, one: HistoryImport, name: str, **words: str) -> str:
    with inside_of(Government.objects.get(code=HOME)):
        one.refresh_from_db()
    return text_of(client.post(f"/history-imports/{one.pk}/do/{name}", {"version": one.version, **words}, follow=True))


@pytest.mark.rule("R4.10")
def test_a_workbook_goes_from_template_to_record_over_the_pages(browser: Any, story: Any, inside: Any) -> None:
    union, government = browser("union_clerk"), browser("gov_clerk")
    assert 'href="/history-imports"' in union.get("/years").content.decode()
    empty = load_workbook(BytesIO(union.get("/history-imports/template").content))
    assert empty.sheetnames[1:] == [sheet.label for sheet in SHEETS]
    assert empty["基本信息"]["B2"].value == HOME
    assert "还没有上传过往年资料" in text_of(union.get("/history-imports"))

    sent = SimpleUploadedFile("往年资料.xlsx", workbook(HOME, year_plans=[plan(2001)]))
    answer = union.post("/history-imports/new", {"file-upload": sent})
    assert answer.status_code == 302, text_of(answer)
    with inside(HOME):
        one = HistoryImport.objects.get()
        queued = _queued()
    assert queued == [check.name]
    page = union.get(f"/history-imports/{one.pk}")
    assert "正在检查" in text_of(page)
    assert 'hx-trigger="every 3s"' in page.content.decode()
    with inside(HOME):
        check(key=str(one.pk))
    told = text_of(union.get(f"/history-imports/{one.pk}"))
    assert "等待另一方办公室核对" in told
    assert "联席会议制度（试行）" in told
    assert "2001年工作要点" in told
    assert "办公室档案" in told
    with inside(HOME):
        assert not WorkRule.objects.filter(imported=True).exists(), "nothing is written before the other side confirms"

    assert "往年资料.xlsx" in text_of(government.get("/")), "it waits on the other office's desk"
    assert f"/history-imports/{one.pk}/do/confirm" not in union.get("/").content.decode()
    assert "须由另一方办公室核对" in do(union, one, "confirm")
    assert "正在导入" in do(government, one, "confirm")
    with inside(HOME):
        assert _queued() == [check.name, write.name]
        write(key=str(one.pk))
    told = text_of(union.get(f"/history-imports/{one.pk}"))
    assert "已全部导入" in told
    assert "写入条数 2" in told
    assert "写入 2 条" in text_of(union.get("/history-imports"))
    with inside(HOME):
        assert WorkRule.objects.get(imported=True).title == "联席会议制度（试行）"
        assert YearPlan.objects.get(imported=True).year == 2001
        entry = AuditEntry.objects.get(what="work_rule.import")
        assert entry.changes["upload"] == str(one.pk)
        steps = AuditEntry.objects.filter(object_id=one.pk).order_by("sequence")
        assert [(step.what.partition(".")[2], step.actor_name != "") for step in steps if step.outcome == "done"] == [
            ("upload", True), ("find_sound", False), ("confirm", True), ("complete", False),
        ]  # fmt: skip


@pytest.mark.rule("R4.10")
def test_every_fault_is_named_with_sheet_row_and_column_and_nothing_is_written(
    browser: Any, story: Any, inside: Any
) -> None:
    with inside(HOME):
        book = load_workbook(BytesIO(workbook(HOME)))
        book["工作规则"]["A2"] = None
        book["工作规则"]["C2"] = "二〇〇三年"
        out = BytesIO()
        book.save(out)
        by = story.someone("gov_clerk")
        file = store_file(name="有误.xlsx", content=out.getvalue(), **by)
        one = imports.upload_history(file=file, **by)
        assert imports.check_import(history_import_id=one.pk, at=clock.now()).state == ImportState.FAULTY
    page = browser("gov_clerk").get(f"/history-imports/{one.pk}")
    told = text_of(page)
    assert "2 处错误" in told
    assert "“工作规则”表第 2 行 A 列（名称） 没有填写。" in told
    assert "“工作规则”表第 2 行 C 列（印发日期） 二〇〇三年 不是日期" in told
    assert "整份未导入" in told
    assert browser("union_clerk").get(f"/history-imports/{one.pk}").status_code == 404
    with inside(HOME):
        assert not WorkRule.objects.filter(imported=True).exists()


def test_the_pages_cost_the_same_however_much_there_is(browser: Any, story: Any, inside: Any) -> None:
    client = browser("union_leader")
    with inside(HOME):
        first = checked(story)
    client.get("/history-imports")
    with CaptureQueriesContext(connection) as few:
        client.get("/history-imports")
        client.get(f"/history-imports/{first.pk}")
    with inside(HOME):
        many = checked(story, work_rules=[], year_plans=[plan(year) for year in range(1990, 2004)])
        uploaded(story, work_rules=[], year_plans=[plan(1989)])
    with CaptureQueriesContext(connection) as more:
        assert len(client.get("/history-imports").content.decode().split("往年资料.xlsx")) == 4
        client.get(f"/history-imports/{many.pk}")
    assert len(more) == len(few) <= 32


@pytest.mark.rule("R4.10")
def test_only_the_other_sides_office_confirms_and_only_the_own_one_withdraws(story: Any, inside: Any) -> None:
    with inside(HOME):
        one = checked(story)
        key = {"history_import_id": one.pk}
        with pytest.raises(OwnImport):
            take(HISTORY_IMPORT, "confirm", **key, **story.someone("union_clerk"))
        with pytest.raises(OwnImport):
            imports.return_import(**key, reason="x", **story.someone("union_clerk"))
        with pytest.raises(OtherSidesImport):
            imports.withdraw_import(**key, reason="x", **story.someone("gov_clerk"))
        for who in ("gov_leader", "gov_unit", "viewer"):
            with pytest.raises(WrongRole):
                take(HISTORY_IMPORT, "confirm", **key, **story.someone(who))
        for who in ("system_officer", "security_officer", "audit_officer"):
            with pytest.raises((WrongSide, WrongRole)):
                take(HISTORY_IMPORT, "confirm", **key, **story.someone(who))
        back = imports.return_import(**key, reason="请补充", **story.someone("gov_clerk"))
        assert (back.state, back.reason) == ("returned", "请补充")
        with pytest.raises(WrongState):
            take(HISTORY_IMPORT, "confirm", **key, **story.someone("gov_clerk"))


@pytest.mark.rule("R4.10")
def test_only_a_new_workbook_is_taken(story: Any, inside: Any) -> None:
    with inside(HOME):
        by = story.someone("union_clerk")
        letter = store_file(name="说明.docx", content=made_files.docx(), **by)
        with pytest.raises(NotAWorkbook):
            imports.upload_history(file=letter, **by)
        one = uploaded(story)
        other = story.someone("gov_clerk")
        with imports.content_of(one.file) as stream:
            same = store_file(name="又一份.xlsx", content=stream.read(), **other)
        with pytest.raises(UploadedBefore):
            imports.upload_history(file=same, **other)
        imports.withdraw_import(history_import_id=one.pk, reason="传错", **by)
        assert imports.upload_history(file=same, **other).state == "uploaded"
        assert imports.check_import(history_import_id=one.pk, at=clock.now()).state == "withdrawn"
        assert not Preview.objects.filter(of=one).exists(), "what was withdrawn is not read any more"


@pytest.mark.rule("R4.10")
def test_records_that_changed_after_the_check_stop_the_whole_import(story: Any, inside: Any) -> None:
    with inside(HOME):
        one = confirmed(story, year_plans=[plan(2001)])
        other = confirmed(story, year_plans=[plan(2001)], work_rules=[])
        assert imports.run_import(history_import_id=other.pk, at=clock.now()).state == "imported"
        done = imports.run_import(history_import_id=one.pk, at=clock.now())
        assert (done.state, done.confirmed_at, done.fault_count) == ("faulty", None, 1)
        assert not WorkRule.objects.filter(imported=True).exists(), "the rule beside the plan is not written either"
        assert one in imports_visible_to(story.office.people["gov_clerk"]), "who confirmed it sees what became of it"
        assert imports.run_import(history_import_id=one.pk, at=clock.now()).state == "faulty", "and not a second time"


@pytest.mark.rule("R4.10")
def test_a_workbook_is_read_before_anything_is_held_and_its_state_looked_at_again(
    story: Any, inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with inside(HOME):
        one, read = uploaded(story), imports.read_stream

        def withdrawn_meanwhile(*args: Any, **more: Any) -> Any:
            imports.withdraw_import(history_import_id=one.pk, reason="传错", **story.someone("union_clerk"))
            return read(*args, **more)

        monkeypatch.setattr(imports, "read_stream", withdrawn_meanwhile)
        assert imports.check_import(history_import_id=one.pk, at=clock.now()).state == "withdrawn"
        assert not Preview.objects.filter(of=one).exists()


def test_of_very_many_faults_the_first_are_kept_and_all_are_counted(
    story: Any, inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_FAULTS_KEPT", 1)
    with inside(HOME):
        one = checked(story, work_rules=[], year_plans=[plan(2001), plan(2001), plan(2001)])
        assert (one.state, one.fault_count) == ("faulty", 2)
        assert len(Preview.objects.get(of=one).faults) == 1


def test_a_workbook_that_unpacks_to_more_than_it_can_need_is_faulty(
    story: Any, inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "MOST_UNPACKED", 1_000)
    with inside(HOME):
        assert checked(story).state == "faulty"


def test_a_job_that_broke_down_is_told_and_the_upload_can_be_taken_back(browser: Any, story: Any, inside: Any) -> None:
    with inside(HOME):
        one = uploaded(story)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public.procrastinate_jobs SET status = 'failed'")
    client = browser("union_clerk")
    assert "后台作业未能完成" in text_of(client.get(f"/history-imports/{one.pk}"))
    assert "已撤回" in do(client, one, "withdraw", reason="作业未完成")


@pytest.mark.rule("R4.10", "A10")
def test_units_viewers_and_officers_of_the_system_find_no_such_page(browser: Any, story: Any, inside: Any) -> None:
    with inside(HOME):
        every_state(story)
        assert set(HistoryImport.objects.values_list("state", flat=True)) == set(ImportState.values)
        key = HistoryImport.objects.filter(state="sound").get().pk
        seen = {
            who: set(imports_visible_to(story.office.people[who]).values_list("state", flat=True))
            for who in ("union_clerk", "gov_clerk", "gov_leader")
        }
        both = {"sound", "returned", "confirmed", "imported"}
        assert seen == {"union_clerk": set(ImportState.values), "gov_clerk": both, "gov_leader": both}
    for who in ("union_unit", "gov_unit", "viewer", "system_officer", "security_officer", "audit_officer"):
        for path in ("", "/template", f"/{key}"):
            assert browser(who).get(f"/history-imports{path}").status_code == 404, (who, path)
        assert "/history-imports" not in browser(who).get("/years").content.decode()
    for who in ("union_leader", "gov_leader", "gov_clerk"):
        assert browser(who).get(f"/history-imports/{key}").status_code == 200


def _queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM public.jobs_visible ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
