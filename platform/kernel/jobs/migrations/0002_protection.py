"""No row security on the queue: a government calls one function and reads one view."""

from django.db import migrations

from kernel.database.queue import protect_queue

FORMER = {"procrastinate_jobs": "own_jobs", "procrastinate_events": "own_events"}


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_row_security")]

    operations = [
        *(migrations.RunSQL([f"DROP POLICY {policy} ON public.{table}"]) for table, policy in FORMER.items()),
        *(migrations.RunSQL([f"ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY"]) for table in FORMER),
        *protect_queue(),
    ]
