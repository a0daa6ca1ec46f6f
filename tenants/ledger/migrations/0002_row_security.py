"""Row-level security: a government sees its own facts and those below it, and writes its own.

A second guard below the services. It binds the owner role as well (FORCE), and without a scope nothing is visible. The
settings are read in a sub-select so that they are evaluated once per statement and the range can use the index.
`current_schema()` is the schema the connection entered, so that a government finds its rows also where it stood before
a move in the tree.
"""

from collections.abc import Iterator

from django.db import migrations

TABLES = ("ledger_workrule", "ledger_meeting", "ledger_agreeditem")

SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
BELOW = f"path >= {SCOPE} AND path < {SCOPE} || '/'"
OWN = f"{SCOPE} IS NOT NULL AND government = (SELECT substr(current_schema(), 2))"
HERE = f"{OWN} AND path = {SCOPE}"

POLICIES = {
    "sees_below": f"FOR SELECT USING ({BELOW})",
    "sees_own": f"FOR SELECT USING ({OWN})",
    "states_own": f"FOR INSERT WITH CHECK ({HERE})",
    "restates_own": f"FOR UPDATE USING ({OWN}) WITH CHECK ({HERE})",
    "withdraws_own": f"FOR DELETE USING ({OWN})",
}


def statements() -> Iterator[tuple[str, str]]:
    """One statement each: a sharded cluster takes no batches."""
    for table in TABLES:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
        for name, policy in POLICIES.items():
            yield f"CREATE POLICY {name} ON {table} {policy}", f"DROP POLICY {name} ON {table}"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
