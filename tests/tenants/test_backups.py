"""A backup is complete or not there; what is put back is what was taken, and nobody else notices."""

import gzip
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from kernel import clock
from kernel.audit.services import append
from kernel.database import grants
from kernel.database.owner import as_owner
from kernel.schema import inside
from tenants.backups import fingerprints, manifest
from tenants.governments.models import Domain, Government
from tenants.governments.provisioning import change_reporting_parent
from tenants.ledger import reconciliation, services
from tenants.ledger.models import Meeting
from tests.tenants.ledger_facts import a_meeting, state

pytestmark = pytest.mark.usefixtures("committed_db")


def run(*words, **options):
    said = StringIO()
    call_command(*map(str, words), stdout=said, **options)
    return said.getvalue()


def refusal(*words):
    with pytest.raises(CommandError) as refused:
        run(*words)
    return str(refused.value), refused.value.returncode


def act_in(government, what):
    with inside(government), transaction.atomic():
        append(what=what, at=clock.now(), recorded_at=clock.recorded_now(), by=None)


def acts_of(government):
    with inside(government), connection.cursor() as cursor:
        cursor.execute("SELECT what FROM audit_auditentry ORDER BY sequence")
        return [what for (what,) in cursor.fetchall()]


def everything():
    """Fingerprints of all that a database holds, by schema."""
    with as_owner():
        found = {schema: fingerprints.of_schema(schema) for schema in grants.all_schemas() if schema != "public"}
        for government in Government.objects.all():
            with inside(government):
                found[f"shared rows of {government.code}"] = fingerprints.of_shared(government.schema_name)
        return found | {"public": fingerprints.of_public()}


@pytest.fixture
def truth(monkeypatch):
    """What is so in each government, for the comparison of the ledger: here it has no tables of meetings behind it."""
    facts = {}
    monkeypatch.setattr(
        reconciliation.registry, "all_facts", lambda kind: facts.get((connection.schema_name, kind), [])
    )

    def publish(government, *made):
        state(government, made)
        for fact in made:
            facts.setdefault((government.schema_name, type(fact)), []).append(fact)

    return publish


@pytest.fixture
def taken(tmp_path, banner, neighbour, truth):
    """A backup of the banner, which has an act, a host and published meetings; the neighbour has some too."""
    with as_owner():
        Domain.objects.create(domain="lianxi.tmtz.example", tenant=banner, is_primary=True)
    for one in (banner, neighbour):
        act_in(one, "draft")
        truth(one, a_meeting("closed"), a_meeting("requested"))
    run("backup", "--government", banner.code, "--to", tmp_path / "taken")
    return tmp_path / "taken"


@pytest.mark.rule("A21")
def test_a_government_comes_back_and_the_others_do_not_change(taken, banner):
    before = everything()
    act_in(banner, "request")
    with inside(banner), transaction.atomic():
        services.withdraw(type(a_meeting()), Meeting.objects.filter(government=banner.code).first().source_id)
    assert everything() != before

    said = run("restore", taken, "--replace")

    assert "1 governments are as they were at" in said
    assert "audit chains hold, the ledger agrees" in said
    assert everything() == before
    assert acts_of(banner) == ["draft"]
    act_in(banner, "accept")
    assert acts_of(banner) == ["draft", "accept"]


def test_a_government_that_was_deleted_comes_back_with_host_place_and_rights(taken, banner, league):
    before = everything()
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        with inside(banner):
            Meeting.objects.filter(government=banner.code).delete()
        cursor.execute(f"DROP SCHEMA {banner.schema_name} CASCADE")
        cursor.execute("DELETE FROM governments_domain")
        cursor.execute("DELETE FROM governments_government WHERE code = %s", [banner.code])

    run("restore", taken, "--government", banner.code)

    back = Government.objects.get(code=banner.code)
    assert (back.path, back.reporting_parent, back.created_at) == (banner.path, league, banner.created_at)
    assert list(back.domains.values_list("domain", "is_primary")) == [("lianxi.tmtz.example", True)]
    assert grants.differences(grants.all_schemas()) == (set(), set())
    after = everything()
    assert [name for name in before if before[name] != after[name]] == ["public"]  # the row has a new number
    assert acts_of(back) == ["draft"]


def test_a_government_that_moved_meanwhile_stays_where_it_is_now(taken, banner, other_league, government):
    change_reporting_parent(banner, to=other_league, on=date(2026, 7, 1))

    run("restore", taken, "--replace")

    assert government(banner.code).path.startswith(other_league.path)
    with inside(other_league):
        assert {row.state for row in Meeting.objects.all()} == {"closed", "requested"}


@pytest.mark.night
@pytest.mark.rule("A22")
def test_the_whole_comes_back_into_an_empty_database(tmp_path, taken):
    before = everything()
    run("backup", "--all", "--to", tmp_path / "whole")
    with as_owner(), connection.cursor() as cursor:
        for schema in grants.all_schemas():
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")
        cursor.execute("CREATE SCHEMA public")

    said = run("restore", tmp_path / "whole")

    assert "6 governments are as they were at" in said
    assert everything() == before
    assert grants.differences(grants.all_schemas()) == (set(), set())
    run("create_government", "150171", "--name", "开发区", "--parent", "150100", "--kind", "开发区")


