"""One new column, and a moment in each government in which a run can be killed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Plain SQL."""

    dependencies = [("sessions", "0001_initial")]
    operations = [
        migrations.AddField("session", "of_a_test", models.IntegerField(null=True)),
        migrations.RunSQL(["SELECT pg_sleep(0.05)"]),
    ]
