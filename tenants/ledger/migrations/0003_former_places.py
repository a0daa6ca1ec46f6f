"""A fact stands under the place its government had in the fact's year, so its own former places may be written too.

A work rule counts in every year: besides the present parent, those see it who stood above the government while it was
in force. The sub-selects read the tree, which is public and has no policies.
"""

from django.db import migrations

TABLES = ("ledger_workrule", "ledger_meeting", "ledger_agreeditem")

SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
OWN = f"{SCOPE} IS NOT NULL AND government = (SELECT substr(current_schema(), 2))"
HERE = f"{OWN} AND path = {SCOPE}"
ONCE = """path IN (SELECT f.path FROM public.governments_formerplace f
  JOIN public.governments_government g ON g.id = f.government_id WHERE g.schema_name = current_schema())"""
HERE_THEN = f"{OWN} AND (path = {SCOPE} OR {ONCE})"
SAW = f"""EXISTS (SELECT FROM public.governments_formerplace f
  JOIN public.governments_government g ON g.id = f.government_id
 WHERE g.schema_name = 'g' || government AND f.valid_to > in_force_from
   AND f.path >= {SCOPE} || '.' AND f.path < {SCOPE} || '/')"""

STATEMENTS = [
    *(
        (f"ALTER POLICY {name} ON {table} WITH CHECK ({HERE_THEN})", f"ALTER POLICY {name} ON {table} WITH CHECK ({HERE})")
        for table in TABLES
        for name in ("states_own", "restates_own")
    ),
    (
        f"CREATE POLICY saw_below ON ledger_workrule FOR SELECT USING ({SAW})",
        "DROP POLICY saw_below ON ledger_workrule",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_row_security"), ("governments", "0004_former_places")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in STATEMENTS]
