"""A government comes into being by replay, and stays on the version of the others."""

import os
import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django_tenants.utils import schema_exists

from kernel.audit.models import ChainHead
from kernel.database import grants
from kernel.database.names import TEMPLATE
from kernel.database.owner import as_owner
from tenants.governments import migrating, template
from tenants.governments.divisions import DIVISIONS, read_divisions
from tenants.governments.models import Government
from tenants.governments.provisioning import create_government, import_governments, provision, ready_template
from tenants.governments.versions import schema_versions
from tests.databases import GOVERNMENTS


def zone(**given):
    return create_government(
        **{
            "code": "150171",
            "name": "呼和浩特经济技术开发区",
            "parent_code": "150100",
            "level": "banner",
            "kind": "开发区",
            **given,
        }
    )


def shape(schema):
    """Columns, constraints and indexes of a schema, without its name and without what the server writes two ways."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relnamespace = %(schema)s::regnamespace AND a.attnum > 0 AND c.relkind = 'r'
               AND NOT a.attisdropped
             UNION ALL
            SELECT c.relname, k.conname, replace(pg_get_constraintdef(k.oid), %(schema)s, ''),
                   k.condeferrable, k.contype::text
              FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = %(schema)s::regnamespace
             UNION ALL
            SELECT i.tablename, i.indexname, replace(i.indexdef, %(schema)s, ''), false, '' FROM pg_indexes i
             WHERE i.schemaname = %(schema)s
             ORDER BY 1, 2, 3
            """,
            {"schema": schema},
        )
        return [(*row[:2], re.sub(r"::(character varying|text)(\[\])?|[()]", "", row[2]), *row[3:]) for row in cursor]


def test_a_new_government_is_like_the_others(committed_db, inside):
    made = zone(counted=False)
    assert (made.schema_name, made.path, made.counted) == ("g150171", "150000.150100.150171", False)
    assert (made.gov_name, made.union_name) == ("呼和浩特经济技术开发区人民政府", "呼和浩特经济技术开发区总工会")
    with as_owner():
        assert shape("g150171") == shape("g150121") == shape(TEMPLATE)
    assert len(schema_versions()) == len(Government.objects.all()) + 2
    assert len(set(schema_versions().values())) == 1
    assert grants.differences(grants.all_schemas()) == (set(), set())
    with inside("150171"), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM django_session)")
        assert cursor.fetchone() == ("g150171", 0)


def test_a_new_government_holds_what_migrations_put_into_each(committed_db, inside):
    zone()
    with inside("150121"):
        groups = sorted(Group.objects.values_list("name", flat=True))
    with inside("150171"):
        assert ChainHead.objects.get().sequence == 0
        assert sorted(Group.objects.values_list("name", flat=True)) == groups
        assert len(groups) > 5


@pytest.mark.parametrize(
    "place", [{"parent_code": "150121"}, {"parent_code": "159999"}, {"code": "G-1"}, {"level": "x"}]
)
def test_a_government_is_not_put_where_it_cannot_stand(committed_db, place):
    with pytest.raises(ValidationError):
        zone(**place)
    assert Government.objects.count() == 6


def test_a_government_is_a_copy_of_the_template_and_runs_no_migration(committed_db, monkeypatch):
    with as_owner():
        dump = ready_template()
    assert dump.tables > 20
    monkeypatch.setattr(MigrationExecutor, "migrate", lambda *plan, **how: pytest.fail("a migration ran"))
    assert schema_exists(zone(template=dump).schema_name)


def test_a_government_is_whole_or_not_there(committed_db, monkeypatch):
    def fail(schemas):
        raise ZeroDivisionError

    monkeypatch.setattr("tenants.governments.provisioning.set_grants", fail)
    with pytest.raises(ZeroDivisionError):
        zone()
    assert not Government.objects.filter(code="150171").exists()
    assert not schema_exists("g150171")


def test_provisioning_again_changes_nothing(committed_db, government):
    assert provision(government("150121")) is False
    assert grants.differences(grants.all_schemas()) == (set(), set())


def test_importing_what_stands_already_is_a_look_and_no_more(db, django_assert_num_queries):
    divisions = [one for one in read_divisions(DIVISIONS) if one.code in GOVERNMENTS]
    with django_assert_num_queries(2):
        assert import_governments(divisions) == (0, len(GOVERNMENTS))


def test_the_template_is_no_government(committed_db):
    assert schema_exists(TEMPLATE)
    assert not Government.objects.filter(schema_name=TEMPLATE).exists()
    assert grants.held_in([TEMPLATE]) == set()


def test_no_government_is_made_from_an_old_template(committed_db):
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM gtemplate.django_migrations WHERE app = 'sessions'")
        with pytest.raises(CommandError, match="migrate_schemas` first"):
            ready_template()


