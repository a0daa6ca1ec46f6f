"""Row-level security for plans and explanations of years, as for the other facts: one's own and those below are seen.

A government writes its own only, where it stands now or stood in the year that a fact counts in.
"""

from collections.abc import Iterator

from django.db import migrations

TABLES = ("ledger_yearplan", "ledger_yearexplanation")

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
    for table in TABLES:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
        for name, policy in POLICIES.items():
            yield f"CREATE POLICY {name} ON {table} {policy}", f"DROP POLICY {name} ON {table}"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_years")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
