"""The queue's own housekeeping."""

from django.db import connection
from procrastinate.contrib.django import app

#: Days that finished jobs are kept; those that failed stay longer, to be looked into.
KEPT_DAYS, FAILED_KEPT_DAYS = 3, 30

_FORGET = """
    DELETE FROM public.procrastinate_jobs j
     WHERE j.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
       AND now() - CASE j.status WHEN 'failed' THEN make_interval(days => %s) ELSE make_interval(days => %s) END
           > (SELECT max(e.at) FROM public.procrastinate_events e WHERE e.job_id = j.id)
       AND NOT (j.status = 'succeeded' AND j.id IN (
               SELECT max(last.id) FROM public.procrastinate_jobs last WHERE last.status = 'succeeded'
                GROUP BY last.task_name, last.args->>'schema'))
"""


@app.periodic(cron="0 20 * * *", periodic_id="kernel.jobs.forget_finished")
@app.task(name="kernel.jobs.forget_finished", queueing_lock="kernel.jobs.forget_finished")
def forget_finished(timestamp: int) -> None:
    """Delete finished jobs, so that the question of how the last night went stays a short one.

    The last success of each in each government is kept: that it lies long ago is what makes a job late.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [FAILED_KEPT_DAYS, KEPT_DAYS])