def test_a_pg_dump_older_than_the_server_is_refused_in_words(db, monkeypatch, tmp_path):
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    monkeypatch.setitem(os.environ, "LIANXI_PG_BIN", str(tmp_path))
    with pytest.raises(CommandError, match="no pg_dump of that version or newer was found"):
        template.pg_dump()


def test_the_owners_address_is_asked_for_in_words(committed_db, settings):
    settings.MIGRATION_DATABASE = None
    with pytest.raises(Exception, match="LIANXI_MIGRATION_DATABASE_URL is not set"):
        call_command("migrate_schemas")


def test_migrate_only_points_the_way():
    with pytest.raises(CommandError, match="migrate_schemas"):
        call_command("migrate", "governments")


def test_an_up_to_date_run_migrates_nothing_and_says_so(committed_db, capsys, monkeypatch):
    call_command("migrate_schemas", check=True)
    monkeypatch.setattr(MigrationExecutor, "migrate", lambda *plan, **how: pytest.fail("a migration ran"))
    call_command("migrate_schemas")
    assert capsys.readouterr().out.count("Every schema is on the current version") == 2


class NewMigration:
    """A migration of an app of governments that exists only during one test."""

    def __init__(self, monkeypatch, app_label, operations):
        leaf = MigrationLoader(None).graph.leaf_nodes(app_label)[0][1]
        attributes = {"dependencies": [(app_label, leaf)], "operations": operations, "__module__": __name__}
        migration = type("Migration", (migrations.Migration,), attributes)("9999_of_a_test", app_label)
        load = MigrationLoader.load_disk

        def with_one_more(loader):
            load(loader)
            loader.disk_migrations[app_label, migration.name] = migration

        monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more)


def columns_of_session():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT attrelid::regclass::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relname = 'django_session' AND attname = 'of_a_test' ORDER BY 1
            """
        )
        return [name.split(".")[0] for (name,) in cursor.fetchall()]


EVERYWHERE = ["g150000", "g150100", "g150102", "g150121", "g150200", "g150202", TEMPLATE]


def test_a_change_that_is_plain_sql_is_replayed_in_every_government(committed_db, monkeypatch, capsys):
    NewMigration(
        monkeypatch,
        "sessions",
        [migrations.AddField("session", "of_a_test", models.IntegerField(null=True, db_index=True))],
    )
    with pytest.raises(CommandError, match="8 schemas are behind: public, gtemplate, g150000"):
        call_command("migrate_schemas", check=True)
    call_command("migrate_schemas")
    told = capsys.readouterr().out
    assert [f"{schema} by replay" in told for schema in EVERYWHERE if schema != TEMPLATE] == [True] * 6
    assert "[6/6] " in told
    assert columns_of_session() == EVERYWHERE
    with as_owner():
        assert shape("g150121") == shape(TEMPLATE)
    call_command("migrate_schemas", check=True)


def test_a_change_that_needs_python_runs_in_every_government(committed_db, monkeypatch, capsys):
    ran = []
    NewMigration(
        monkeypatch,
        "sessions",
        [
            migrations.RunPython(
                lambda apps, editor: ran.append(editor.connection.schema_name), migrations.RunPython.noop
            )
        ],
    )
    call_command("migrate_schemas")
    assert "[6/6] g150202 by migrations" in capsys.readouterr().out
    assert sorted(ran) == EVERYWHERE


def test_an_interrupted_run_is_taken_up_where_it_stopped(committed_db, monkeypatch, public_client):
    NewMigration(monkeypatch, "sessions", [migrations.AddField("session", "of_a_test", models.IntegerField(null=True))])
    replay = migrating.Script.replay_in

    def die_in_the_middle(script, schema):
        if schema == "g150121":
            raise KeyboardInterrupt
        replay(script, schema)

    monkeypatch.setattr(migrating.Script, "replay_in", die_in_the_middle)
    with pytest.raises(KeyboardInterrupt):
        call_command("migrate_schemas", verbosity=0)
    state = public_client.get("/health").json()
    assert state["status"] == "degraded"
    assert len(state["schema_versions"]) == 2
    monkeypatch.setattr(migrating.Script, "replay_in", replay)
    with as_owner():
        left = migrating.behind()
    assert "g150121" in left
    assert {"g150000", "g150100"}.isdisjoint(left)
    call_command("migrate_schemas", verbosity=0)
    assert columns_of_session() == EVERYWHERE
    assert len(public_client.get("/health").json()["schema_versions"]) == 1


def test_people_at_work_are_not_kept_waiting_by_a_change(committed_db):
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '17s'")
        migrating.Script("CREATE TABLE waiting AS SELECT current_setting('lock_timeout') AS waits;").replay_in(
            "g150121"
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT waits, current_setting('lock_timeout') FROM g150121.waiting")
            assert cursor.fetchone() == ("3s", "17s")
            cursor.execute("RESET lock_timeout")
