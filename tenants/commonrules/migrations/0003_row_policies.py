"""Row policies that ask functions."""

from django.db import migrations

from kernel.database.policies import secure_rows
from tenants.commonrules.policies import POLICIES


class Migration(migrations.Migration):
    dependencies = [("commonrules", "0002_row_security"), ("governments", "0005_policy_functions")]

    operations = secure_rows(POLICIES)
