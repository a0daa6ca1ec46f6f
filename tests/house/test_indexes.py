"""An index exists because a query needs it: `data/indexes.txt` names the query of each index of a government."""

import pytest
from django.db import connection, transaction

from kernel.database.owner import as_owner
from tests.house.reading import ROOT

HOME = "g150121"
NAMED = ROOT / "tests/house/data/indexes.txt"
#: Indexes of no key and no constraint; a unique one states a rule, and a rule has its test elsewhere.
_INDEXES = """
    SELECT t.relname::text, c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_class t ON t.oid = i.indrelid
     WHERE c.relnamespace = %s::regnamespace AND NOT i.indisunique
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""


def named() -> dict[tuple[str, str], str]:
    """The query of each (table, index)."""
    lines = [line.split(None, 2) for line in NAMED.read_text().splitlines() if line.strip() and line[0] != "#"]
    return {(table, index): query for table, index, query in lines}


def standing(schema: str = HOME) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [schema])
        return set(cursor.fetchall())


def test_every_index_has_its_query_and_every_query_its_index(db: None) -> None:
    assert standing() - named().keys() == set(), "name the query in tests/house/data/indexes.txt, or drop the index"
    assert named().keys() - standing() == set(), "these are named and stand no more"
    assert all(query.strip() for query in named().values())


def test_no_index_says_again_what_a_constraint_says(db: None) -> None:
    """An index whose columns begin those of a key or of an unconditional unique one serves no query by itself."""
    repeated = """
        SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
          JOIN pg_index u ON u.indrelid = i.indrelid AND u.indisunique AND u.indpred IS NULL
         WHERE c.relnamespace = %s::regnamespace AND NOT i.indisunique AND i.indpred IS NULL
           AND (u.indkey::int2[])[0:i.indnkeyatts - 1] = (i.indkey::int2[])[0:i.indnkeyatts - 1]
    """
    with connection.cursor() as cursor:
        cursor.execute(repeated, [HOME])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("schema", [HOME, "public"])
def test_no_field_brings_an_index_of_its_own(db: None, schema: str) -> None:
    """Django ends the names of those with a digest of eight digits, and `_like` after it; the queue is a library's."""
    automatic = "SELECT indexname::text FROM pg_indexes WHERE schemaname = %s AND indexname ~ '_[0-9a-f]{8}(_like)?$'"
    with connection.cursor() as cursor:
        cursor.execute(automatic, [schema])
        assert cursor.fetchall() == []


def test_an_index_without_a_query_would_be_found(committed_db: None) -> None:
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX of_nobody ON {HOME}.topics_topic (proposer_id)")
        assert standing() - named().keys() == {("topics_topic", "of_nobody")}
        transaction.set_rollback(True)
