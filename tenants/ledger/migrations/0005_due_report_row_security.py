"""Row-level security for due reports, as for the other facts: a government sees its own and those below it.

It writes its own only, where it stands now or stood in the year that a fact counts in.
"""

from collections.abc import Iterator

from django.db import migrations

TABLE = "ledger_duereport"

SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
BELOW = f"path >= {SCOPE} AND path < {SCOPE} || '/'"
OWN = f"{SCOPE} IS NOT NULL AND government = (SELECT substr(current_schema(), 2))"
ONCE = """path IN (SELECT f.path FROM public.governments_formerplace f
  JOIN public.governments_government g ON g.id = f.government_id WHERE g.schema_name = current_schema())"""
HERE_THEN = f"{OWN} AND (path = {SCOPE} OR {ONCE})"

POLICIES = {
    "sees_below": f"FOR SELECT USING ({BELOW})",
    "sees_own": f"FOR SELECT USING ({OWN})",
    "states_own": f"FOR INSERT WITH CHECK ({HERE_THEN})",
    "restates_own": f"FOR UPDATE USING ({OWN}) WITH CHECK ({HERE_THEN})",
    "withdraws_own": f"FOR DELETE USING ({OWN})",
}


def statements() -> Iterator[tuple[str, str]]:
    """One statement each: a sharded cluster takes no batches."""
    yield f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY"
    for name, policy in POLICIES.items():
        yield f"CREATE POLICY {name} ON {TABLE} {policy}", f"DROP POLICY {name} ON {TABLE}"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_due_report")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
