"""The one row that every addition to the chain locks."""

from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("audit", "ChainHead").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
