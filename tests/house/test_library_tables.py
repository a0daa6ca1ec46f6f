"""Tables of libraries cost every government as much as ours: each is named with what needs it, and no other stands."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection

from kernel.database.routers import LEFT_OUT
from tests.house.reading import ROOT

HOME = "g150121"
OURS = ("apps.", "kernel.", "api")
NAMED = ROOT / "tests/house/data/library_tables.txt"


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [HOME])
        return list(cursor.fetchall())


def our_tables() -> set[str]:
    """Tables of our models; those that only tie two rows of a library together are the library's."""
    models = [model for model in apps.get_models() if model.__module__.startswith(OURS)]
    ties = {
        field.remote_field.through
        for model in models
        for field in model._meta.local_many_to_many
        if field.model.__module__.startswith(OURS) and not field.related_model.__module__.startswith("django.")
    }
    return {model._meta.db_table for model in {*models, *ties}}


def test_every_table_of_a_library_is_named_and_no_other_stands(db: None) -> None:
    there = {name for (name,) in rows("SELECT tablename::text FROM pg_tables WHERE schemaname = %s")}
    named = {line.split()[0] for line in NAMED.read_text().splitlines() if line and line[0] != "#"}
    assert there - our_tables() == named


def test_what_is_left_out_is_a_model_and_has_no_table_anywhere(db: None) -> None:
    tables = {apps.get_model(label)._meta.db_table for label in LEFT_OUT}
    there = {name for (name,) in rows("SELECT tablename::text FROM pg_tables WHERE schemaname IN (%s, 'public')")}
    assert len(tables) == len(LEFT_OUT)
    assert not tables & there


def test_a_government_has_only_permissions_that_one_of_our_models_declares(db: None, inside: Any) -> None:
    declared = {codename for model in apps.get_models() for codename, _ in model._meta.permissions}
    with inside("150121"):
        assert set(Permission.objects.values_list("codename", flat=True)) == declared


def test_only_libraries_count_rows_of_a_government(db: None) -> None:
    """A key of ours is a UUID; a sequence that is left belongs to a library or to a table of ties that Django makes."""
    counted = {
        name.removesuffix("_id_seq") for (name,) in rows("SELECT sequencename FROM pg_sequences WHERE schemaname = %s")
    }
    through = {
        field.remote_field.through._meta.db_table
        for model in apps.get_models()
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    }
    named = {line.split()[0] for line in NAMED.read_text().splitlines() if line and line[0] != "#"}
    assert counted <= named | through
