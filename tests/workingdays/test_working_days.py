"""Working days are loaded and corrected at the top, hold for everybody at once, and are counted anew below."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from apps.meetings.models import PreparationItem
from apps.meetings.tasks import recount
from apps.organizations.models import User
from apps.workingdays import services
from apps.workingdays.refusals import ArrangementFaulty, NotAtTheTop, NothingCorrected, PlainDayCorrected
from kernel import clock
from kernel.audit.models import AuditEntry, Outcome
from kernel.refusals import MissingField, WrongRole
from kernel.workcalendar.models import ArrangedDay, CalendarOverride
from kernel.workcalendar.selectors import schedule, workday_after
from tenants.ledger.models import Meeting as MeetingFact
from tests.cast import an_office
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R7.6", "R9.7")]
TOP, BANNER = "150000", "150121"
HEADER = "year,date,day,name,document,published_on"
#: An arrangement made up for the test: nothing of 2027 is published.
MADE_UP = f"""{HEADER}
2027,2027-02-05,rests,春节,测试〔2026〕1号,2026-11-20
2027,2027-02-11,放假,春节,测试〔2026〕1号,2026-11-20
2027,2027-02-20,上班,春节,测试〔2026〕1号,2026-11-20
"""


@pytest.fixture
def keeper(db, inside) -> User:
    with inside(TOP):
        return an_office(TOP).people["system_officer"]


@pytest.fixture
def browser(keeper, client_of):
    client = client_of(TOP)
    client.force_login(keeper)
    return client


def sent(text: str, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile("2027.csv", text.encode(encoding), content_type="text/csv")


def entries(what: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(what=what).order_by("sequence"))


def due_of(story, inside) -> date:
    with inside(BANNER):
        return story.refresh().minutes_due_on


def queued(task: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'schema' FROM public.procrastinate_jobs WHERE task_name = %s", [task])
        return {schema for (schema,) in cursor.fetchall()}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_a_loaded_year_holds_for_every_government_at_once_and_ends_the_mark(keeper, inside, encoding):
    before = workday_after(date(2027, 2, 1), 15)
    assert (before, before.provisional) == (date(2027, 2, 26), True)
    with inside(TOP):
        done = services.load_working_days(content=MADE_UP.encode(encoding), by=keeper, at=clock.now())
        assert done.changed == (date(2027, 2, 11), date(2027, 2, 20))
        [entry] = entries("working_days.load")
    assert (entry.actor_id, entry.changes["years"]) == (keeper.pk, [2027])
    assert entry.changes["days"] == ["2027-02-11", "2027-02-20"]
    with inside(BANNER):
        after = workday_after(date(2027, 2, 1), 15)
        assert (after, after.provisional) == (date(2027, 2, 26), False)
        assert workday_after(date(2027, 2, 19), 1) == date(2027, 2, 20)


def test_a_second_file_of_a_year_takes_the_place_of_the_first(keeper, inside):
    with inside(TOP):
        services.load_working_days(content=MADE_UP.encode(), by=keeper, at=clock.now())
        again = f"{HEADER}\n2027,2027-02-21,works,春节,测试〔2026〕2号,2026-12-01\n"
        services.load_working_days(content=again.encode(), by=keeper, at=clock.now())
    assert [one.day for one in ArrangedDay.objects.all()] == [date(2027, 2, 21)]


def test_a_faulty_file_is_refused_whole_with_rows_and_causes_and_recorded(keeper, inside):
    faulty = f"{MADE_UP}2027,2027-13-01,rests,x,y,2026-11-20\n2027,2027-03-03,works,x,y,2026-11-20\n"
    with inside(TOP):
        with pytest.raises(ArrangementFaulty) as refused:
            services.load_working_days(content=faulty.encode(), by=keeper, at=clock.now())
        [entry] = entries("working_days.load")
    assert [str(one) for one in refused.value.about] == [
        "第 5 行：日期有误：“2027-13-01”，应写作 2027-02-06。",
        "第 6 行：2027-03-03 是平常的工作日，不是节假日，不必写作上班。",
    ]
    assert entry.outcome == Outcome.REFUSED
    assert not ArrangedDay.objects.exists()
    plain = f"{HEADER}\n2027,2027-03-03,works,x,y,2026-11-20\n"
    with inside(TOP), pytest.raises(ArrangementFaulty) as refused:
        services.check_working_days(plain.encode())
    assert [str(one) for one in refused.value.about] == [
        "第 2 行：2027-03-03 是平常的工作日，不是节假日，不必写作上班。"
    ]


def test_only_the_system_officer_at_the_top_keeps_working_days(keeper, office, inside, sign_in):
    with inside(TOP):
        clerk = User.objects.get(username="gov_clerk")
    with inside(TOP), pytest.raises(WrongRole):
        services.load_working_days(content=MADE_UP.encode(), by=clerk, at=clock.now())
    with inside(BANNER):
        officer = office.people["system_officer"]
        with pytest.raises(NotAtTheTop):
            services.correct_day(day=date(2026, 12, 8), is_workday=False, reason="放假通知", by=officer, at=clock.now())
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            CalendarOverride.objects.create(day=date(2026, 12, 8), is_workday=False, reason="放假通知")
    assert sign_in("system_officer").get("/working-days").status_code == 404
    assert sign_in("gov_clerk").get("/working-days").status_code == 404
    assert "/working-days" not in sign_in("system_officer").get("/").content.decode()


def test_a_day_is_corrected_with_its_reason_and_the_correction_taken_back(keeper, inside):
    day, at = date(2026, 12, 8), clock.now()
    with inside(TOP):
        with pytest.raises(MissingField):
            services.correct_day(day=day, is_workday=False, reason=" ", by=keeper, at=at)
        with pytest.raises(PlainDayCorrected):
            services.correct_day(day=day, is_workday=True, reason="放假通知", by=keeper, at=at)
        services.correct_day(day=day, is_workday=False, reason="自治区放假通知", by=keeper, at=at)
        assert workday_after(date(2026, 12, 7), 1) == date(2026, 12, 9)
        assert not workday_after(date(2026, 12, 7), 1).provisional
        services.withdraw_correction(day=day, by=keeper, at=at)
        with pytest.raises(NothingCorrected):
            services.withdraw_correction(day=day, by=keeper, at=at)
        assert workday_after(date(2026, 12, 7), 1) == day
        assert [one.outcome for one in entries("working_days.correct")] == ["refused", "refused", "done"]
        assert [one.outcome for one in entries("working_days.withdraw")] == ["done", "refused"]


def test_a_correction_alone_publishes_no_year(keeper, inside):
    with inside(TOP):
        services.correct_day(day=date(2027, 3, 3), is_workday=False, reason="通知", by=keeper, at=clock.now())
        assert not schedule().is_published(2027)


def test_the_page_checks_loads_corrects_and_takes_back(browser, inside):
    assert "工作日历" in text_of(browser.get("/"))
    assert "放假安排尚未公布" in text_of(browser.get("/working-days?year=2027"))
    checked = text_of(browser.post("/working-days?year=2027", {"do": "check", "table": sent(MADE_UP, "gbk")}))
    assert "文件无误，共 3 天，其中 2 天与现在不同；尚未载入。" in checked
    assert not ArrangedDay.objects.exists()
    browser.post("/working-days", {"do": "load", "table": sent(MADE_UP, "gbk")})
    page = text_of(browser.get("/working-days?year=2027"))
    assert "放假安排已公布。" in page
    assert "2027年2月20日（星期六） 上班 春节 测试〔2026〕1号" in page
    words = {"do": "correct", "day": "2027-03-03", "is_workday": "no", "reason": "自治区放假通知"}
    assert browser.post("/working-days?year=2027", words).status_code == 302
    assert "自治区放假通知 更正 撤销更正" in text_of(browser.get("/working-days?year=2027"))
    assert browser.post("/working-days?year=2027", {"do": "withdraw", "day": "2027-03-03"}).status_code == 302
    assert not CalendarOverride.objects.exists()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"do": "load"}, "请选择一个文件。"),
        ({"do": "load", "table": "x"}, "第 1 行：缺少列"),
        ({"do": "correct", "day": "2027-02-30", "is_workday": "no", "reason": "依据甲"}, "日期有误"),
        ({"do": "correct", "day": "2027-03-03", "reason": "依据甲"}, "是否工作日"),
        ({"do": "correct", "day": "2027-03-03", "is_workday": "yes", "reason": "依据甲"}, "无需更正"),
        ({"do": "withdraw", "day": "2027-03-03"}, "无可撤销"),
        ({"do": "anything"}, "填写有误"),
    ],
)
def test_a_refusal_stands_on_the_page_with_what_was_typed(browser, posted, said):
    answer = browser.post("/working-days", {**posted, **({"table": sent("x")} if "table" in posted else {})})
    assert answer.status_code in {400, 409}
    assert said in text_of(answer)
    if "reason" in posted:
        assert 'value="依据甲"' in answer.content.decode()


def test_the_command_checks_and_loads_and_names_rows(keeper, inside, tmp_path):
    file, out = tmp_path / "2027.csv", StringIO()
    file.write_bytes(MADE_UP.encode("gbk"))
    call_command("load_working_days", str(file), "--check", stdout=out)
    assert "2027: 3 days would be loaded, 2 of them other than before." in out.getvalue()
    assert not ArrangedDay.objects.exists()
    call_command("load_working_days", str(file), stdout=out)
    assert "2027: 3 days loaded" in out.getvalue()
    with inside(TOP):
        [entry] = entries("working_days.load")
    assert entry.actor_id is None
    file.write_text(f"{HEADER}\n2027,2027-03-03,works,x,y,2026-11-20\n")
    with pytest.raises(CommandError, match="第 2 行"):
        call_command("load_working_days", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_working_days", str(tmp_path / "none.csv"))


def test_days_written_down_are_counted_anew_with_an_entry_and_told_above(keeper, walked, inside):
    story = walked("held")
    before = due_of(story, inside)
    with inside(TOP):
        services.correct_day(day=before, is_workday=False, reason="自治区放假通知", by=keeper, at=clock.now())
    assert {"g150121", "g150000"} <= queued(recount.name)
    with inside(BANNER):
        recount()
        after = due_of(story, inside)
        assert after == workday_after(before, 1) > before
        [entry] = entries("meeting.recount")
        assert entry.changes == {"minutes_due_on": [before.isoformat(), after.isoformat()]}
        assert entry.object_id == story.meeting.pk
        recount()
        assert len(entries("meeting.recount")) == 1
        assert MeetingFact.objects.get(source_id=story.meeting.pk).minutes_due_on == after


def test_what_was_issued_keeps_its_day(keeper, walked, inside):
    story = walked("following_up")
    before = due_of(story, inside)
    with inside(TOP):
        services.correct_day(day=before, is_workday=False, reason="自治区放假通知", by=keeper, at=clock.now())
    with inside(BANNER):
        recount()
        assert due_of(story, inside) == before


def test_usual_preparations_move_and_a_day_that_a_person_gave_stays(keeper, walked, inside):
    story = walked("settled")
    with story.on(story.day_of("settled")):
        with inside(BANNER):
            ours, other = PreparationItem.objects.filter(meeting=story.meeting, lead_workdays=2)[:2]
            PreparationItem.objects.filter(pk=other.pk).update(lead_workdays=None)
            day = ours.due_on + timedelta(days=1)
        with inside(TOP):
            services.correct_day(day=day, is_workday=False, reason="自治区放假通知", by=keeper, at=clock.now())
        with inside(BANNER):
            recount()
            moved = PreparationItem.objects.get(pk=ours.pk).due_on
            assert moved < ours.due_on
            assert PreparationItem.objects.get(pk=other.pk).due_on == other.due_on
            assert [one.object_id for one in entries("preparation_item.recount")].count(ours.pk) == 1


# --- the mark -------------------------------------------------------------------------------------------------------

LATE = date(2026, 12, 25)


@pytest.fixture
def over_new_year(walked, inside):
    """A meeting that was held late in December: the day of its minutes lies in the year after."""
    story = walked("held", meeting_on=LATE)
    assert due_of(story, inside).year == 2027
    return story


def test_every_page_that_shows_a_day_of_2027_says_that_it_is_provisional(over_new_year, sign_in, keeper, inside):
    story = over_new_year
    due = due_of(story, inside)
    shown = f"{due.month}月{due.day}日（暂定）"
    with story.on(LATE + timedelta(days=4), 16):
        clerk = sign_in("union_clerk")
        pages = {
            "desk": "/",
            "lanes": f"/meetings/{story.meeting.pk}",
            "minutes": f"/meetings/{story.meeting.pk}?tab=minutes",
        }
        found = {name: text_of(clerk.get(url)) for name, url in pages.items()}
        calendar = text_of(clerk.get(f"/calendar?month={due:%Y-%m}"))
    assert shown in found["desk"]
    assert "个工作日（暂定）" in found["desk"]
    assert f"至迟 {shown}" in found["lanes"]
    assert f"{due.month}月{due.day}日（星期" in found["minutes"]
    assert "）（暂定） 前印发" in found["minutes"]
    assert "国务院尚未公布 2027 年放假安排" in calendar
    assert "（暂定）" in calendar
    with inside(TOP):
        services.load_working_days(content=MADE_UP.encode(), by=keeper, at=clock.now())
    with story.on(LATE + timedelta(days=4), 16):
        assert "（暂定）" not in "".join(text_of(clerk.get(url)) for url in pages.values())
