"""Rights in the catalog are those of the models, and they hold."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from kernel.audit.models import AuditEntry
from kernel.database import grants
from kernel.database.names import TEMPLATE
from kernel.database.owner import as_owner
from kernel.database.roles import TENANT_GROUP, ensure_roles, runtime_role
from tests import databases

TMT = "150121"
APPEND_ONLY = sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def test_the_catalog_holds_exactly_what_the_models_say(db):
    missing, excess = grants.differences(grants.all_schemas())
    assert sorted(map(str, missing)) == []
    assert sorted(map(str, excess)) == []


def test_the_expectation_covers_every_table_of_a_government(db, inside):
    with inside(TMT), connection.cursor() as cursor:
        tables = {table.name for table in connection.introspection.get_table_list(cursor)}
    expected = {held.name for held in grants.expected_in(["g150121"]) if held.kind == "TABLE"}
    assert expected == tables
    assert len(tables) > 20


def test_every_object_belongs_to_the_owner(db, settings):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname ~ '^(public|g)' AND pg_get_userbyid(c.relowner) <> %s
            """,
            [settings.MIGRATION_DATABASE["USER"]],
        )
        assert cursor.fetchall() == []


def test_no_government_may_enter_another(db):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.rolname, n.nspname FROM pg_roles r, pg_namespace n
             WHERE r.rolname ~ '^g[0-9]' AND n.nspname ~ '^g' AND r.rolname <> n.nspname
               AND has_schema_privilege(r.oid, n.oid, 'USAGE')
            """
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT has_schema_privilege(current_user, %s, 'USAGE')", [TEMPLATE])
        assert cursor.fetchone() == (False,)


def test_the_runtime_role_holds_no_governments_rights_before_it_changes_role(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ '^g' AND has_schema_privilege(current_user, oid, 'USAGE')"
        )
        assert cursor.fetchall() == []


@pytest.mark.rule("C12", "A7")
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"],
)
def test_append_only_tables_are_only_added_to(db, inside, table, statement):
    with inside(TMT), pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(statement.format(table))


def test_append_only_tables_can_be_read_and_added_to(db, inside):
    assert AuditEntry._meta.db_table in APPEND_ONLY
    with inside(TMT), connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%s, 'SELECT') AND has_table_privilege(%s, 'INSERT')", ["audit_auditentry"] * 2
        )
        assert cursor.fetchone() == (True,)


def test_a_right_given_by_hand_is_found_and_taken_away_again(committed_db):
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("GRANT TRUNCATE ON g150121.audit_auditentry TO g150121")
            cursor.execute("REVOKE INSERT ON g150121.audit_auditentry FROM g150121")
        missing, excess = grants.differences(grants.all_schemas())
        assert [str(held) for held in missing] == ["g150121: INSERT on TABLE g150121.audit_auditentry"]
        assert [str(held) for held in excess] == ["g150121: TRUNCATE on TABLE g150121.audit_auditentry"]
        assert grants.set_grants() == ["g150121"]
        assert grants.set_grants() == []
    assert grants.differences(grants.all_schemas()) == (set(), set())


def test_roles_that_exist_are_left_as_they_are(committed_db):
    with as_owner():
        ensure_roles(["g150121", "g150102"])
        ensure_roles(["g150121", "g150102"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = 'g150121'")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT pg_has_role('g150121', %s, 'USAGE')", [TENANT_GROUP])
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT pg_has_role(%s, 'g150121', 'USAGE')", [runtime_role()])
        assert cursor.fetchone() == (False,)


def test_tests_run_as_the_runtime_role_in_their_own_database(db, settings):
    assert connection.settings_dict["USER"] == runtime_role() != settings.MIGRATION_DATABASE["USER"]
    assert connection.settings_dict["NAME"] == databases.own_name()


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
