"""The one function with the owner's rights: it tells the version of every schema and nothing else of it."""

from django.db import migrations

from tenants.governments.versions import create_schema_versions


class Migration(migrations.Migration):
    dependencies = [("governments", "0001_initial")]

    operations = create_schema_versions()
