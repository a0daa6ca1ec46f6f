"""What the row policies of public tables ask, as functions."""

from django.db import migrations

from kernel.database.policies import create_functions
from tenants.governments.policies import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("governments", "0004_former_places")]

    operations = create_functions(FUNCTIONS)
