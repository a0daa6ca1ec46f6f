"""The audit officer reads the chain, narrows it down, verifies it and takes it along; nobody else sees any of it."""

import csv
import hashlib
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from apps.auditing import services
from apps.auditing.export import exported
from apps.auditing.masking import masked
from apps.auditing.refusals import NothingToExport, TooMuchToExport, VerificationRunning
from apps.auditing.services import RENDERERS
from apps.auditing.tasks import verify_now
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from files.workbooks.cells import DANGEROUS
from kernel import clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry, ChainHead, Outcome
from kernel.refusals import WrongRole
from tests.cast import a_story, an_office
from tests.signed_in import text_of
from vocabulary.meetings import MeetingState

HOME = "150121"
OTHERS = [
    "union_clerk", "union_leader", "union_unit", "gov_clerk", "gov_leader", "gov_unit", "viewer", "system_officer",
    "security_officer",
]  # fmt: skip


@pytest.fixture
def chain(db: None, inside: Any) -> Any:
    """An office with a request for a meeting behind it, and one act that was refused."""
    with inside(HOME):
        office = an_office()
        a_story(office).walk("requested")
        now = clock.recorded_now()
        audit.append(
            what="meeting.accept", at=now, recorded_at=now, by=office.people["union_leader"], outcome=Outcome.REFUSED,
            object_kind="meeting", rule="R4.3", sentence="WrongSide: 这一步由另一方办理。",
        )  # fmt: skip
    return office


@pytest.fixture
def browser(chain: Any, client_of: Any) -> Any:
    """A browser of the audit officer, or of whoever is named."""

    def of(who: str = "audit_officer") -> Any:
        client = client_of(HOME)
        client.force_login(chain.people[who])
        return client

    return of


def listed(answer: Any) -> list[int]:
    """The numbers of the entries that a page shows, in its order."""
    return [int(found) for found in re.findall(r'class="lx-nowrap">(\d+)</td>', answer.content.decode())]


@pytest.mark.rule("A10", "A8")
def test_the_chain_is_read_newest_first_and_narrowed_down(browser: Any, chain: Any, inside: Any) -> None:
    client = browser()
    with inside(HOME):
        entries = {one.sequence: one for one in AuditEntry.objects.all()}
        refused = AuditEntry.objects.get(outcome="refused")
        asked = AuditEntry.objects.get(what="meeting.request")
    shown = listed(client.get("/audit"))
    assert shown == sorted(entries, reverse=True)[:50]
    assert listed(client.get("/audit?outcome=refused")) == [refused.sequence]
    assert listed(client.get("/audit?what=meeting.request")) == [asked.sequence]
    assert listed(client.get("/audit?what=meeting")) == [
        number for number in shown if entries[number].object_kind == "meeting"
    ]
    assert listed(client.get(f"/audit?object={asked.object_id}")) == [
        number for number in shown if entries[number].object_id == asked.object_id
    ]
    leader = chain.people["union_leader"].pk
    mine = listed(client.get(f"/audit?person={leader}"))
    assert refused.sequence in mine
    assert all(entries[number].actor_id == leader for number in mine)
    assert (
        listed(client.get("/audit?person=none"))
        == [one for one in sorted(entries, reverse=True) if entries[one].actor_id is None][:50]
    )
    day = clock.day_of(asked.recorded_at).isoformat()
    assert asked.sequence in listed(client.get(f"/audit?since={day}&until={day}&what=meeting.request"))
    assert listed(client.get("/audit?until=2001-01-01")) == []
    assert "这一步由另一方办理。" in text_of(client.get("/audit?outcome=refused"))


def test_a_filter_that_cannot_be_read_shows_nothing_instead_of_everything(browser: Any) -> None:
    for typed in ("since=yesterday", "object=7", "person=x", "outcome=perhaps"):
        answer = browser().get(f"/audit?{typed}")
        assert listed(answer) == [], typed
        assert 'role="alert"' in answer.content.decode(), typed


@pytest.mark.rule("A10")
def test_a_long_chain_goes_on_from_an_entry_at_the_price_of_its_top(browser: Any, chain: Any, inside: Any) -> None:
    client = browser()
    client.get("/audit")
    with CaptureQueriesContext(connection) as few:
        client.get("/audit?what=meeting")
    with inside(HOME):
        now = clock.recorded_now()
        audit.append_all([audit.entry(what="token.issue", at=now, recorded_at=now, by=None) for _ in range(120)])
        last = ChainHead.objects.get().sequence
    with CaptureQueriesContext(connection) as many:
        top = client.get("/audit")
    assert len(many) == len(few) <= 16
    assert not any("OFFSET" in one["sql"] for one in many)
    seen, answer = listed(top), top
    while older := re.search(r'rel="next" href="([^"]+)"', answer.content.decode()):
        with CaptureQueriesContext(connection) as further:
            answer = client.get("/audit" + older[1].replace("&amp;", "&"))
        assert len(further) == len(many)
        seen += listed(answer)
    assert seen == list(range(last, 0, -1))
    newer = re.search(r'rel="prev" href="([^"]+)"', answer.content.decode())
    assert newer is not None
    back = listed(client.get("/audit" + newer[1]))
    assert back == list(range(seen[seen.index(listed(answer)[0]) - 50], listed(answer)[0], -1))


