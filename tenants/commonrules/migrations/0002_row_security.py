"""Row-level security: a government writes its own rules, and reads those issued by itself or above it.

`starts_with` on paths with the separator at their end: 150000. begins 150000.150100., and 1500 begins neither.
"""

from collections.abc import Iterator

from django.db import migrations

TABLE = "commonrules_commonrule"
SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
OWN = f"{SCOPE} IS NOT NULL AND government = (SELECT substr(current_schema(), 2))"
POLICIES = {
    "reads_from_above": f"FOR SELECT USING (starts_with({SCOPE} || '.', path || '.'))",
    "reads_own": f"FOR SELECT USING ({OWN})",
    "issues_own": f"FOR INSERT WITH CHECK ({OWN} AND path = {SCOPE})",
    "repeals_own": f"FOR UPDATE USING ({OWN}) WITH CHECK ({OWN})",
}


def statements() -> Iterator[tuple[str, str]]:
    """One statement each: a sharded cluster takes no batches."""
    yield f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY"
    for name, policy in POLICIES.items():
        yield f"CREATE POLICY {name} ON {TABLE} {policy}", f"DROP POLICY {name} ON {TABLE}"


class Migration(migrations.Migration):
    dependencies = [("commonrules", "0001_initial")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
