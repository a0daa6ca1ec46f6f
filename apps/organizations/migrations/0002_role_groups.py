"""One group per role, the same in every government."""

from django.db import migrations

ROLES = (
    "gov_leader", "gov_clerk", "gov_unit", "union_leader", "union_clerk", "union_unit",
    "viewer", "assessor", "reviewer", "system_officer", "security_officer", "audit_officer",
)


def found(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.bulk_create(groups.model(name=f"role:{role}") for role in ROLES)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]
    operations = [migrations.RunPython(found, migrations.RunPython.noop)]
