"""Row-level security of letters and answers: an end of the letter reads them, and nobody else.

A letter is written only at home and only to a government whose place lies below; the receiver finds it where it stands
or stood once, so that no letter is slipped to somebody beside by a false place. An answer is written by whom the letter
was sent to; that it is closed, by whoever sent it.

A copy filed upward goes to the nearest government above that is not closed on that day: it alone writes the receipt.
"""

from collections.abc import Iterator

from django.db import migrations

COPIES, RECEIPTS = "correspondence_filedcopy", "correspondence_filingreceipt"
LETTERS, ANSWERS = "correspondence_dispatch", "correspondence_answer"

SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
CODE = "(SELECT substr(current_schema(), 2))"
OWN = f"{SCOPE} IS NOT NULL AND government = {CODE}"
HERE = f"{OWN} AND path = {SCOPE}"
STOOD_THERE = f"""to_path IN (SELECT g.path FROM public.governments_government g
    WHERE g.schema_name = current_schema()
    UNION ALL SELECT f.path FROM public.governments_formerplace f
    JOIN public.governments_government g ON g.id = f.government_id WHERE g.schema_name = current_schema())"""
TO_BELOW = f"""to_path > {SCOPE} || '.' AND to_path < {SCOPE} || '/'
    AND split_part(to_path, '.', -1) = to_government"""
NEAREST = f"""{CODE} = (SELECT substr(g.schema_name, 2) FROM public.governments_government g
    WHERE substr(g.schema_name, 2) = ANY (string_to_array(copy_path, '.'))
    AND substr(g.schema_name, 2) <> copy_government
    AND (g.closed_on IS NULL OR g.closed_on > (received_at AT TIME ZONE 'Asia/Shanghai')::date)
    ORDER BY array_position(string_to_array(copy_path, '.'), substr(g.schema_name, 2)) DESC LIMIT 1)"""

POLICIES = {
    LETTERS: {
        "reads_own": f"FOR SELECT USING ({OWN})",
        "reads_received": f"FOR SELECT USING ({SCOPE} IS NOT NULL AND to_government = {CODE} AND {STOOD_THERE})",
        "sends_below": f"FOR INSERT WITH CHECK ({HERE} AND {TO_BELOW})",
        "puts_own_back": f"FOR DELETE USING ({OWN})",
    },
    ANSWERS: {
        "reads_own": f"FOR SELECT USING ({OWN})",
        "reads_of_other_end": f"FOR SELECT USING ({SCOPE} IS NOT NULL AND {CODE} IN (dispatch_from, dispatch_to))",
        "answers_own": f"FOR INSERT WITH CHECK ({HERE})",
        "puts_own_back": f"FOR DELETE USING ({OWN})",
    },
}
#: Whoever a copy was filed to stands above the writer; the first rows did not say it in a column of their own.
FILED_TO = "UPDATE correspondence_filedcopy SET filed_to = split_part(path, '.', -2) WHERE filed_to = ''"
REPLACED = {
    COPIES: {
        "reads_received": (
            f"FOR SELECT USING ({SCOPE} IS NOT NULL AND split_part(path, '.', -2) = {CODE})",
            f"FOR SELECT USING ({SCOPE} IS NOT NULL AND filed_to = {CODE})",
        ),
        "files_own": (
            f"FOR INSERT WITH CHECK ({HERE})",
            f"FOR INSERT WITH CHECK ({HERE} AND (filed_to = '' OR filed_to = ANY (string_to_array(path, '.'))))",
        ),
    },
    RECEIPTS: {
        "receives": (
            f"FOR INSERT WITH CHECK ({HERE} AND {SCOPE} IS NOT NULL AND split_part(copy_path, '.', -2) = {CODE})",
            f"FOR INSERT WITH CHECK ({HERE} AND {NEAREST})",
        ),
    },
}


def statements() -> Iterator[tuple[str, str]]:
    """One statement each: a sharded cluster takes no batches."""
    for table, policies in POLICIES.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
        for name, policy in policies.items():
            yield f"CREATE POLICY {name} ON {table} {policy}", f"DROP POLICY {name} ON {table}"
    yield f"ALTER TABLE {COPIES} NO FORCE ROW LEVEL SECURITY", f"ALTER TABLE {COPIES} FORCE ROW LEVEL SECURITY"
    yield FILED_TO, "SELECT 1"
    yield f"ALTER TABLE {COPIES} FORCE ROW LEVEL SECURITY", f"ALTER TABLE {COPIES} NO FORCE ROW LEVEL SECURITY"
    for table, replaced in REPLACED.items():
        for name, (before, after) in replaced.items():
            yield f"DROP POLICY {name} ON {table}", f"CREATE POLICY {name} ON {table} {before}"
            yield f"CREATE POLICY {name} ON {table} {after}", f"DROP POLICY {name} ON {table}"


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0004_letters"), ("governments", "0004_former_places")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
