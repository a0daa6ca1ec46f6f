"""Row-level security on the queue: a government enqueues and sees its own jobs only; workers see all.

A government's role bears the name of its schema. Whoever has not changed role (the runtime role in a worker, the owner)
is not bound; as for the ledger, the grants say who may do what at all.
"""

from django.db import migrations

ALL = "current_user = session_user"
OWN = "args->>'schema' = current_user"
OWN_EVENT = "EXISTS (SELECT FROM public.procrastinate_jobs j WHERE j.id = job_id)"

STATEMENTS = [
    (
        "ALTER TABLE public.procrastinate_jobs ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE public.procrastinate_jobs DISABLE ROW LEVEL SECURITY",
    ),
    (
        f"CREATE POLICY own_jobs ON public.procrastinate_jobs USING ({ALL} OR {OWN}) WITH CHECK ({ALL} OR {OWN})",
        "DROP POLICY own_jobs ON public.procrastinate_jobs",
    ),
    (
        "ALTER TABLE public.procrastinate_events ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE public.procrastinate_events DISABLE ROW LEVEL SECURITY",
    ),
    (
        f"CREATE POLICY own_events ON public.procrastinate_events USING ({ALL} OR {OWN_EVENT})"
        f" WITH CHECK ({ALL} OR {OWN_EVENT})",
        "DROP POLICY own_events ON public.procrastinate_events",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]

    operations = [migrations.RunSQL([sql], [reverse]) for sql, reverse in STATEMENTS]
