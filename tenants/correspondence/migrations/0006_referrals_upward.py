"""Row-level security of referrals upward: exactly the government that the writer answers to can be written to.

It is the nearest above that is not closed on the day of sending, at the place where it stands; of the letters, only a
referral of the general office climbs. Who reads does not change: the two ends (0005).
"""

from collections.abc import Iterator

from django.db import migrations

LETTERS = "correspondence_dispatch"

SCOPE = "(SELECT nullif(current_setting('app.scope', true), ''))"
CODE = "(SELECT substr(current_schema(), 2))"
HERE = f"{SCOPE} IS NOT NULL AND government = {CODE} AND path = {SCOPE}"
#: Named with its table: the tree has a column `path` of its own.
CHAIN = f"string_to_array({LETTERS}.path, '.')"
DIRECTLY_ABOVE = f"""kind = 'referral' AND side = 'gov'
    AND (to_government, to_path) = (SELECT substr(g.schema_name, 2), g.path FROM public.governments_government g
    WHERE substr(g.schema_name, 2) = ANY ({CHAIN})
    AND substr(g.schema_name, 2) <> government
    AND (g.closed_on IS NULL OR g.closed_on > (sent_at AT TIME ZONE 'Asia/Shanghai')::date)
    ORDER BY array_position({CHAIN}, substr(g.schema_name, 2)) DESC LIMIT 1)"""

POLICIES = {"refers_upward": f"FOR INSERT WITH CHECK ({HERE} AND {DIRECTLY_ABOVE})"}


def statements() -> Iterator[tuple[str, str]]:
    """One statement each: a sharded cluster takes no batches."""
    for name, policy in POLICIES.items():
        yield f"CREATE POLICY {name} ON {LETTERS} {policy}", f"DROP POLICY {name} ON {LETTERS}"


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0005_letters_row_security"), ("governments", "0004_former_places")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in statements()]
