"""Row-level security: a copy is read by whoever filed it, by whom it was filed to, and up the chain of parents.

Written only at home, from where the government stands. Receipts are written only by the government that the copy was
filed to (the last but one code of its path), and read along the same chain. `split_part` counts from the end.

Rows are taken away by nobody who works in a government (no grant says so); the policy for it lets the owner put a
government's rows back from a backup.
"""

from collections.abc import Iterator

from django.db import migrations

COPIES, RECEIPTS = "correspondence_filedcopy", "correspondence_filingreceipt"

SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
CODE = "(SELECT substr(current_schema(), 2))"
OWN = f"{SCOPE} IS NOT NULL AND government = {CODE}"
HERE = f"{OWN} AND path = {SCOPE}"


def _below(path: str) -> str:
    return f"{path} >= {SCOPE} || '.' AND {path} < {SCOPE} || '/'"


def _filed_to_here(path: str) -> str:
    return f"{SCOPE} IS NOT NULL AND split_part({path}, '.', -2) = {CODE}"


POLICIES = {
    COPIES: {
        "reads_from_below": f"FOR SELECT USING ({_below('path')})",
        "reads_received": f"FOR SELECT USING ({_filed_to_here('path')})",
        "reads_own": f"FOR SELECT USING ({OWN})",
        "files_own": f"FOR INSERT WITH CHECK ({HERE})",
        "puts_own_back": f"FOR DELETE USING ({OWN})",
    },
    RECEIPTS: {
        "reads_of_below": f"FOR SELECT USING ({_below('copy_path')})",
        "reads_of_own": f"FOR SELECT USING ({SCOPE} IS NOT NULL AND copy_government = {CODE})",
        "reads_own": f"FOR SELECT USING ({OWN})",
        "receives": f"FOR INSERT WITH CHECK ({HERE} AND {_filed_to_here('copy_path')})",
        "puts_own_back": f"FOR DELETE USING ({OWN})",
    },
}


def statements() -> Iterator[tuple[str, str]]:
    """One statement each: a sharded cluster takes no batches."""
    for table, policies in POLICIES.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
        for name, policy in policies.items():
            yield f"CREATE POLICY {name} ON {table} {policy}", f"DROP POLICY {name} ON {table}"


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
