"""A government that was not in the list: made by one command, at work on the same day."""

import csv
import re
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.executor import MigrationExecutor

from apps.organizations.models import OfficeTerm, Unit, User
from apps.organizations.posts.selectors import holders_on
from kernel import clock
from kernel.audit.services import faults
from tenants.governments.models import Government

ZONE = ["150171", "--name", "呼和浩特经济技术开发区", "--parent", "150100", "--kind", "开发区"]


def run(*words):
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def passwords(said):
    return dict(re.findall(r"^  (\w+) +([a-z2-9]{5}(?:-[a-z2-9]{5}){3})$", said, re.MULTILINE))


def test_a_new_government_has_both_offices_and_people_who_can_sign_in(committed_db, client_of, inside):
    printed = passwords(run("create_government", *ZONE))

    assert set(printed) == {"system_officer", "security_officer", "audit_officer", "gov_clerk", "union_clerk"}
    assert len(set(printed.values())) == 5
    for username, password in printed.items():
        client = client_of("150171")
        assert client.post("/sign-in", {"username": username, "password": password}).status_code == 302
        answer = client.get("/")
        assert (answer.status_code, answer.url) == (302, "/password"), username
    with inside("150171"):
        assert sorted(Unit.objects.values_list("side", "name")) == [
            ("gov", "呼和浩特经济技术开发区人民政府办公室"),
            ("union", "呼和浩特经济技术开发区总工会办公室"),
        ]
        assert all(User.objects.values_list("password_is_initial", flat=True))
        assert list(faults()) == []


def test_a_new_government_stands_below_its_parent_and_follows_the_usual_names(committed_db, government):
    run("create_government", *ZONE, "--not-counted", "--name-en", "Hohhot Development Zone")

    made = government("150171")
    assert (made.path, made.level, made.counted) == ("150000.150100.150171", "banner", False)
    assert (made.name_en, made.union_name) == ("Hohhot Development Zone", "呼和浩特经济技术开发区总工会")


def test_a_new_government_is_a_copy_and_runs_no_migration(committed_db, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migrate", lambda *plan, **how: pytest.fail("a migration ran"))
    run("create_government", *ZONE)
    assert Government.objects.filter(code=ZONE[0]).exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({0: "150121"}, "There is a government with the code 150121 already"),
        ({4: "159999"}, "There is no government with the code 159999"),
        ({0: "G-1"}, "G-1 cannot stand there"),
        ({4: "150121", 6: "x" * 21}, "150171 cannot stand there"),
    ],
)
def test_a_government_that_cannot_be_is_refused_in_a_sentence(committed_db, changed, sentence):
    words = [changed.get(number, word) for number, word in enumerate(ZONE)]

    with pytest.raises(CommandError, match=sentence):
        run("create_government", *words)
    assert Government.objects.count() == 6


@pytest.mark.parametrize("given", [[], ["--level", "banner"]])
def test_only_the_first_government_answers_to_none(committed_db, given):
    with pytest.raises(CommandError, match="Only the first government answers to none"):
        run("create_government", "330000", "--name", "浙江省", "--kind", "省", *given)
    assert Government.objects.count() == 6


def test_another_region_is_made_where_its_level_is_said(committed_db, government):
    run("create_government", "330000", "--name", "浙江省", "--kind", "省", "--level", "region")

    made = government("330000")
    assert (made.path, made.level, made.gov_office_name) == ("330000", "region", "浙江省人民政府办公厅")


def test_all_first_accounts_are_opened_in_one_command_and_written_to_a_new_file(db, inside, client_of, tmp_path):
    file = tmp_path / "passwords.csv"
    run("open_first_accounts", "150102")

    said = run("open_first_accounts", "--all", "--to", str(file))

    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert "of 5 governments" in said
    assert not passwords(said)
    assert {row["code"] for row in rows} == {"150000", "150100", "150200", "150121", "150202"}
    assert len({row["one_time_password"] for row in rows}) == len(rows) == 25
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    entered = {"username": rows[0]["account"], "password": rows[0]["one_time_password"]}
    assert client_of(rows[0]["code"]).post("/sign-in", entered).status_code == 302
    with pytest.raises(CommandError, match="exists: name a new file"):
        run("open_first_accounts", "--all", "--to", str(file))


@pytest.mark.parametrize("words", [[], ["150102", "--all"]])
def test_whose_accounts_are_to_be_opened_is_said_one_way(db, words):
    with pytest.raises(CommandError, match="Name the governments by their codes, or all of them"):
        run("open_first_accounts", *words)


def test_an_imported_government_gets_its_first_accounts_once(db, inside):
    assert len(passwords(run("open_first_accounts", "150102"))) == 5
    with pytest.raises(CommandError, match="has accounts already"):
        run("open_first_accounts", "150102")
    with pytest.raises(CommandError, match="no government with the code 159999"):
        run("open_first_accounts", "159999")


def open_account(username, role, *more):
    return run("open_account", "150102", username, "--name", "乌兰", "--role", role, *more)


def test_four_office_holders_are_appointed_by_command(db, inside):
    run("open_first_accounts", "150102")
    slots = ("chief_convener_gov", "convener_gov", "chief_convener_union", "convener_union")
    for slot in slots:
        side = slot.rsplit("_", 1)[1]
        unit = ["--unit", "呼和浩特市新城区人民政府领导" if side == "gov" else "呼和浩特市新城区总工会领导"]
        printed = open_account(slot, f"{side}_leader", *unit, "--unit-kind", "leadership", "--slot", slot)
        assert set(passwords(printed)) == {slot}

    with inside("150102"):
        assert sorted(holders_on(clock.today())) == sorted(slots)
        assert OfficeTerm.objects.count() == 4
        assert Unit.objects.filter(kind="leadership").count() == 2
        assert list(faults()) == []


@pytest.mark.parametrize(
    ("role", "more", "sentence"),
    [
        ("gov_clerk", ["union_clerk", "--unit", "呼和浩特市新城区总工会办公室"], "一个账号只能代表一方"),
        ("gov_clerk", ["--unit", "民政局"], "There is no unit 民政局"),
        ("gov_clerk", [], "was not opened"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_a_sentence(db, inside, role, more, sentence):
    run("open_first_accounts", "150102")

    with pytest.raises(CommandError, match=sentence):
        open_account("somebody", role, *more)
    with inside("150102"):
        assert not User.objects.filter(username="somebody").exists()


def test_no_account_is_opened_twice(db):
    run("open_first_accounts", "150102")
    with pytest.raises(CommandError, match="has an account gov_clerk already"):
        open_account("gov_clerk", "gov_clerk")
