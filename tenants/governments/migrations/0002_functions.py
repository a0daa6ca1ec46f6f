"""What the database answers by functions of its own: the version of every schema, and what row policies ask of the tree."""

from django.db import migrations

from kernel.database.policies import create_functions
from tenants.governments.policies import FUNCTIONS
from tenants.governments.versions import create_schema_versions


class Migration(migrations.Migration):
    dependencies = [("governments", "0001_initial")]

    operations = [*create_schema_versions(), *create_functions(FUNCTIONS)]
