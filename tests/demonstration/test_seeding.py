"""The demonstration's data: plausible on any day, told through the verbs, the same each time, never told twice."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from io import StringIO
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test.utils import override_settings

from apps.documents.faults import faults as faults_of_files
from apps.documents.models import Attachment
from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from apps.minutes.models import Minutes
from apps.organizations.models import Unit, User
from apps.organizations.units.services import establish_unit
from apps.topics.models import Topic
from demonstration import parallel, plan, seeding
from demonstration.accounts import DEMO_PASSWORD
from demonstration.plan import Role
from demonstration.seeding import Telling
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from roads.calendars import STAGES
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.ledger import reconciliation
from tests.cast import PASSWORD

TODAY = date(2026, 11, 22)
DAYS = [
    date(2025, 1, 1),
    date(2026, 1, 1),
    date(2026, 3, 10),
    date(2026, 6, 30),
    date(2026, 10, 5),
    TODAY,
    date(2026, 12, 31),
    date(2028, 2, 29),
]
CODES = [division.code for division in read_divisions(DIVISIONS)]
#: What a telling ends in: the state of the meeting, and of its minutes.
ENDS = {
    "drafted": "draft", "requested": "requested", "accepted": "accepted", "collecting": "collecting",
    "proposed": "collecting", "aggregated": "collecting", "consulting": "collecting", "prepared": "collecting",
    "settled": "settled", "noticed": "noticed", "in_session": "in_session", "held": "held", "minutes_drafted": "held",
    "union_review": "held", "gov_review": "held", "approved": "held", "following_up": "following_up",
    "in_progress": "following_up", "reported": "following_up", "checked": "following_up",
    "closed_out": "following_up", "closed": "closed",
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day():
    with override_settings(TODAY=TODAY):
        yield


def telling(seed=0):
    return Telling(TODAY, PASSWORD.hash(), seed, frozenset())


def run(*words):
    said = StringIO()
    call_command("seed_demo", *words, stdout=said)
    return said.getvalue()


# --- the plan ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_is_told_of_the_days_to_come(today):
    for code in CODES:
        issued_on = plan.rule_day(code, today)
        assert issued_on is None or plan.OPENED_ON < issued_on < today
        for chapter in plan.chapters_of(code, today):
            last = chapter.day_of(chapter.role.stage)
            assert last <= today if chapter.role.stage == "in_session" else last < today, (code, chapter)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_each_story_goes_forward_and_one_meeting_follows_the_other(today):
    for code in CODES:
        chapters = plan.chapters_of(code, today)
        for chapter in chapters:
            days = [chapter.day_of(stage) for stage in STAGES]
            assert days == sorted(days), (code, chapter)
        for earlier, later in pairwise(chapters):
            assert earlier.role.stage == ("closed_out" if code in plan.FOLLOWS else "closed")
            assert earlier.day_of(earlier.role.stage) < later.day_of("drafted")


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_every_day_of_the_year_governments_stand_in_many_stages(today):
    stages = {chapter.role.stage for code in CODES for chapter in plan.chapters_of(code, today)}
    assert len(stages) >= 20
    sessions = [c for code in CODES for c in plan.chapters_of(code, today) if c.role.stage == "in_session"]
    assert [chapter.meeting_on for chapter in sessions] == [today]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_an_overdue_item_is_overdue_by_weeks(today):
    for chapter in plan.chapters_of("150123", today):
        assert chapter.role.overdue
        assert 100 < (today - chapter.meeting_on).days < 230


def test_in_autumn_the_years_meetings_lie_in_the_year():
    years = [chapters[-1].meeting_on.year for code in CODES if (chapters := plan.chapters_of(code, TODAY))]
    assert years.count(2026) == len(years) - 1  # the model government prepares its next one


def test_a_few_governments_have_no_rule_and_one_is_left_to_the_visitor():
    assert [code for code in CODES if plan.rule_day(code, TODAY) is None] == sorted(plan.WITHOUT_RULE)
    assert plan.chapters_of("150102", TODAY) == ()
    assert plan.rule_day("150102", TODAY) is not None
    assert plan.rule_day("150000", TODAY) == date(2024, 2, 8)


# --- telling -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
def test_a_government_is_brought_to_each_stage_without_a_difference(db, government, inside, monkeypatch, stage):
    monkeypatch.setitem(plan.ROLES, "150202", Role(stage, topics=2))
    chapter = plan.chapters_of("150202", TODAY)[-1]

    seeding.tell(government("150202"), telling())

    with inside("150202"):
        meeting = Meeting.objects.order_by("-planned_on").first()
        assert (meeting.state, meeting.planned_on) == (ENDS[stage], chapter.meeting_on)
        assert reconciliation.differences() == []
        assert list(faults()) == []
        assert AuditEntry.objects.filter(outcome="refused").count() == 0
        moments = list(AuditEntry.objects.order_by("sequence").values_list("recorded_at", flat=True))
        assert moments == sorted(moments)


def test_the_model_government_has_run_its_year_and_prepares_the_next(db, government, inside):
    seeding.tell(government("150121"), telling())

    with inside("150121"):
        first, second = Meeting.objects.filter(imported=False).order_by("planned_on")
        assert (first.state, first.year, second.state) == ("closed", 2026, "collecting")
        assert set(AgreedItem.objects.filter(imported=False).values_list("state", flat=True)) == {"closed"}
        assert Minutes.objects.get(imported=False).state == "issued"
        states = set(Topic.objects.exclude(state="decided").values_list("state", flat=True))
        assert states == {"consulting", "aggregated", "submitted", "draft"}
        assert reconciliation.differences() == []
        papers = Attachment.objects.select_related("file")
        assert {(one.subject_kind, one.file.name) for one in papers} == {
            ("topic", "调研报告.docx"), ("agreed_item", "佐证材料.docx"),
        }  # fmt: skip
        assert list(faults_of_files()) == []


def test_an_overdue_story_has_one_item_past_its_deadline(db, government, inside, monkeypatch):
    monkeypatch.setitem(plan.ROLES, "150202", Role("in_progress", overdue=True))
    seeding.tell(government("150202"), telling())

    with inside("150202"):
        overdue = AgreedItem.objects.filter(due_on__lt=TODAY).exclude(state="closed")
        assert 1 <= overdue.count() < AgreedItem.objects.count()


def test_everybody_in_the_demonstration_may_sign_in_with_the_one_password(db, government, inside):
    seeding.tell(government("150102"), telling())

    with inside("150102"):
        assert set(User.objects.values_list("password", flat=True)) == {PASSWORD.hash()}
        assert User.objects.get(username="union_clerk").check_password(DEMO_PASSWORD)
        assert not User.objects.filter(password_is_initial=True).exists()


KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")
RANDOM = (models.UUIDField, models.BinaryField, models.ForeignKey, models.JSONField)


def exported():
    """Everything told inside the government, without keys, hashes and what is derived from them."""
    rows = []
    for model in apps.get_models():
        if model._meta.app_label in {
            "organizations", "workrules", "topics", "meetings", "minutes", "followups", "documents", "notifications",
            "audit", "consents",
        }:  # fmt: skip
            names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, RANDOM)]
            names = [n for n in names if n not in {"id", "password", "created_at"} and not n.endswith("_id")]
            for row in model._default_manager.values(*names) if names else ():
                rows.append(f"{model._meta.label} {KEY.sub('·', json.dumps(row, default=str, ensure_ascii=False))}")
    return sorted(rows)


def told_and_undone(government, inside, seed=0):
    with transaction.atomic():
        seeding.tell(government, telling(seed))
        with inside(government.code):
            found = exported()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_and_day_tell_the_same(db, government, inside, monkeypatch):
    monkeypatch.setitem(plan.ROLES, "150202", Role("reported"))
    first = told_and_undone(government("150202"), inside)

    assert len(first) > 300
    assert told_and_undone(government("150202"), inside) == first
    assert told_and_undone(government("150202"), inside, seed=7) != first


# --- the command -------------------------------------------------------------------------------------------------


def in_a_process_of_its_own(*words):
    """As an operator does it: processes are forked before anything is connected or rendered."""
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    return subprocess.run(
        [sys.executable, "manage.py", "seed_demo", *words],
        cwd=settings.ROOT,
        env=os.environ | {"DATABASE_URL": address.geturl(), "LIANXI_TODAY": TODAY.isoformat()},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_several_processes_tell_everything_and_a_second_run_nothing(committed_db, inside):
    told = in_a_process_of_its_own("--jobs", "2")

    assert (told.returncode, told.stderr) == (0, "")
    assert re.findall(r"^\[ +(\d)/6\]", told.stdout, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
    assert "150102 新城区 ✓ 未召开" in told.stdout
    assert "150121 土默特左旗 ✓ 议题征集中" in told.stdout
    call_command("reconcile_ledger", stdout=StringIO())
    call_command("verify_audit", stdout=StringIO())
    with inside("150100"):
        assert User.objects.filter(roles__contains=["reviewer"]).count() == 4
    assert run() == "Every government has its people and its story already.\n"


def test_a_process_that_cannot_go_on_says_why_and_leaves_nothing_half(committed_db, inside):
    with inside("150202"):
        establish_unit(name="包头市东河区财政局", short_name="财政局", side="gov", kind="department")
    told = in_a_process_of_its_own("--jobs", "2", "--government", "150102", "150202")

    assert told.returncode == 1
    assert "run seed_demo again" in told.stderr
    assert "包头市东河区财政局" in told.stderr
    with inside("150202"):
        assert not User.objects.exists()
        Unit.objects.all().delete()
    assert "150202 东河区 ✓" in in_a_process_of_its_own("--government", "150202").stdout


def test_shares_are_dealt_out_whole_and_about_even(db, government):
    governments = [government(code) for code in ("150000", "150100", "150102", "150121", "150200", "150202")]
    shares = parallel.shares(governments, telling(), 2)

    assert sorted(one.code for share in shares for one in share) == [one.code for one in governments]
    assert len(shares) == 2


def test_there_are_no_made_up_people_outside_the_demonstration(db, inside):
    with override_settings(DEMO=False, TODAY=None), pytest.raises(CommandError, match="demo mode only"):
        run()
    with inside("150102"):
        assert not User.objects.exists()


def test_a_day_before_the_rule_cannot_be_told(db):
    with override_settings(TODAY=date(2024, 6, 1)), pytest.raises(CommandError, match="2025-01-01"):
        run()


def test_an_unknown_government_is_named(db):
    with pytest.raises(CommandError, match="no government with the code 159999"):
        run("--government", "150102", "159999")


def test_the_password_is_hashed_once(committed_db, monkeypatch):
    hashed = []
    monkeypatch.setattr(
        "demonstration.management.commands.seed_demo.make_password",
        lambda given: hashed.append(given) or make_password(given),
    )
    run("--government", "150102", "150202", "--jobs", "1")
    assert hashed == [DEMO_PASSWORD]
