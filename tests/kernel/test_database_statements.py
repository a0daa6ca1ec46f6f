"""A script is cut where its statements end, whatever stands in texts, names, comments and bodies."""

import pytest
import sqlparse
from django.db import DataError, connection, transaction

from kernel.database.names import TEMPLATE
from kernel.database.owner import as_owner
from kernel.database.statements import run_each, split
from tenants.governments.template import TemplateDump, run_pg_dump


@pytest.mark.parametrize(
    ("script", "statements"),
    [
        ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT 1;;\n;", ["SELECT 1"]),
        ("", []),
        ("-- only; a remark\n", []),
        ("-- it's; so\nSELECT 1;\n", ["SELECT 1"]),
        ("SELECT 1 -- one; 'two\n + 2;SELECT 3", ["SELECT 1 -- one; 'two\n + 2", "SELECT 3"]),
        ("/* a; b */ SELECT /* c; d */ 1;", ["SELECT /* c; d */ 1"]),
        ("SELECT 'a;b', 'it''s; so', '\\';SELECT 2", ["SELECT 'a;b', 'it''s; so', '\\'", "SELECT 2"]),
        ("SELECT E'it\\'s; so'; SELECT e'\\\\';SELECT 3", ["SELECT E'it\\'s; so'", "SELECT e'\\\\'", "SELECT 3"]),
        ("SELECT 'a\n;\n--b'; SELECT 2", ["SELECT 'a\n;\n--b'", "SELECT 2"]),
        ('SELECT 1 AS "a;""b"; SELECT 2', ['SELECT 1 AS "a;""b"', "SELECT 2"]),
        ("DO $$ BEGIN a; b; END $$; SELECT 1", ["DO $$ BEGIN a; b; END $$", "SELECT 1"]),
        ("DO $a$ x; $$ y; $$ z; $a$; SELECT 1", ["DO $a$ x; $$ y; $$ z; $a$", "SELECT 1"]),
        ("SELECT a$b; SELECT $1; SELECT c$b", ["SELECT a$b", "SELECT $1", "SELECT c$b"]),
    ],
)
def test_a_script_is_cut_between_its_statements(script: str, statements: list[str]) -> None:
    assert list(split(script)) == statements


def test_what_pg_dump_writes_of_the_template_is_cut_into_statements(committed_db: None) -> None:
    with as_owner():
        dump = TemplateDump.take()
        lines = run_pg_dump(f"--schema={TEMPLATE}", "--no-owner", "--no-privileges", "--inserts").splitlines()
    beginnings = {statement.split(None, 1)[0] for statement in dump.statements}
    assert beginnings <= {"CREATE", "ALTER", "SET", "INSERT", "SELECT"}
    assert len(dump.statements) > 200
    text = "\n".join(line for line in lines if not line.startswith(("--", "\\")))
    assert list(split(text)) == sqlparse.split(text, strip_semicolon=True)
    assert dump.tables == sum("CREATE TABLE" in statement for statement in dump.statements)


def test_statements_are_run_in_order_and_their_fault_is_djangos(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    run_each(["CREATE TEMPORARY TABLE sample (a int)", "INSERT INTO sample VALUES (1)"])
    with pytest.raises(DataError), transaction.atomic():
        run_each(["INSERT INTO sample VALUES (1)", "SELECT 1 / (a - a) FROM sample", "INSERT INTO sample VALUES (1)"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sample")
        assert cursor.fetchone() == (1,)
