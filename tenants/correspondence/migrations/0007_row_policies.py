"""Row policies that ask functions."""

from django.db import migrations

from kernel.database.policies import secure_rows
from tenants.correspondence.policies import POLICIES


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0006_referrals_upward"), ("governments", "0005_policy_functions")]

    operations = secure_rows(POLICIES)