def test_an_entry_tells_everything_it_holds_in_words_and_nothing_else(browser: Any, inside: Any) -> None:
    client = browser()
    with inside(HOME):
        asked = AuditEntry.objects.get(what="meeting.request")
        refused = AuditEntry.objects.get(outcome="refused")
    page = client.get(f"/audit/{asked.pk}")
    told = text_of(page)
    for words in (asked.digest, asked.previous, str(asked.object_id), asked.actor_name, "meeting.request", "R4."):
        assert words in told
    assert "与写入时一致" in told
    assert "状态" in told
    assert str(MeetingState.REQUESTED.label) in told
    assert "/meetings/" not in page.content.decode()
    assert "WrongSide" in text_of(client.get(f"/audit/{refused.pk}"))


@pytest.mark.rule("A10")
def test_what_the_offices_write_is_told_by_length_and_digest_only(browser: Any, chain: Any, inside: Any) -> None:
    client = browser()
    with inside(HOME):
        drafted = AuditEntry.objects.get(what="meeting.draft")
        opened = AuditEntry.objects.filter(what="account.open").first()
        written = Meeting.objects.get().request_text
    assert written in str(drafted.changes), "the chain itself holds every word"
    page, listed = text_of(client.get(f"/audit/{drafted.pk}")), client.get("/audit/export/csv").content.decode()
    assert written not in page
    assert written not in listed
    assert f"（{len(written)} 字，校验码 {hashlib.sha256(written.encode()).hexdigest()[:12]}）" in page
    assert str(MeetingState.DRAFT.label) in page
    assert masked("account", opened.changes) == opened.changes


@pytest.mark.rule("A10")
def test_nobody_but_the_audit_officer_finds_such_pages(browser: Any, inside: Any, client_of: Any) -> None:
    with inside(HOME):
        key = AuditEntry.objects.latest("sequence").pk
        before = ChainHead.objects.get().sequence
    for who in OTHERS:
        client = browser(who)
        for address in ("/audit", f"/audit/{key}", "/audit/export/csv", "/audit/export/xlsx"):
            assert client.get(address).status_code == 404, (who, address)
        assert client.post("/audit/verify").status_code == 404, who
        assert "/audit" not in client.get("/").content.decode(), who
    assert client_of(HOME).get("/audit").status_code == 302
    assert 'href="/audit"' in browser().get("/").content.decode()
    assert browser().get("/audit/verify").status_code == 405
    assert browser().get(f"/audit/{clock.now():%Y}").status_code == 404
    with inside(HOME):
        assert ChainHead.objects.get().sequence == before


@pytest.mark.rule("A8")
def test_verify_now_tells_how_far_the_chain_goes_and_what_was_touched(browser: Any, inside: Any) -> None:
    client = browser()
    assert "尚未核对" in text_of(client.get("/audit"))
    with inside(HOME):
        before = ChainHead.objects.get()
    told = text_of(client.post("/audit/verify", follow=True))
    assert "核对完毕，记录链完整。" in told
    assert f"第 1 至 {before.sequence} 条" in told
    assert before.digest in told
    with inside(HOME):
        assert AuditEntry.objects.get(what="audit_chain.verify").actor_post
        forged = audit.entry(what="x", at=clock.now(), recorded_at=clock.now(), by=None)
        forged.sequence, forged.previous, forged.digest = before.sequence + 3, "0" * 64, "1" * 64
        AuditEntry.objects.bulk_create([forged])
    told = text_of(client.post("/audit/verify", follow=True))
    assert "记录链有问题" in told
    assert f"第 {before.sequence + 2} 条缺失：其后是第 {before.sequence + 3} 条。" in told
    assert f"第 {before.sequence + 3} 条与前一条不衔接。" in told
    assert f"第 {before.sequence + 3} 条写入后被改动。" in told
    assert f"记录链止于第 {before.sequence + 3} 条，而链尾登记为第 {before.sequence + 1} 条。" in told
    with inside(HOME):
        assert "与写入时不一致" in text_of(client.get(f"/audit/{forged.pk}"))


