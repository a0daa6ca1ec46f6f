"""The connection: path, role and scope always together, whatever happened before."""

from contextlib import suppress
from threading import Thread

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, transaction
from django.db.utils import OperationalError, ProgrammingError

from kernel.audit.models import AuditEntry
from kernel.database.base import DatabaseWrapper
from kernel.database.names import NotASchemaName
from kernel.database.owner import NotNow, as_owner
from kernel.schema import inside as inside_of
from tests import databases

TMT = "150121"
XINCHENG = "150102"


def where() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user, current_setting('app.scope', true)")
        return cursor.fetchone()


IN_TMT = ("g150121", "g150121", "150000.150100.150121")
IN_XINCHENG = ("g150102", "g150102", "150000.150100.150102")


def fail_after(expected: tuple[str, str, str]) -> None:
    assert where() == expected
    raise ZeroDivisionError


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def in_public() -> tuple[str, str, str]:
    return ("public", connection.settings_dict["USER"], "")


def test_inside_a_government_path_role_and_scope_are_its_own(db, inside):
    with inside(TMT):
        assert where() == IN_TMT
    assert where() == in_public()


def test_one_cursor_enters_its_government_again_with_each_statement(db, inside):
    with inside(TMT), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'none', false), set_config('search_path', 'public', false)")
        cursor.execute("SELECT current_schema(), current_user, current_setting('app.scope', true)")
        assert cursor.fetchone() == IN_TMT


@pytest.mark.parametrize(
    "statement",
    [
        "VALUES (current_user::text)",
        "SELECT current_user::text",
        "  \n WITH one AS (SELECT current_user::text AS name) SELECT name FROM one",
        "(SELECT current_user::text)",
    ],
)
def test_a_statement_answers_with_its_own_result_whatever_it_begins_with(db, inside, statement):
    with inside(TMT), connection.cursor() as cursor:
        cursor.execute(statement)
        assert (cursor.rowcount, [column.name for column in cursor.description]) == (1, [cursor.description[0].name])
        assert cursor.fetchall() == [("g150121",)]


def test_what_is_copied_streamed_or_written_many_times_is_done_inside_too(db, inside):
    with inside(TMT), connection.cursor() as cursor:
        cursor.executemany("SELECT set_config('app.scope', current_user || %s, false)", [("!",), ("?",)])
        cursor.execute("RESET ROLE")
        with cursor.copy("COPY (SELECT current_user::text) TO STDOUT") as rows:
            assert [row for (row,) in rows.rows()] == ["g150121"]
        cursor.execute("RESET ROLE")
        assert list(cursor.cursor.stream("SELECT current_user::text")) == [("g150121",)]