def test_the_whole_replaces_the_whole_but_no_government_that_it_lacks(tmp_path, banner):
    run("backup", "--all", "--to", tmp_path / "whole")
    before = everything()
    act_in(banner, "request")

    run("restore", tmp_path / "whole", "--replace")
    assert everything() == before

    run("create_government", "150171", "--name", "开发区", "--parent", "150100", "--kind", "开发区")
    sentence, code = refusal("restore", tmp_path / "whole", "--replace")
    assert "has governments that the backup lacks: g150171" in sentence
    assert code == 2


def test_what_stands_is_not_overwritten_unless_asked(taken, banner):
    act_in(banner, "request")

    sentence, code = refusal("restore", taken)

    assert "g150121 holds data already: --replace deletes" in sentence
    assert code == 2
    assert acts_of(banner) == ["draft", "request"]


@pytest.mark.parametrize("name", ["g150121.sql.gz", "g150121.json", "manifest.json"])
@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_bytes(file.read_bytes()[:-9])])
def test_a_damaged_backup_is_refused_before_anything_is_touched(taken, banner, name, spoil):
    act_in(banner, "request")
    spoil(taken / name)

    sentence, code = refusal("restore", taken, "--replace")

    assert name in sentence
    assert code == 2
    assert acts_of(banner) == ["draft", "request"]


def forged(taken: Path, change):
    """A backup whose manifest was written again, seal and all, after somebody changed it."""
    content = json.loads((taken / "manifest.json").read_text())
    del content["seal"]
    change(content)
    seal = manifest._seal(content)
    (taken / "manifest.json").write_text(json.dumps(content | {"seal": seal}))


def test_a_backup_of_another_schema_version_is_refused(taken):
    forged(taken, lambda content: content["parts"]["g150121"].update(version="0" * 32))

    sentence, code = refusal("restore", taken, "--replace")

    assert "another schema version" in sentence
    assert "restore it with that release" in sentence
    assert code == 2


def test_a_backup_of_a_database_with_other_content_types_is_refused(taken):
    forged(taken, lambda content: content.update(content_types="0" * 64))

    sentence, code = refusal("restore", taken, "--replace")

    assert "numbers its content types differently" in sentence
    assert code == 2


def test_what_would_not_be_what_was_taken_is_rolled_back(taken, banner):
    """Somebody changed a row inside the dump, and the digests of files with it, but not what the tables must hold."""
    act_in(banner, "request")
    before = everything()
    dump = taken / "g150121.sql.gz"
    dump.write_bytes(gzip.compress(gzip.decompress(dump.read_bytes()).replace(b"\tdraft\t", b"\taccept\t")))
    digest = manifest.digest_of(dump)
    forged(taken, lambda content: content["parts"]["g150121"]["files"].update({dump.name: digest}))

    sentence, code = refusal("restore", taken, "--replace")

    assert "audit_auditentry would not hold what was taken" in sentence
    assert code == 1
    assert everything() == before


def test_a_chain_that_was_broken_before_is_restored_and_said(tmp_path, banner):
    act_in(banner, "draft")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE g150121.audit_auditentry SET what = 'accept'")
    run("backup", "--government", banner.code, "--to", tmp_path / "taken")

    sentence, code = refusal("restore", tmp_path / "taken", "--replace")

    assert "Restored exactly as it was taken" in sentence
    assert code == 1
    assert acts_of(banner) == ["accept"]


def test_people_who_were_signed_in_sign_in_again(tmp_path, banner):
    with inside(banner), connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
    run("backup", "--government", banner.code, "--to", tmp_path / "taken")

    run("restore", tmp_path / "taken", "--replace")

    with inside(banner), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)


def test_only_its_owner_may_read_a_backup_and_nothing_unfinished_is_left(taken):
    assert taken.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in taken.iterdir()} == {0o600}
    assert sorted(file.name for file in taken.iterdir()) == ["g150121.json", "g150121.sql.gz", "manifest.json"]
    assert [entry.name for entry in taken.parent.iterdir()] == ["taken"]


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXI_PG_BIN", str(tmp_path))

    sentence, code = refusal("backup", "--all", "--to", tmp_path / "taken")

    assert "The backup was not made" in sentence
    assert code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_directory_with_something_in_it_is_not_written_to(tmp_path):
    (tmp_path / "letter.txt").write_text("somebody's")

    assert "is there already and not empty" in refusal("backup", "--all", "--to", tmp_path)[0]
    assert "holds no finished backup" in refusal("restore", tmp_path)[0]
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_unknown_governments_are_named(tmp_path, taken):
    assert refusal("backup", "--government", "159999", "--to", tmp_path / "new") == (
        "There is no government with the code 159999.",
        2,
    )
    assert "holds no government whose schema is g150102" in refusal("restore", taken, "--government", "150102")[0]


def test_every_shared_table_that_governments_write_says_whose_a_row_is(league):
    with as_owner(), inside(league):
        assert set(fingerprints.of_shared(league.schema_name)) == {
            "commonrules_commonrule",
            "correspondence_answer",
            "correspondence_dispatch",
            "correspondence_filedcopy",
            "correspondence_filingreceipt",
            "ledger_agreeditem",
            "ledger_duereport",
            "ledger_meeting",
            "ledger_workrule",
            "ledger_yearexplanation",
            "ledger_yearplan",
        }
