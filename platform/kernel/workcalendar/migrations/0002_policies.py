"""Who writes which rows: policies that ask functions."""

from django.db import migrations

from kernel.database.policies import secure_rows
from kernel.workcalendar.policies import POLICIES


class Migration(migrations.Migration):
    dependencies = [("workcalendar", "0001_initial"), ("governments", "0002_functions")]

    operations = secure_rows(POLICIES, owner_too=False)