def test_what_must_stand_alone_in_its_message_may_be_said(committed_db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM governments_government")
        cursor.execute("SELECT count(*) FROM governments_government")
        assert cursor.fetchone() == (6,)


def test_a_rollback_does_not_take_the_government_away(committed_db, inside):
    with inside(TMT):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            fail_after(IN_TMT)
        assert where() == IN_TMT


def test_a_savepoint_rollback_does_not_bring_the_former_government_back(db, inside):
    with inside(TMT), transaction.atomic():
        assert where() == IN_TMT
        with inside(XINCHENG):
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                fail_after(IN_XINCHENG)
            assert where() == IN_XINCHENG
        assert where() == IN_TMT


def test_a_failed_statement_inside_a_transaction_is_survived(db, inside):
    with inside(TMT):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM there_is_no_such_table")
        assert where() == IN_TMT


def test_a_failed_transaction_answers_nothing_until_it_is_rolled_back(db, inside):
    with inside(TMT), transaction.atomic():
        sid = transaction.savepoint()
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM there_is_no_such_table")
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        transaction.savepoint_rollback(sid)
        assert where() == IN_TMT


def test_a_named_cursor_reads_its_government(db, inside):
    with inside(TMT), transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user, current_setting('app.scope', true)")
        assert cursor.fetchone() == IN_TMT


def test_a_new_connection_after_a_kill_is_in_the_same_government(committed_db, inside):
    with inside(TMT):
        for _ in range(20):
            assert where() == IN_TMT
            databases.hang_up(databases.own_name())
            with pytest.raises(OperationalError):
                where()
            connection.close_if_unusable_or_obsolete()
            assert where() == IN_TMT


def test_a_government_without_a_role_stops_the_statement_instead_of_running_it_elsewhere(db):
    connection.set_schema("g999999")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.parametrize(
    "name", ['g1"; DROP', "pg_catalog", "G150121", "g", "gtemplate2", "public ", "g150121\n", "g" + "1" * 41]
)
def test_nothing_else_is_taken_for_a_schema(name):
    with pytest.raises(NotASchemaName):
        connection.set_schema(name)


@pytest.mark.rule("A6")
def test_another_government_cannot_be_read_by_its_qualified_name(db, inside):
    with inside(TMT), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM g150121.django_session")
    with inside(TMT), pytest.raises(ProgrammingError, match="permission denied for schema g150102"):
        run("SELECT count(*) FROM g150102.django_session")


def test_public_reads_no_government(db):
    with pytest.raises(ProgrammingError, match="permission denied for schema"):
        run("SELECT count(*) FROM g150102.django_session")


def test_a_government_cannot_write_the_tree(db, inside):
    with inside(TMT), pytest.raises(ProgrammingError, match="permission denied for table"):
        run("UPDATE public.governments_government SET name = 'x'")


def test_the_runtime_role_cannot_change_tables(db, inside):
    with inside(TMT), pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
        run("ALTER TABLE django_session ADD COLUMN x integer")


def test_the_owner_takes_no_role_and_gives_the_connection_back(committed_db, inside, settings):
    with inside(TMT):
        with as_owner():
            assert where() == ("g150121", settings.MIGRATION_DATABASE["USER"], IN_TMT[2])
            with as_owner():
                assert where()[1] == settings.MIGRATION_DATABASE["USER"]
        assert where() == IN_TMT


def test_the_owner_is_not_called_inside_a_transaction(db):
    with pytest.raises(NotNow), as_owner():
        pass


def test_the_owners_login_stays_with_the_thread_that_asked(committed_db):
    shared = connections.settings["default"]
    with as_owner():
        assert connection.settings_dict is not shared
        assert shared["USER"] != connection.settings_dict["USER"]


def test_in_production_a_powerful_role_is_refused(committed_db, settings, monkeypatch):
    settings.DEMO = False
    monkeypatch.setattr(DatabaseWrapper, "_known_harmless", set())
    connection.close()
    assert where() == in_public()
    assert DatabaseWrapper._known_harmless == {connection.settings_dict["USER"]}
    monkeypatch.setattr(DatabaseWrapper, "_known_harmless", set())
    monkeypatch.setattr("kernel.database.base._POWERS", "SELECT true")
    connection.close()
    with pytest.raises(ImproperlyConfigured, match="superuser or bypasses row-level security"):
        where()


@pytest.mark.rule("A5")
def test_eight_threads_between_two_governments_never_mix_them_up(committed_db, government):
    wrong = []
    places = [(government(TMT), IN_TMT), (government(XINCHENG), IN_XINCHENG)]
    permission = ContentType.objects.get_for_model(AuditEntry).pk

    def alternate():
        for turn in range(50):
            place, expected = places[turn % 2]
            with inside_of(place):
                with suppress(ZeroDivisionError), transaction.atomic(), transaction.atomic():
                    wrong.extend([] if where() == expected else [turn])
                    1 / (turn % 5)
                same = ContentType.objects.get_for_model(AuditEntry).pk == permission
                wrong.extend([] if where() == expected and same else [turn])
        connection.close()

    threads = [Thread(target=alternate) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_tables_are_found_as_django_finds_them(db, inside):
    with inside(TMT), connection.cursor() as cursor:
        ours = {table.name: table.type for table in connection.introspection.get_table_list(cursor)}
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'g150121'")
        readable = {name for (name,) in cursor.fetchall()}
    assert set(ours) == readable
    assert set(ours.values()) == {"t"}


def test_sequences_are_set_by_one_statement(committed_db, inside):
    from django.contrib.auth.models import Group

    with inside(TMT), as_owner():
        Group.objects.create(pk=4000, name="numbered by hand")
        for statement in connection.ops.sequence_reset_sql(no_style(), [Group]):
            assert statement.startswith("DO ")
            with connection.cursor() as cursor:
                cursor.execute(statement)
        assert Group.objects.create(name="numbered by the sequence").pk == 4001


def test_no_constraint_crosses_schemas_and_none_waits_for_the_commit(db):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c
              JOIN pg_class here ON here.oid = c.conrelid JOIN pg_class there ON there.oid = c.confrelid
              JOIN pg_namespace n ON n.oid = here.relnamespace
             WHERE c.contype = 'f' AND n.nspname ~ '^(public|g)'
               AND (here.relnamespace <> there.relnamespace OR c.condeferred)
            """
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable")
        assert cursor.fetchone()[0] > 50


@pytest.mark.rule("A6")
def test_only_the_record_of_migrations_is_called_the_same_in_public_and_a_government(db):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE relkind IN ('r', 'p', 'v') AND nspname IN ('public', 'g150121')
             GROUP BY relname HAVING count(*) > 1
            """
        )
        assert cursor.fetchall() == [("django_migrations",)]
