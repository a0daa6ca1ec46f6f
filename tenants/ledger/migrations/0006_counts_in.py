"""The year whose obligation a meeting satisfies: what was stated before counted ordinary meetings by their day.

Row-level security binds the owner role too, and without a scope nothing is visible: it is lifted for this one statement.
What a rule counts otherwise (titles, extraordinary meetings) `reconcile_ledger --repair` states from the meetings.
"""

from django.db import migrations, models

COUNT = """UPDATE ledger_meeting SET counts_in = extract(year FROM held_on)::smallint
 WHERE kind = 'ordinary' AND held_on IS NOT NULL"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_due_report_row_security")]

    operations = [
        migrations.AddField("meeting", "counts_in", models.PositiveSmallIntegerField(null=True)),
        migrations.RunSQL(["ALTER TABLE ledger_meeting DISABLE ROW LEVEL SECURITY"], migrations.RunSQL.noop),
        migrations.RunSQL([COUNT], migrations.RunSQL.noop),
        migrations.RunSQL(["ALTER TABLE ledger_meeting ENABLE ROW LEVEL SECURITY"], migrations.RunSQL.noop),
    ]
