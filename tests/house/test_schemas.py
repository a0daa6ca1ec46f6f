"""What every table of ours has, and what the catalog says of public and the governments together."""

import ast
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from tests.house.reading import Source, sources

OURS = ("apps.", "tenants.", "kernel.", "api")
MODELS = [m for m in apps.get_models() if m._meta.app_config and m._meta.app_config.name.startswith(OURS)]
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "scaling.md"
#: Tables whose key is no UUID, with the reason.
OTHER_KEYS = {
    "workcalendar.ArrangedDay": "a day is its own key",
    "workcalendar.CalendarOverride": "a day is its own key",
    "audit.ChainHead": "one row per government",
}


def has_own_key(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.UUIDField)


def silent(model: type[models.Model]) -> list[str]:
    """Constraints that would refuse without a sentence of ours."""
    usual = models.BaseConstraint.default_violation_error_message
    return [
        f"{model._meta.label}.{constraint.name}"
        for constraint in model._meta.constraints
        if constraint.violation_error_message == usual
    ]


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_every_content_has_a_key_that_no_other_government_has() -> None:
    others = {m._meta.label for m in MODELS if not has_own_key(m)}
    assert others == set(OTHER_KEYS)


def test_every_constraint_says_why_it_refuses() -> None:
    assert sum(len(model._meta.constraints) for model in MODELS) > 40
    assert [name for model in MODELS for name in silent(model)] == []


def test_the_manual_says_what_a_government_adds_to_the_catalog(db: None) -> None:
    said = re.search(r"(\d+) tables, (\d+) indexes, (\d+) sequences, (\d+) foreign keys", MANUAL.read_text())
    (counted,) = rows(
        "SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'g150121'),"
        " (SELECT count(*) FROM pg_indexes WHERE schemaname = 'g150121'),"
        " (SELECT count(*) FROM pg_sequences WHERE schemaname = 'g150121'),"
        " (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'g150121'::regnamespace)"
    )
    assert said
    assert tuple(map(int, said.groups())) == counted


def test_a_silent_constraint_and_a_small_key_would_be_found() -> None:
    class Sample:
        class _meta:  # noqa: N801 - Django's name
            label = "sample"
            pk = models.BigAutoField()
            constraints = (models.CheckConstraint(condition=models.Q(pk__gt=0), name="positive"),)

    assert silent(Sample) == ["sample.positive"]  # type: ignore[arg-type]
    assert not has_own_key(Sample)  # type: ignore[arg-type]


def test_no_table_of_ours_is_in_public_and_in_a_government(db: None) -> None:
    both = """
        SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname ~ '^(public|g[0-9].*)$'
         GROUP BY relname HAVING bool_or(nspname = 'public') AND bool_or(nspname <> 'public')
    """
    assert rows(both) == [("django_migrations",)]
    assert len(rows("SELECT 1 FROM pg_namespace WHERE nspname ~ '^g[0-9]'")) == 6


def test_no_constraint_leaves_its_schema(db: None) -> None:
    keys = """
        SELECT c.conname, here.relnamespace = there.relnamespace FROM pg_constraint c
          JOIN pg_class here ON here.oid = c.conrelid JOIN pg_class there ON there.oid = c.confrelid
         WHERE c.contype = 'f'
    """
    found = rows(keys)
    assert len(found) > 100
    assert [name for name, stays in found if not stays] == []


def test_no_government_has_a_trigger_of_its_own(db: None) -> None:
    triggers = """
        SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname ~ '^g'
    """
    assert rows(triggers) == []


def test_every_table_has_a_primary_key(db: None) -> None:
    """Moving a schema to another server, and every kind of logical replication, needs one."""
    without = """
        SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND n.nspname ~ '^(public|gtemplate|g[0-9].*)$'
           AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')
    """
    assert rows(without) == []
    assert len(rows(without.replace("AND NOT EXISTS", "AND EXISTS"))) > 300


def test_every_key_is_checked_at_once_on_whatever_server_it_lies(db: None) -> None:
    """`SET CONSTRAINTS` does not reach the nodes of a sharded database."""
    kinds = rows(
        "SELECT DISTINCT condeferrable, condeferred FROM pg_constraint WHERE contype = 'f'"
        " AND conrelid::regclass::text !~ 'procrastinate_'"
    )
    assert kinds == [(True, False)]
    assert rows("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferred") == [(0,)], "the queue too"


def sets_constraints(source: Source) -> bool:
    """In any text that is not a docstring: those may say why it is not done."""
    prose = {node.value for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(source.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return any(re.search(r"\bSET\s+CONSTRAINTS\b", text.value, re.I) for text in texts if text not in prose)


def test_nothing_says_set_constraints() -> None:
    assert [source.path for source in sources() if sets_constraints(source)] == []
    assert sets_constraints(Source("apps/topics/services.py", 'cursor.execute("set constraints ALL immediate")'))


def test_row_policies_stand_on_public_tables_only(db: None) -> None:
    """They read settings of the connection, which do not travel; a government's tables have its role's grants."""
    assert {schema for (schema,) in rows("SELECT schemaname FROM pg_policies")} == {"public"}


def test_migrations_are_in_step_with_the_models(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_model_without_its_migration_would_be_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    field = apps.get_model("organizations.Unit")._meta.get_field("functions")
    monkeypatch.setattr(field, "blank", not field.blank)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=StringIO())


def test_generated_pages_are_in_step_with_the_tables(tmp_path: Any) -> None:
    call_command("generate_docs", check=True)
    with pytest.raises(CommandError, match="Stale"):
        call_command("generate_docs", check=True, into=tmp_path)
