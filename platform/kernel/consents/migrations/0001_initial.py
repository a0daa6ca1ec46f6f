"""The tables of this app, as they stand before the first release."""

import kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('object_kind', models.CharField(max_length=60)),
                ('object_id', models.UUIDField()),
                ('action', models.CharField(max_length=40)),
                ('side', models.CharField(max_length=10)),
                ('person_id', models.UUIDField()),
                ('person_name', models.CharField(max_length=240)),
                ('person_post', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('given', models.JSONField(default=dict)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['object_id', 'action'], name='consent_of_object')],
                'constraints': [models.CheckConstraint(condition=models.Q(('side', ''), _negated=True), name='consent_of_one_side', violation_error_message='同意必须由其中一方作出。')],
            },
        ),
    ]
