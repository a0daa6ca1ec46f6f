"""A government calls one function of the queue and reads one view."""

from django.db import migrations

from kernel.database.queue import protect_queue


class Migration(migrations.Migration):
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]

    operations = protect_queue()