@pytest.mark.rule("A8")
def test_verify_now_tells_which_row_is_not_what_the_chain_says(browser: Any, inside: Any, chain: Any) -> None:
    with inside(HOME):
        one = Meeting.objects.get()
        was, one.request_text = one.request_text, "另议他事"
        one.save()
    told = text_of(browser().post("/audit/verify", follow=True))
    assert "核对完毕，记录链有问题，见下。" in told
    assert re.search(rf"（{one.pk}）的\w+与审计记录不符。", told), told[-3000:]
    with inside(HOME):
        Meeting.objects.filter(pk=one.pk).update(request_text=was)
    assert "核对完毕，记录链完整。" in text_of(browser().post("/audit/verify", follow=True))


def test_a_long_chain_is_verified_by_the_worker_and_not_twice(
    browser: Any, chain: Any, inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 3)
    client = browser()
    assert "后台作业正在核对" in text_of(client.post("/audit/verify", follow=True))
    assert "核对正在进行，请等待结果。" in text_of(client.post("/audit/verify", follow=True))
    with inside(HOME):
        refused = AuditEntry.objects.latest("sequence")
        assert (refused.what, refused.outcome) == ("audit_chain.verify", "refused")
        assert refused.sentence.startswith("VerificationRunning: ")
        with pytest.raises(VerificationRunning):
            services.ask_to_verify(by=chain.people["audit_officer"], at=clock.now())
        verify_now(by=str(chain.people["audit_officer"].pk))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE public.procrastinate_jobs SET status = 'succeeded' WHERE task_name = %s", [verify_now.name]
        )
    told = text_of(client.get("/audit"))
    assert "后台作业正在核对" not in told
    assert "完整" in told


@pytest.mark.rule("A10")
def test_what_is_filtered_is_exported_and_the_export_is_recorded(browser: Any, inside: Any) -> None:
    client = browser()
    answer = client.get("/audit/export/csv?what=meeting")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    sheet = load_workbook(BytesIO(client.get("/audit/export/xlsx?what=meeting").content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    with inside(HOME):
        kept = list(AuditEntry.objects.filter(object_kind="meeting").order_by("-sequence"))
        made = AuditEntry.objects.filter(what="audit_chain.export").order_by("sequence")
        assert [one.changes["form"] for one in made] == ["csv", "xlsx"]
        assert made[0].changes["filters"] == {"what": "meeting"}
        assert made[0].changes["entries"] == len(kept)
    assert [row["本条校验码"] for row in rows] == [one.digest for one in kept] == [row[-1] for row in cells]
    assert {row["对象类别"] for row in rows} == {str(MEETING.label)}


def test_an_export_of_nothing_or_of_too_much_is_refused_and_recorded(
    browser: Any, chain: Any, inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, officer = browser(), {"by": chain.people["audit_officer"], "at": clock.now()}
    assert "无需导出" in text_of(client.get("/audit/export/csv?until=2001-01-01", follow=True))
    assert "填写有误" in text_of(client.get("/audit/export/csv?since=never", follow=True))
    monkeypatch.setattr(services, "MOST_EXPORTED", {"csv": 2, "xlsx": 1})
    assert "请用日期等条件缩小范围" in text_of(client.get("/audit/export/xlsx", follow=True))
    assert client.head("/audit/export/csv").status_code == 405, "nothing is taken along, so nothing is noted"
    with inside(HOME):
        assert not AuditEntry.objects.filter(what="audit_chain.export", outcome="done").exists()
        said = AuditEntry.objects.filter(what="audit_chain.export", outcome="refused").order_by("sequence")
        names = [one.sentence.partition(":")[0] for one in said]
        assert names == ["NothingToExport", "Malformed", "TooMuchToExport"]
        with pytest.raises(NothingToExport):
            services.export(form="csv", filters={"until": "2001-01-01"}, **officer)
        with pytest.raises(TooMuchToExport):
            services.export(form="csv", filters={}, **officer)
        with pytest.raises(WrongRole):
            services.export(form="csv", filters={}, by=chain.people["system_officer"], at=clock.now())


@pytest.mark.parametrize("sign", DANGEROUS)
def test_no_text_of_an_entry_becomes_a_formula(db: None, inside: Any, sign: str) -> None:
    with inside(HOME):
        now = clock.recorded_now()
        one = audit.entry(what="x", at=now, recorded_at=now, by=None, sentence=f"{sign}HYPERLINK(1)")
        one.sequence, one.previous, one.digest = 1, "", ""
        csv_file, xlsx_file = (
            exported([one], form=form, on=clock.today(), render=RENDERERS[form]).content for form in ("csv", "xlsx")
        )
    [row] = csv.DictReader(StringIO(csv_file.decode("utf-8-sig")))
    assert row["拒绝理由"].startswith("'")
    cell = load_workbook(BytesIO(xlsx_file)).active["M2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
