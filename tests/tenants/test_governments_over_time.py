"""Governments are closed, merged, renamed and moved; what was is still told as it was (R12.9)."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from apps.documents.models import IssuedDocument
from apps.organizations.models import User
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.database.owner import as_owner
from kernel.schema import inside as inside_of
from tenants.governments import services
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.governments.models import FormerName, FormerParent, Government
from tenants.governments.provisioning import import_governments
from tenants.ledger import selectors
from tenants.ledger.measures import Share
from tenants.ledger.reconciliation import differences
from tests.cast import a_story, an_office
from tests.tenants.ledger_facts import a_meeting, a_rule, state

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.rule("R12.9")]

DAY = "2026-07-01"


def run(*words):
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def test_a_government_is_merged_into_another_and_its_past_stays(government, client_of, inside):
    with inside("150102"):
        an_office("150102")
    said = run("close_government", "150102", "--on", DAY, "--merged-into", "150121")
    assert "新城区 is closed since 2026-07-01, merged into 土默特左旗" in said
    closed = government("150102")
    assert (closed.closed_on, closed.merged_into.code) == (date(2026, 7, 1), "150121")
    assert client_of("150102").get("/sign-in").status_code == 404
    with inside("150102"):
        assert User.objects.exists()
        assert AuditEntry.objects.get(what="government.close").changes == {"on": DAY, "merged_into": "150121"}
        assert list(faults()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["150100", "--on", DAY], "2 governments still answer to 呼和浩特市"),
        (["159999", "--on", DAY], "no government with the code 159999"),
        (["150102", "--on", "2199-01-01"], "2199-01-01 lies in the future"),
        (["150102", "--on", DAY, "--merged-into", "150102"], "cannot be merged into itself"),
        (["150102", "--on", DAY, "--merged-into", "159999"], "no government with the code 159999"),
    ],
)
def test_a_government_that_cannot_be_closed_is_refused_in_a_sentence(words, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("close_government", *words)
    assert Government.objects.standing().count() == 6


def test_nothing_changes_a_government_that_is_closed():
    run("close_government", "150102", "--on", DAY)
    for words in (
        ["close_government", "150102", "--on", DAY],
        ["rename_government", "150102", "--on", DAY, "--name", "新新城区"],
        ["move_government", "150102", "--on", DAY, "--to", "150200"],
        ["move_government", "150121", "--on", DAY, "--to", "150102"],
        ["close_government", "150121", "--on", DAY, "--merged-into", "150102"],
    ):
        with pytest.raises(CommandError, match="was closed on 2026-07-01"):
            run(*words)


def test_a_renamed_government_is_called_so_from_that_day_and_keeps_its_former_names(government, public_client, inside):
    run("rename_government", "150102", "--on", DAY, "--name", "昭君区", "--name-pinyin", "Zhaojun Qu",
        "--gov-name", "昭君区人民政府", "--union-name", "昭君区总工会")  # fmt: skip
    now = government("150102")
    assert (now.name, now.initials, now.gov_name, now.named_on) == ("昭君区", "zjq", "昭君区人民政府", date(2026, 7, 1))
    assert now.gov_office_name.startswith("呼和浩特市新城区"), "what was not named stays"
    former = FormerName.objects.get()
    assert (former.name, former.union_name, former.valid_from, former.valid_to) == (
        "新城区", "呼和浩特市新城区总工会", None, date(2026, 7, 1),
    )  # fmt: skip
    page = public_client.get("/").content.decode()
    assert "昭君区" in page
    with inside("150102"):
        assert AuditEntry.objects.get(what="government.rename").changes["name"] == ["新城区", "昭君区"]
    run("rename_government", "150102", "--on", "2026-09-01", "--name", "青城区")
    assert [(one.name, one.valid_from) for one in FormerName.objects.order_by("valid_to")] == [
        ("新城区", None),
        ("昭君区", date(2026, 7, 1)),
    ]


def test_documents_keep_the_name_of_their_day(inside):
    with inside("150121"):
        a_story(an_office("150121")).walk("requested")
        before = list(IssuedDocument.objects.values_list("title", "issuer"))
    run("rename_government", "150121", "--on", DAY, "--name", "敕勒川旗", "--union-name", "敕勒川旗总工会")
    with inside("150121"):
        assert list(IssuedDocument.objects.values_list("title", "issuer")) == before != []
        assert all("土默特左旗" in issuer for _title, issuer in before)


def test_a_new_code_leaves_schema_path_and_old_address(government, client_of):
    before = government("150102")
    run("rename_government", "150102", "--on", DAY, "--new-code", "150199")
    now = government("150199")
    assert (now.schema_name, now.path, now.pk) == ("g150102", before.path, before.pk)
    assert client_of("150199").get("/sign-in").status_code == 200
    old = Client(headers={"host": f"150102.{settings.BASE_DOMAIN}"})
    assert old.get("/sign-in").status_code == 200


def test_the_list_it_came_from_does_not_undo_a_new_name_or_code(government):
    run("rename_government", "150102", "--on", DAY, "--name", "昭君区", "--new-code", "150199")
    rows = [one for one in read_divisions(DIVISIONS) if one.code in ("150000", "150100", "150102")]
    assert import_governments(rows) == (0, 3)
    assert government("150199").name == "昭君区"
    assert Government.objects.count() == 6


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--name", "新城区"], "is called so already"),
        (["--new-code", "150121"], "a government with the code 150121 already"),
        (["--new-code", "G-1"], "Nothing was changed"),
        (["--name", "区" * 61], "Nothing was changed"),
        (["--name", "昭君区", "--on", "2199-01-01"], "lies in the future"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(government, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("rename_government", "150102", "--on", DAY, *words)
    assert government("150102").name == "新城区"
    assert not FormerName.objects.exists()


def test_names_follow_each_other_and_a_founding_code_is_never_given_again():
    run("rename_government", "150102", "--on", DAY, "--new-code", "150199")
    with pytest.raises(CommandError, match="since 2026-07-01: give a later day"):
        run("rename_government", "150199", "--on", DAY, "--name", "昭君区")
    with pytest.raises(CommandError, match="was founded with the code 150102"):
        run("rename_government", "150121", "--on", DAY, "--new-code", "150102")


def test_a_moved_government_takes_along_the_year_of_the_move(government, inside):
    with inside("150121"):
        story = a_story(an_office("150121"))
        story.walk("requested")
    said = run("move_government", "150121", "--to", "150200", "--on", DAY)
    assert "土默特左旗 answers to 包头市 since 2026-07-01: 1 governments moved" in said
    assert "1 facts of that year went along" in said
    now = government("150121")
    assert (now.path, now.parent.code, now.placed_on) == ("150000.150200.150121", "150100", date(2026, 7, 1))
    former = FormerParent.objects.get()
    assert (former.reporting_parent.code, former.valid_from, former.valid_to) == ("150100", None, date(2026, 7, 1))
    with inside("150121"):
        assert differences() == []
        assert AuditEntry.objects.get(what="government.move").changes["reporting_parent"] == ["150100", "150200"]


def test_the_region_sees_a_moved_government_under_its_new_parent_with_all_its_years(government):
    state(government("150121"), [a_rule(), a_meeting("closed")])
    services.move(government("150121"), to=government("150200"), on=date(2026, 7, 1))
    region = government("150000")
    with inside_of(region):
        rows = selectors.governments(scope_path=region.path, year=2026, today=date(2026, 10, 1), parent="150200")
    assert {row.code: row.measures.held for row in rows} == {"150121": Share(1, 1), "150202": Share(0, 1)}


@pytest.mark.parametrize(
    ("code", "to", "sentence"),
    [
        ("150121", "150100", "answers to 呼和浩特市 already"),
        ("150121", "150102", "cannot stand below 150102"),
        ("150100", "150121", "the tree would become a circle"),
        ("150000", "150100", "is the root of the tree"),
        ("150100", "150200", "a league cannot stand below"),
        ("159999", "150200", "no government with the code 159999"),
    ],
)
def test_a_move_that_cannot_be_is_refused_in_a_sentence(code, to, sentence):
    paths = list(Government.objects.values_list("path", flat=True))
    with pytest.raises(CommandError, match=sentence):
        run("move_government", code, "--to", to, "--on", DAY)
    assert list(Government.objects.values_list("path", flat=True)) == paths
    assert not FormerParent.objects.exists()


def test_moves_follow_each_other_and_none_lies_ahead():
    run("move_government", "150121", "--to", "150200", "--on", DAY)
    with pytest.raises(CommandError, match="since 2026-07-01: give a later day"):
        run("move_government", "150121", "--to", "150100", "--on", DAY)
    ahead = (clock.today() + timedelta(days=1)).isoformat()
    with pytest.raises(CommandError, match="lies in the future"):
        run("move_government", "150121", "--to", "150100", "--on", ahead)


def test_the_database_knows_what_dates_of_names_and_parents_may_be(government):
    one, other = government("150102"), government("150121")
    broken = [
        (lambda: Government.objects.filter(pk=one.pk).update(merged_into=other), "government_merges_when_closed"),
        (
            lambda: FormerName.objects.create(government=one, valid_from="2026-01-02", valid_to="2026-01-02"),
            "name_valid_for_a_day",
        ),
        (
            lambda: FormerParent.objects.create(
                government=one, valid_from="2026-01-02", valid_to="2026-01-01", reporting_parent=other
            ),
            "parent_valid_for_a_day",
        ),
    ]
    with as_owner():
        for write, constraint in broken:
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                write()


def test_the_list_for_machines_tells_former_names_and_mergers():
    run("rename_government", "150102", "--on", DAY, "--name", "昭君区")
    run("close_government", "150102", "--on", DAY, "--merged-into", "150121")
    rows = {row["code"]: row for row in json.loads(run("governments", "--json"))}
    assert rows["150102"]["merged_into"] == "150121"
    assert rows["150102"]["former_names"] == [{"code": "150102", "name": "新城区", "until": DAY}]
